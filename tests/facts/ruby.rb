#--- ruby.rb
require "set"
#^ imports module set
#^< refers call require
require_relative "shapes/polygon"
#^ imports include shapes/polygon
#^< refers call require_relative
autoload :Later, "app/later"
#^ imports name app/later Later
#^< refers call autoload
#        ^ refers import Later on app/later
#        ^ refers read Later

# What can be measured.
module Geo::Flat
#      ^ refers read Geo
#           ^ defines module Geo.Flat of Geo

  # A square.
  class Square < Shapes::Polygon
#^ inherits extends Shapes.Polygon
#       ^ defines class Geo.Flat.Square
#       ^ doc A square.
#       ^ signature class Square < Shapes::Polygon
#       ^ exported 1
#                ^ refers read Shapes
#                        ^ refers inherit Polygon on Shapes
    include Measurable, Geo::Named
#^ inherits mixes Geo.Named
#^ inherits mixes Measurable
#   ^ refers call include
#           ^ refers inherit Measurable
#                       ^ refers read Geo
#                            ^ refers inherit Named on Geo
    attr_accessor :side, "colour"
#   ^ refers call attr_accessor
#                 ^ defines property Geo.Flat.Square.side
#                        ^ defines property Geo.Flat.Square.colour
    LIMIT = 10
#^ binds assign LIMIT = #int
#   ^ defines constant Geo.Flat.Square.LIMIT
    @@made = 0
#^ binds assign self.@@made = #int
#   ^ defines selfattr Geo.Flat.Square.@@made
#   ^ refers write @@made on self

    attr_writer :edge
#   ^ refers call attr_writer
#               ^ defines property Geo.Flat.Square.edge=

    class << self
      def open(*args) = new(*args)
#^ binds parameter args
#^ binds return = new()
#         ^ defines method Geo.Flat.Square.open
#         ^ modifiers self
#                       ^ refers call new
      attr_reader :made
#     ^ refers call attr_reader
#                 ^ defines property Geo.Flat.Square.made
#                 ^ modifiers self
    end

    def initialize(side, label = "x", *rest, unit:, scale: 2, **options, &block)
#^ binds parameter block
#^ binds parameter label = #str
#^ binds parameter options
#^ binds parameter rest
#^ binds parameter scale = #int
#^ binds parameter side
#^ binds parameter unit
#       ^ defines method Geo.Flat.Square.initialize
#       ^ signature def initialize(side, label = "x", *rest, unit:, scale: 2, **options, &block)
      super(side)
#^ binds return = pair()
#     ^ refers call super
      @side = side
#^ binds assign self.@side = side
#     ^ defines selfattr Geo.Flat.Square.@side
#     ^ refers write @side on self
      @store ||= Geo::Store.new(label)
#^ binds assign self.@store = Geo.Store()
#     ^ defines selfattr Geo.Flat.Square.@store
#     ^ refers write @store on self
#                ^ refers read Geo
#                     ^ refers new Store on Geo
      self.colour = Colour.new
#^ binds assign self.colour = Colour()
#          ^ refers call colour= on self
#                   ^ refers new Colour
      @left, right = pair(side)
#^ binds assign right = pair()[1]
#^ binds assign self.@left = pair()[0]
#                    ^ refers call pair
    end

    def self.build
#            ^ defines method Geo.Flat.Square.build
#            ^ modifiers self
      yield Square.new(1)
#^ binds return = ?
#           ^ refers new Square
    end

    def ==(other)
#^ binds parameter other
#       ^ defines method Geo.Flat.Square.==
      @side == other.side
#^ binds return = #bool
#     ^ refers read @side on self
#                    ^ refers call side on other
    end

    def name=(value) @name = value end
#^ binds assign self.@name = value
#^ binds parameter value
#^ binds return = value
#       ^ defines method Geo.Flat.Square.name=
#                    ^ defines selfattr Geo.Flat.Square.@name
#                    ^ refers write @name on self
    alias width side
#         ^ defines method Geo.Flat.Square.width
#               ^ refers read side
    alias_method :height, :side
#   ^ refers call alias_method
#                ^ defines method Geo.Flat.Square.height
#                         ^ refers read side
    def_delegators :@side, :length, "turn"
#   ^ refers call def_delegators
#                  ^ refers read @side
#                          ^ defines method Geo.Flat.Square.length
#                                   ^ defines method Geo.Flat.Square.turn
    def_delegator :side, :angle, :bent
#   ^ refers call def_delegator
#                 ^ refers read side
#                        ^ refers read angle
#                                ^ defines method Geo.Flat.Square.bent
    define_method(:diameter) { |by| by.scale(@side) }
