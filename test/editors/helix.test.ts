import { expect } from "@jest/globals";
import { editorTest } from "./editorTest.ts";
import { openHelix } from "./helix.ts";
import { Home } from "./home.ts";
import { cart, importAction, imported, stockPrices } from "./shop.ts";
import { stackAtDot } from "./stack.ts";
import { until } from "./until.ts";

const stack = stackAtDot();

/** The popup's row with the suggestion, its text in the first group. */
const item = /^ +(?:\d+ +)?(\S.*?) (?:text|snippet)$/m;

editorTest("Helix offers the suggestion in its popup, inserts it and saves it", async () => {
  using home = new Home();
  await using helix = await openHelix(home, stack);
  await home.modelLoaded();
  await helix.press("A");
  const label = await helix.showsMatch(item);
  await helix.press("Tab", "Enter", "Escape");
  await helix.shows(" NOR ");
  await helix.type(":write");
  await helix.press("Enter");
  await helix.shows("written");
  expect(home.read(stack.path).split("\n")[stack.line - 1]).toBe(stack.before + label);
});

editorTest("in Helix the popup has a suggestion for what was typed into it", async () => {
  using home = new Home();
  await using helix = await openHelix(home, stack);
  await home.modelLoaded();
  await helix.press("A");
  const letters = (await helix.showsMatch(item)).slice(0, 2);
  await helix.type(letters);
  await helix.shows(stack.before + letters);
  expect(await helix.showsMatch(item)).toMatch(letters);
});

editorTest("in Helix the status line tells that a model is loading", async () => {
  using home = new Home();
  await using helix = await openHelix(home, stack);
  await helix.hasShown("Hearth: loading the model");
});

editorTest("in Helix an import is added by a code action, and undone by one u", async () => {
  using home = new Home();
  stockPrices(home);
  await using helix = await openHelix(home, cart);
  await home.modelLoaded();
  await helix.type("/price_of");
  await helix.press("Enter");
  await helix.type(" a");
  await helix.shows(importAction);
  await helix.press("Enter");
  await helix.shows("from prices import price_of");
  await helix.type(":write");
  await helix.press("Enter");
  await helix.shows("written");
  expect(home.read(cart.path)).toBe(imported);
  await helix.type("u:write");
  await helix.press("Enter");
  await until("the import is undone", async () => home.read(cart.path) === cart.text, helix.screen);
});

editorTest("in Helix a server that was killed is started again by :lsp-restart", async () => {
  using home = new Home();
  await using helix = await openHelix(home, stack);
  await home.modelLoaded();
  home.killServer();
  await helix.type(":lsp-restart");
  await helix.press("Enter");
  await home.modelLoaded();
  await helix.press("A");
  await helix.showsMatch(item);
});
