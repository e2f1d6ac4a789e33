#--- lib/geo.rb
require "geo/tools"
require_relative "geo/side"
module Geo
  class Square < Base
    include Named
    def initialize
      @side = Side.new
#             ^ calls lib/geo/side.rb:Geo.Side
    end
    def grow
      @side.length
#           ^ calls lib/geo/side.rb:Geo.Side.length
      title
      title()
#     ^ calls lib/geo/side.rb:Geo.Named.title
      helper()
#     ^ calls lib/geo/tools.rb:helper
      unseen()
#     ^ calls nothing
      "x".length()
#         ^ calls nothing
      super
    end
  end
end
#--- lib/geo/side.rb
module Geo
  class Base
    def grow; end
  end
  class Side
    def initialize; end
    def length; end
  end
  module Named
    def title; end
  end
end
#--- lib/geo/tools.rb
def helper; end
#--- test/other.rb
def unseen; end
#--- lib/geo/more.rb
require "geo"
class Library::Case
  def given; end
end
module Geo
  def self.settings; end
  def outer; end
  class Inner < Library::Case
    def self.settings; end
    def settings; end
    def self.build
      settings()
#     ^ calls lib/geo/more.rb:Geo.Inner.settings
      made = Class.new(Square)
    end
    describe "mixed in elsewhere" do
      include Named
      title()
#     ^ calls nothing
    end
    def work
      given()
#     ^ calls lib/geo/more.rb:Library.Case.given
      outer()
#     ^ calls nothing
      grow()
#     ^ calls nothing
      build()
#     ^ calls lib/geo/more.rb:Geo.Inner.build
      Square.new
#     ^ calls lib/geo.rb:Geo.Square
    end
  end
end
#--- lib/geo/values.rb
module Geo
  class Pen
    attr_accessor :ink
    attr_writer :cap
    attr_reader :kind
    def initialize
      @kind = Kind.new
    end
    def cap; end
    def nib=(value)
    end
    def nib; end
    def kinds = [Kind.new]
  end
  class Kind
    def name; end
  end
  class Case
    def pen
      @pen ||= Pen.new
    end
    def use
      pen.ink
#         ^ calls lib/geo/values.rb:Geo.Pen.ink
      pen.ink = 3
#         ^ calls lib/geo/values.rb:Geo.Pen.ink
      pen.cap
#         ^ calls lib/geo/values.rb:Geo.Pen.cap
      pen.cap = 3
#         ^ calls lib/geo/values.rb:Geo.Pen.cap=
      pen.nib = 3
#         ^ calls lib/geo/values.rb:Geo.Pen.nib=
      pen.nib
#         ^ calls lib/geo/values.rb:Geo.Pen.nib
      pen.kind.name
#              ^ calls lib/geo/values.rb:Geo.Kind.name
      pen.name
#         ^ calls nothing
      kinds = pen.kinds
    end
  end
end
#--- lib/geo/singletons.rb
module Geo
  class Base
    def each; end
  end
  class Shop < Base
    class << self
      attr_accessor :count
      def open
        count
#       ^ calls lib/geo/singletons.rb:Geo.Shop.count
        new.sell
#           ^ calls lib/geo/singletons.rb:Geo.Shop.sell
      end
      def sell; end
    end
    def sell
      self.class.open
#                ^ calls lib/geo/singletons.rb:Geo.Shop.open
      each
#     ^ calls lib/geo/singletons.rb:Geo.Base.each
    end
    def count; end
    def total = count
#               ^ calls lib/geo/singletons.rb:Geo.Shop.count
  end
end
Geo::Shop.sell
#         ^ calls lib/geo/singletons.rb:Geo.Shop.sell
#--- lib/geo/mixed.rb
module Geo
  module Hooked
    def self.included(base)
      base.extend ClassMethods
      base.send(:include, Inner)
    end
    module ClassMethods
      def macro; end
    end
    module Inner
      def inner; end
    end
    def draw
      colour
#     ^ calls lib/geo/mixed.rb:Geo.Drawn.colour
      tint
#     ^ calls lib/geo/mixed.rb:Geo.Drawn.tint
      dim
#     ^ calls lib/geo/mixed.rb:Geo.Drawn.dim
      fade
#     ^ calls nothing
      dusk
#     ^ calls lib/geo/mixed.rb:Geo.Drawn.dusk
      self.unseen
#          ^ calls nothing
    end
  end
  module Apart
    def apart; end
  end
  class Drawn
    include Hooked
    include Ours
    attr_reader :tint
    def_delegators :tint, :lit, :dim
    def_delegator :tint, :fade, :dusk
    macro
#   ^ calls lib/geo/mixed.rb:Geo.Hooked.ClassMethods.macro
    def colour
      inner
#     ^ calls lib/geo/mixed.rb:Geo.Hooked.Inner.inner
      ours
#     ^ calls lib/geo/mixed.rb:Geo.Drawn.Ours.ours
      apart
#     ^ calls nothing
      ::Geo::Shade.new.dark
