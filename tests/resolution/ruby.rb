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
