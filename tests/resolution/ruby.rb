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
