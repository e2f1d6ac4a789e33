#--- lua/shop/pen.lua
local util = require("shop.util")
local ink = require "shop.ink"

local Pen = {}
Pen.__index = Pen

local function check(side)
  return side
end

function Pen.new(side)
  local self = setmetatable({}, Pen)
  self.side = check(side)
--            ^ calls check
--            ^ how file
  self.ink = ink.fill()
--               ^ calls lua/shop/ink/init.lua:ink.fill
  return self
end

function Pen:draw()
  self:lift()
--     ^ calls Pen.lift
--     ^ how self
  self.press(1)
--     ^ calls Pen.press
  Pen.lift(self)
--    ^ calls Pen.lift
  util.log("drawn")
--     ^ calls lua/shop/util.lua:M.log
  util.other()
--     ^ calls nothing
  string.format("%d", 1)
--       ^ calls nothing
  hidden()
--^ calls nothing
  shared()
--^ calls lua/shop/util.lua:shared
  later()
--^ calls later
end

function Pen:lift() end
Pen.press = function(force) end

function later() end

return Pen

#--- lua/shop/util.lua
local M = {}

function M.log(text)
  local function write() end
  write()
--^ calls M.log.write
  M.log(text)
--  ^ calls M.log
end

local function hidden() end

function shared() hidden() end
--                ^ calls hidden

return setmetatable(M, { __call = hidden })

#--- lua/shop/ink/init.lua
local ink = {}
local function fill() return ink end
function ink.fill() end
return ink

#--- lua/shop/brush.lua
local Pen = require("shop.pen")
local new = require("shop.pen").new
local ok, table_of = pcall(require, "shop.table")

local util = { draw = Pen.draw }
local again = {}
again.paint = util.draw

local Brush = setmetatable({}, { __index = Pen })
Brush.__index = Brush

function Brush:paint()
  self:draw()
--     ^ calls lua/shop/pen.lua:Pen.draw
  self:dip()
--     ^ calls Brush.dip
  self:nothing()
--     ^ calls nothing
end

function Brush:dip() end

local Box = { close = function() end }
Box.__index = Box
function Box:open()
  Box.close()
--    ^ calls Box.close
end
setmetatable(Box, { __call = function(cls) return setmetatable({}, cls) end })

local function use(unknown)
  local pen = Pen.new(3)
--                ^ calls lua/shop/pen.lua:Pen.new
  pen:draw()
--    ^ calls lua/shop/pen.lua:Pen.draw
  new(2):lift()
--       ^ calls lua/shop/pen.lua:Pen.lift
  unknown:draw()
--        ^ calls nothing (dynamic receiver)
  table_of.first()
--         ^ calls lua/shop/table.lua:first
  table_of.second()
--         ^ calls lua/shop/table.lua:second
  local either = unknown and table_of or Pen
  either.new(3)
--       ^ calls lua/shop/pen.lua:Pen.new
  Brush(3)
--^ calls nothing
  Box(3):open()
--^ calls lua/shop/brush.lua:Box.__call
--       ^ calls nothing (dynamic receiver)
  table_of.third()
--         ^ calls nothing
  local draw = pen.draw
  draw(pen)
--^ calls lua/shop/pen.lua:Pen.draw
  util.draw(pen)
--     ^ calls lua/shop/pen.lua:Pen.draw
  again.paint(pen)
--      ^ calls lua/shop/pen.lua:Pen.draw
end

return { use = use }

#--- lua/shop/table.lua
local function first() end
local function third() end
return {
  first = first,
  second = function() first() end,
--                    ^ calls first
}

#--- spec/pen_spec.lua
local util = require("util")
local brush = require("shop.brush")
util.help()
--   ^ calls spec/util.lua:help
brush.use()
--    ^ calls lua/shop/brush.lua:use

#--- spec/util.lua
return { help = function() end }