#^ binds parameter by
#   ^ refers call define_method
#                 ^ defines method Geo.Flat.Square.diameter
#                                      ^ refers call scale on by
#                                            ^ refers read @side on self
    private def hidden?; end
#   ^ refers call private
#               ^ defines method Geo.Flat.Square.hidden?
#               ^ exported 0
    before_action :check
#   ^ refers call before_action
#                 ^ refers read check

    def area
#       ^ defines method Geo.Flat.Square.area
      first, second = Unit.new, other
#^ binds assign first = Unit()
#^ binds assign second = other
#^ binds return = (total|fallback[0])
#                     ^ refers new Unit
#                               ^ refers call other
      @store.find(first).each do |row, (key, value)|
#^ binds assign row = self.@store.find()*
#^ binds parameter key
#^ binds parameter value
#     ^ refers read @store on self
#            ^ refers call find on self.@store
#                        ^ refers call each on self.@store.find()
        local = row.measure(key)
#^ binds assign local = row.measure()
#                   ^ refers call measure on row
        local.touch
#             ^ refers call touch on local
      end
      names = rows.map(&:name)
#^ binds assign names = rows.map()
#             ^ refers call rows
#                  ^ refers call map on rows
#                       ^ refers read name
      for item in names do item.show end
#^ binds assign item = names*
#                               ^ refers call show on item
      begin
        check! unless LIMIT
#       ^ refers call check!
#                     ^ refers read LIMIT
      rescue NotFound, Geo::Lost => error
#^ binds except error : NotFound|Geo.Lost
#            ^ refers type NotFound
#                      ^ refers read Geo
#                           ^ refers read Lost on Geo
        error.report
#             ^ refers call report on error
      end
      found = first ? first : second
#^ binds assign found = (first|second)
      return found if found
#^ binds return = found
      total = -> (x) { x.size }
#^ binds assign total = #function
#^ binds parameter x
#                        ^ refers call size on x
      case found when Square then found.grow end
#                     ^ refers type Square
#                                       ^ refers call grow on found
      "#{names.first} #{$registry}"
#              ^ refers call first on names
      total || fallback[0]
#              ^ refers call fallback
    end
  end
  Point = Struct.new(:x, :y) do
# ^ defines class Geo.Flat.Point
#         ^ refers new Struct
#                    ^ defines property Geo.Flat.Point.x
#                        ^ defines property Geo.Flat.Point.y
    def length; end
#       ^ defines method Geo.Flat.Point.length
  end
end
module Hooked
#      ^ defines module Hooked
  def self.included(base)
#^ binds parameter base
#          ^ defines method Hooked.included
#          ^ modifiers self
    base.extend(ClassMethods)
#^ binds return = base.extend()
#^ inherits mixes ClassMethods
#        ^ refers call extend on base
#               ^ refers inherit ClassMethods
  end
end
Geo.scale, ::Geo::Flat.unit = 1, 2
#   ^ refers call scale= on Geo
#                      ^ refers call unit= on .Geo.Flat
def handed(&block)
#   ^ defines function handed
  @board.instance_eval(&block)
#                      ^ binds assign & = self.@board
  board.run(&block)
# ^ binds assign && = board.run()
  block.call(Geo::Square.new)
# ^ binds assign &block = Geo.Square()
end
def made = Class.new(::Geo::Square) { def grown; end }
#   ^ defines function made
#^ inherits extends .Geo.Square
#                                   ^ defines extension made
#                                         ^ defines method made.grown
$registry = Geo::Flat::Square.build.area
#^ binds assign $registry = Geo.Flat.Square.build().area()
#^< defines variable $registry
#           ^ refers read Geo
#                ^ refers read Flat on Geo
#                      ^ refers read Square on Geo.Flat
#                             ^ refers call build on Geo.Flat.Square
#                                   ^ refers call area on Geo.Flat.Square.build()
describe "square" do
#^< refers call describe
  let(:square) { Square.new }
# ^ refers call let
#     ^ refers read square
#                ^ refers new Square
  board.run(3) { |pen| pen.draw }
#              ^ binds receiver self = board.run()¶
#                 ^ binds assign pen = board.run()¶0
  local = 3
# ^ not defines variable local
#^ binds assign local = #int
  def helper; end
#     ^ defines function helper
end
#--- broken.rb
def fine; end
#   ^ defines function fine
class Half
#^ reports syntax error
#     ^ refers read Half
  def broken(
#     ^ refers call broken
end
#^< refers call end