#                      ^ calls lib/geo/mixed.rb:Geo.Shade.dark
    end
    module Ours
      def ours; end
    end
    module Geo
    end
  end
  class Shade
    def dark; end
  end
  class Drawn
    def again
      @shade.dark
#            ^ calls lib/geo/mixed.rb:Geo.Shade.dark
    end
  end
end
#--- lib/geo/reopened.rb
module Geo
  class Drawn
    def shaded
      @shade = Shade.new
      ours
#     ^ calls lib/geo/mixed.rb:Geo.Drawn.Ours.ours
    end
  end
end
#--- lib/geo/sole.rb
module Geo
  class Plotter
    attr_reader :needle
    attr_writer :pace
    def plot_all; end
    def each_slice; end
    def twice; end
  end
  class Other
    def twice; end
    def self.each; end
  end
  class Wide < Plotter
    def plot_all; end
    def widen; end
  end
  class Own
    def itself_or_heir
      @plotter = Plotter.new
      @plotter.widen
#              ^ calls lib/geo/sole.rb:Geo.Wide.widen
      @plotter.spread
#              ^ calls nothing
    end
    def spread; end
  end
end
require "library/case"
class Library::Case
  module Assertions
    def assert_drawn; end
    def self.prove; end
  end
  def self.suite(&block) = Class.new(self).class_eval(&block)
end
Library::Case.suite do
  given()
# ^ calls lib/geo/more.rb:Library.Case.given
  assert_drawn
# ^ calls lib/geo/sole.rb:Library.Case.Assertions.assert_drawn
  prove
# ^ calls nothing
end
def draw_with(plotter, maybe)
  plotter.plot_all
#         ^ calls lib/geo/sole.rb:Geo.Plotter.plot_all
  plotter.needle.turn
#         ^ calls lib/geo/sole.rb:Geo.Plotter.needle
  plotter.pace = 3
#         ^ calls lib/geo/sole.rb:Geo.Plotter.pace=
  plotter.pace
#         ^ calls nothing
  plotter.each_slice
#         ^ calls nothing
  plotter.twice
#         ^ calls nothing
  Geo::Other.plot_all
#            ^ calls nothing
  "".plot_all
#    ^ calls nothing
  plot_all
# ^ calls nothing
  Outermost(maybe)
# ^ calls nothing
end
#--- rooted.rb
module Rooted
  class Process
    def go; end
  end

  class Client
    def push
      ::Process.clock
      # ^ refers nothing
      Process.new.go
      #           ^ calls rooted.rb:Rooted.Process.go
      ::Process.new.go
      #             ^ calls nothing
      ::Rooted::Process.new.go
      #                     ^ calls rooted.rb:Rooted.Process.go
      ::Outermost.new.run
      #               ^ calls rooted.rb:Outermost.run
    end
  end
end

class Outermost
  def run; end
end
#--- makers.rb
class Pool
  def self.new(size) = size > 0 ? super : nil
  def initialize(size); end
end

class Pond
  class << self
    def new(*args) = allocate
  end
end

class Lake
  def new; end
end

class Sea < Pool
end

[
  Pool.new(1),
# ^ calls makers.rb:Pool.new
  Pond.new,
# ^ calls makers.rb:Pond.new
  Lake.new
# ^ calls makers.rb:Lake
]

#--- blocks.rb
class Board
  def self.make(kind = Board, &block)
    kind = Class.new(kind)
    kind.class_eval(&block) if block
    kind
  end
  def self.route(path) = nil
  def self.routed(&block)
    make(&block)
  end
  def initialize(name = nil, &block)
    instance_eval(&block) if block
  end
  def pin; end
  def with_self
    yield self
  end
  def with_both(&block)
    yield Pin.new, self
    with_called(&block)
  end
  def with_called(&block)
    block.call(self)
  end
  def plain(&block) = nil
end

class Corner < Board
  def edge; end
end

class Pin
  def push; end
end

module Made
  def self.new(base = Board, &block) = Board.make(base, &block)
end

class Place
  def pin; end
  def arranged(given)
    Board.make do
      route "/"
#     ^ calls blocks.rb:Board.route
    end
    Board.routed { route "/" }
#                  ^ calls blocks.rb:Board.route
    Board.new { pin }
#               ^ calls blocks.rb:Board.pin
    Made.new { route "/" }
#              ^ calls blocks.rb:Board.route
    Corner.new { edge }
#                ^ calls blocks.rb:Corner.edge
    Board.new.instance_eval do
      pin
#     ^ calls blocks.rb:Board.pin
    end
    Board.new.plain { pin }
#                     ^ calls blocks.rb:Place.pin
    given.unknown { pin }
#                   ^ calls blocks.rb:Place.pin
    Board.new.with_self { |board| board.pin }
#                                       ^ calls blocks.rb:Board.pin
    Corner.new.with_self { |corner| corner.edge }
#                                          ^ calls blocks.rb:Corner.edge
    Board.new.with_called do |board|
      board.pin
#           ^ calls blocks.rb:Board.pin
    end
    Board.new.with_both { |first, second| first.push }
#                                               ^ calls blocks.rb:Pin.push
    given.unknown { |board| board.pin }
#                                 ^ calls nothing
  end
end
