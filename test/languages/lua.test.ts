import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { definitionsShown, documented, told, used, words } from "./told.ts";

const shop = `local json = require("json")
local rate = require "shop.tax".rate
local M = {}

--- Is sold.
function M.price(item)
  local cents = item.cents
  return cents
end

function M:total() return self.sum end
local function helper(a) return a end
M.limit = 3
M.hook = function(a) return a end
VERSION = "1"
return { helper = helper, other = function() end }
`;

test("functions are declared by the last part of their name, and what the file sets is", () => {
  expect(told("shop.lua", shop).definitions).toBe(
    "variable json, variable rate, variable M, function price, method total, function helper, variable limit, " +
      "function hook, variable VERSION, function other",
  );
});

test("a module is known by the variable that it is put in, and so is a part of one", () => {
  expect(told("shop.lua", shop).imports).toBe("json: json=*; shop.tax: rate");
});

test("line comments above a declaration document it", () => {
  expect(documented("shop.lua", shop)).toEqual({ price: "--- Is sold." });
});

test("strings and comments hold no identifiers, long ones neither", () => {
  expect(words("a.lua", "a = 'b' .. [[c\n\"d]] --[[ e\nf ]] + g -- h")).toBe("a g");
});

test("parameters and variables are local", () => {
  expect(used("a.lua", "function f(item) return it│em end\n")).toBe("local item) return item end");
  expect(used("a.lua", "for i, v in ipairs(x) do g(│v) end\n")).toBe("local v in ipairs(x) do g(v) end");
  expect(used("a.lua", "return shop.pri│ce\n")).toBe("property");
});

test("a module is a file or a folder below `lua` and the like", () => {
  const workspace = new MemoryWorkspace({ "lua/shop/tax.lua": "", "lua/shop/init.lua": "", "spec/a_spec.lua": "" });
  expect(workspace.moduleOf("spec/a_spec.lua", "shop.tax")).toBe("lua/shop/tax.lua");
  expect(workspace.moduleOf("lua/shop/tax.lua", "shop")).toBe("lua/shop/init.lua");
  expect(workspace.moduleOf("lua/shop/tax.lua", "cjson")).toBeUndefined();
});

test("what a module declares is shown where it is called", () => {
  const shown = definitionsShown(
    '--- shop/tax.lua\nlocal M = {}\nfunction M.rate(cents) return cents end\nreturn M\n--- cart.lua\nlocal rate = require("shop.tax").rate\nprint(rate(│))\n',
  );
  expect(shown).toContain("shop/tax.lua");
});

test.each([
  [
    "the body of a function ends with the word that the file lacks",
    "local function price(cents)│«\n  return cents * 2\nend\n\nlocal x = 1»\n",
    "local function price(cents)«\n  return cents * 2\nend»\n",
  ],
  [
    "an end that the file has is not written again",
    "local function price(cents)\n  │«return cents * 2\nend»\nend\n",
    "local function price(cents)\n  «return cents * 2»\nend\n",
  ],
  [
    "a function in an argument ends with its end and what closes the call",
    "each(items, function(item)│«\n  print(item)\nend)\nprint(1)»\n",
    "each(items, function(item)«\n  print(item)\nend)»\n",
  ],
  ["what breaks the syntax is not shown", "function f()\n  local x = │«y y»\nend\n", "syntaxError"],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "lua" })).toBe(shown);
});

test("a function can be documented and tested", () => {
  const at = "local M = {}\nfunction M.pri│ce(cents)\n  return cents\nend\n";
  expect(offersOf("document", at, { path: "src/price.lua" })).toHaveLength(1);
  expect(offersOf("tests", at, { path: "src/price.lua" })).toHaveLength(1);
});

test.each([
  [
    "an end like the one below stands where both are needed",
    "if a then\n  │«if b then\n    c()\n  end\nend»\nend\n",
    "if a then\n  «if b then\n    c()\n  end»\nend\n",
  ],
  [
    "three blocks that end one behind the other go round in no circle",
    "function f()\n  │«for _, a in b do\n    if a then\n      if c then\n        d()\n      end\n    end\n  end\n  return e»\nend\n",
    "function f()\n  «for _, a in b do\n    if a then\n      if c then\n        d()\n      end\n    end\n  end\n  return e»\nend\n",
  ],
  [
    "the body of a function that is an argument is suggested whole",
    "each(items, function(item)\n  │«print(item)\n  count = count + 1\nend)»\nend)\n",
    "each(items, function(item)\n  «print(item)\n  count = count + 1»\nend)\n",
  ],
  [
    "the branch before another is suggested whole",
    "each(items, function(item)\n  if a then\n    │«b()\n    c()\n  else»\n  else\n    d()\n  end\nend)\n",
    "each(items, function(item)\n  if a then\n    «b()\n    c()»\n  else\n    d()\n  end\nend)\n",
  ],
  [
    "the call around a function is closed behind its end",
    "local ok = pcall(function()\n  return a\nend│«)»\nprint(ok)\n",
    "local ok = pcall(function()\n  return a\nend«)»\nprint(ok)\n",
  ],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "lua" })).toBe(shown);
});
