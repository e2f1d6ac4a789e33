#--- lua.lua
#!/usr/bin/env lua
local util = require("shop.util")
--^ imports module shop.util as util
--    ^ not refers write util
--           ^ refers call require
local ink, fill = require "shop.ink", require("shop.ink").fill
--^ imports module shop.ink as ink
--^ binds assign fill = require().fill from +1
--         ^ defines variable fill
--         ^ signature local ink, fill = require "shop.ink", require("shop.ink").fill
--         ^ exported 0
--                ^ refers call require
--                                    ^ refers call require
--                                                        ^ refers read fill on require()
local ok, late = pcall(require, "shop.late")
--^ imports module shop.late as late
--^ binds assign ok = pcall(require) from +1
--    ^ defines variable ok
--    ^ signature local ok, late = pcall(require, "shop.late")
--    ^ exported 0
--               ^ refers call pcall
--                     ^ refers read require
require("shop.side")
--^ imports module shop.side
--^< refers call require

--- Draws lines.
-- In any colour.
local Pen = { colour = "red", [1] = 2 }
--^ binds assign Pen = #object from +1
--    ^ defines variable Pen
--    ^ doc Draws lines.
--    ^ signature local Pen = { colour = "red", [1] = 2 }
--    ^ exported 0
Pen.__index = Pen
--^ binds assign Pen.__index = Pen
--^< refers read Pen
--  ^ refers write __index on Pen
--            ^ refers read Pen
LIMIT = 10
--^ binds assign LIMIT = #number
--^< defines variable LIMIT
--^< signature LIMIT = 10
--^< exported 1
--^< refers write LIMIT
local first, second = 1, util.size
--^ binds assign first = #number from +1
--^ binds assign second = util.size from +1
--    ^ defines variable first
--    ^ signature local first, second = 1, util.size
--    ^ exported 0
--           ^ defines variable second
--           ^ signature local first, second = 1, util.size
--           ^ exported 0
--                       ^ refers read util
--                            ^ refers read size on util
local none
--^ binds assign none
--    ^ defines variable none
--    ^ signature local none
--    ^ exported 0

-- Makes one.
function Pen.new(side, ...)
--^ binds parameter side
--       ^ refers read Pen
--           ^ defines method Pen.new of Pen
--           ^ doc Makes one.
--           ^ signature function Pen.new(side, ...)
--           ^ exported 1
  local self = setmetatable({ ink = ink }, Pen)
--^ binds assign self = ({=ink=ink}|Pen) from +1
--             ^ refers call setmetatable
--                                  ^ refers read ink
--                                         ^ refers read Pen
  self.side = side or LIMIT
--^ binds assign self.side = (side|LIMIT)
--     ^ refers write side on self
--                    ^ refers read LIMIT
  return self
--^ binds return = self
end

function Pen:draw(where)
--^ binds parameter where
--       ^ refers read Pen
--           ^ defines method Pen.draw of Pen
--           ^ signature function Pen:draw(where)
--           ^ exported 1
  local a <const> = self:lift(1)
--^ binds assign a = self.lift() from +1
--                       ^ refers call lift on self
  for i = 1, #where do a = i end
--^ binds assign i
--^ binds assign a = i
  for key, each in pairs(where) do each:mark(key) end
--^ binds assign key
--^ binds assign each
--                 ^ refers call pairs
--                                      ^ refers call mark on each
  while a do a = not a end
--^ binds assign a = #bool
  goto out
  ::out::
  local function inner() return a .. "x" end
--^ binds return = #str
--               ^ defines function Pen.draw.inner
--               ^ signature local function inner()
--               ^ exported 0
  self.list[1].go(inner, function(b) return b end)
--^ binds parameter b
--     ^ refers read list on self
--             ^ refers call go on self.list[1]
--                ^ refers read inner
  return (inner())
--^ binds return = inner()
--        ^ refers call inner
end

Pen.lift = function(by) return by == 1 end
--^ binds parameter by
--^ binds return = ?
--^< refers read Pen
--  ^ defines method Pen.lift of Pen
--  ^ signature Pen.lift = function(by)
--  ^ exported 1
Pen.deep.dive = function() end
--^< refers read Pen
--  ^ refers read deep on Pen
--       ^ defines method Pen.deep.dive of Pen.deep
--       ^ signature Pen.deep.dive = function() end
--       ^ exported 1
local function check(x) return x and x.y end
--^ binds parameter x
--^ binds return = x.y
--             ^ defines function check
--             ^ signature local function check(x)
--             ^ exported 0
--                                     ^ refers read y on x
function shared() end
--       ^ defines function shared
--       ^ signature function shared() end
--       ^ exported 1
local held = function(z) z.w = 1 end
--^ binds parameter z
--^ binds assign z.w = #number
--    ^ defines function held
--    ^ signature local held = function(z)
--    ^ exported 0
--                         ^ refers write w on z

return { new = Pen.new, make = function(n) return n end, ["odd key"] = 1, Pen }
--^ imports export  return as return
--^ binds assign return = {=new=Pen.new,make=&152}
--^ binds parameter n
--^ binds return = n
--^< refers import return
--             ^ refers read Pen
--                 ^ refers read new on Pen
--                      ^ defines method make
--                      ^ signature make = function(n)
--                      ^ exported 1
--                                                                        ^ refers read Pen

#--- broken.lua
function fine() end
--       ^ defines function fine
--       ^ exported 1
function wrong(
--^< reports syntax error
