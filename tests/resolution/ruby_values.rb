#--- given.rb
class Sheet
  def fold(at) = at
  def add(part) = part
end
class Binder
  def add(part) = part
end
class Clerk
  def initialize
    @sheets = []
  end
  def take(size) = Sheet.new
  def guarded(size)
    Sheet.new
  rescue ArgumentError
    nil
  ensure
    size.succ
  end
  def sheets = @sheets
  def work
    sheet = take(1)
    sheet.add(2)
#         ^ calls given.rb:Sheet.add
    guarded(2).add(3)
#              ^ calls given.rb:Sheet.add
    take(1).upcase
#           ^ calls nothing
    sheets.first.fold(1)
#                ^ calls given.rb:Sheet.fold
    sheets[0].fold(1)
#             ^ calls given.rb:Sheet.fold
    sheets.first.add(1)
#                ^ calls nothing
    sheets.join.add(1)
#               ^ calls nothing
  end
end

describe "clerks" do
  before { @clerk = Clerk.new }
  it "takes" do
    @clerk.take(1).add(2)
#                  ^ calls given.rb:Sheet.add
    @other.add(2)
#          ^ calls nothing
  end
end
describe "sheets" do
  before { @other = Sheet.new }
  it "adds" do
    @other.add(2)
#          ^ calls given.rb:Sheet.add
    @clerk.add(2)
#          ^ calls nothing
  end
end
class Bystander
  def stand
    @clerk.add(2)
#          ^ calls nothing
  end
end
#--- nested.rb
describe "nests" do
  before { @nest = Clerk.new }
  it "has the outer" do
    @nest.take(1)
#         ^ calls given.rb:Clerk.take
  end
  it "has its own" do
    @nest = Sheet.new
    @nest.add(2)
#         ^ calls given.rb:Sheet.add
    @nest.take(2)
#         ^ calls nothing
  end
  describe "inner" do
    before { @nest = Binder.new }
    it "has the inner" do
      @nest.add(1)
#           ^ calls given.rb:Binder.add
    end
  end
  describe "of what it was" do
    it "is of what the outer gives" do
      @nest = @nest.take(1)
      @nest.add(1)
#           ^ calls given.rb:Sheet.add
    end
    it "is not known" do
      @nest = @nest.nothing_of_the_kind(@nest)
      @nest.add(1)
#           ^ calls nothing
    end
  end
end
#--- paths.rb
module Shop
  module Parts
    module Names
      def named(it) = it
    end
  end
  class Parts::Wheel
    def turn(by) = by
  end
end
module Shop
  extend Parts::Names
end
class Parts
  module Names
    def misnamed(it) = it
  end
end
Shop.named(1)
#    ^ calls paths.rb:Shop.Parts.Names.named
Shop.misnamed(1)
#    ^ calls nothing
#--- lent.rb
module Lenses
  def focus(on) = on
end
module Filters
  def focus(on) = on
  def tint(on) = on
end
describe "lenses" do
  include Lenses
  describe "inner" do
    it "focuses" do
      focus 1
#     ^ calls lent.rb:Lenses.focus
      tint 1
#     ^ calls nothing
    end
  end
  describe "of its own" do
    include Filters
    it "has the nearest" do
      focus 1
#     ^ calls lent.rb:Filters.focus
    end
  end
  focus(1)
# ^ calls lent.rb:Lenses.focus
end
describe "without" do
  it("has none") { focus 1 }
#                  ^ calls nothing
end
#--- locals.rb
class Counter
  def count(by) = by
  def total = 1
  it "counts" do
    total = Sheet.new
    total.fold(1)
#         ^ calls given.rb:Sheet.fold
  end
  it "has the method" do
    total.fold(1)
#         ^ calls nothing
  end
end
class Outer < UnknownLibrary
  def initialize(sheet)
    @own = sheet
  end
  def folded_once(by) = by
  def read
    @own.folded_once(1)
#        ^ calls locals.rb:Outer.folded_once
    @other.folded_once(1)
#          ^ calls nothing
  end
  def give
    yield Sheet.new
    Binder.new
  end
  def run
    give { |each| each.fold(1) }
#                      ^ calls given.rb:Sheet.fold
    give.add(1)
#        ^ calls given.rb:Binder.add
    give.first.add(1)
#              ^ calls nothing
  end
  class Inner < self
    def again
      folded_once(2)
#     ^ calls locals.rb:Outer.folded_once
      misfolded(2)
#     ^ calls nothing
    end
  end
end
#--- spec.rb
RSpec.describe Clerk do
  let(:sheet) { Sheet.new }
  let(:made) do
    size = 1
    subject.take(size)
  end
  subject(:clerk) { Clerk.new }
  it "has what is let" do
    sheet.fold(1)
#         ^ calls given.rb:Sheet.fold
    made.fold(1)
#        ^ calls given.rb:Sheet.fold
    clerk.take(1)
#         ^ calls given.rb:Clerk.take
    subject.take(1)
#           ^ calls given.rb:Clerk.take
    described_class.new.take(1)
#                       ^ calls given.rb:Clerk.take
    sheet = Binder.new
    sheet.add(1)
#         ^ calls given.rb:Binder.add
  end
  context Sheet do
    let(:sheet) { Binder.new }
    subject { described_class.new }
    it "has the nearest" do
      sheet.add(1)
#           ^ calls given.rb:Binder.add
      subject.add(1)
#             ^ calls given.rb:Sheet.add
    end
  end
  it "has the outer again" do
    sheet.add(1)
#         ^ calls given.rb:Sheet.add
  end
end
RSpec.describe "without a type" do
  it "has none of these" do
    sheet.add(1)
#         ^ calls nothing
    subject.take(1)
#           ^ calls nothing
  end
end
#--- makers.rb
module Workshop
  def self.new(size) = Sheet.new
end
class Stand
  def self.new(size)
    super
  end
  def hold(by) = by
end
Workshop.new(1).fold(1)
#               ^ calls given.rb:Sheet.fold
held = Workshop.new(1)
held.fold(1)
#    ^ calls given.rb:Sheet.fold
Stand.new(1).hold(1)
#            ^ calls makers.rb:Stand.hold
Stand.new(1).add(1)
#            ^ calls nothing
#--- configured.rb
module Shop
  module Helpers
    def helped(by) = by
  end
  module Strangers
    def strange(by) = by
  end
end
RSpec.configure do |config|
  config.include Shop::Helpers
end
describe "help" do
  it("is there") { helped 1 }
#                  ^ calls configured.rb:Shop.Helpers.helped
  it("is not there") { strange 1 }
#                      ^ calls nothing
end
