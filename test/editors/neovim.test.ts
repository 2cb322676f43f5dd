import { expect } from "@jest/globals";
import { Random, randomFrom } from "../random.ts";
import { editorTest } from "./editorTest.ts";
import { Home } from "./home.ts";
import { Neovim } from "./neovim.ts";
import { cart, imported, stockPrices } from "./shop.ts";
import { stackAtDot } from "./stack.ts";
import { until } from "./until.ts";

const stack = stackAtDot();

editorTest("Neovim shows ghost text, accepts it with Tab and saves it", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  const looks = await neovim.ghostTextAt(stack.line);
  await neovim.type("<Tab>");
  await neovim.textIs(looks);
  await neovim.save();
  expect(home.read(stack.path)).toBe(looks);
  await home.accepted(1);
});

editorTest("in Neovim the status line tells that a model is loading", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  await neovim.until(
    "the status line has told it",
    "vim.iter(Observed.statuslines):any(function(line) return line:find('Hearth: loading the model', 1, true) end)",
  );
});

editorTest("in Neovim ghost text is typed into, and what is left of it accepted", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  await neovim.ghostTextAt(stack.line);
  await neovim.typeAndBeAnswered(await neovim.ghostLetters(2));
  const looks = await neovim.until<string>("ghost text is shown", "Observed.looks()");
  await neovim.type("<Tab>");
  await neovim.textIs(looks);
});

editorTest("in Neovim ghost text accepted while typing does not repeat what was typed", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  const looks = await neovim.ghostTextAt(stack.line);
  await neovim.type(`${await neovim.ghostLetters(2)}<Tab>`);
  await neovim.textIs(looks);
});

editorTest("in Neovim Tab is Tab where something else was typed than the ghost text", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  await neovim.ghostTextAt(stack.line);
  await neovim.type("#<Tab>");
  await neovim.until("both are typed", "vim.api.nvim_get_current_line():match('#%s+$') ~= nil");
});

editorTest("in Neovim the next word of the ghost text is accepted alone", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  await neovim.ghostTextAt(stack.line);
  const [word] = /^\w+/.exec(await neovim.ghostLetters(40)) ?? [];
  await neovim.type("<M-Right>");
  await neovim.lineIs(`${stack.before}${word}`);
});

editorTest("in Neovim who asks by hand chooses among several suggestions", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  await neovim.ghostTextAt(stack.line);
  // The others are drawn by lot, and may once be the same as the first.
  const several = async () => {
    await neovim.typeAndBeAnswered("<M-Bslash>");
    await neovim.type("<M-]>");
    const hint = await neovim.until<string>("it says which of how many is shown", "Observed.hint()");
    return hint !== " (1/1)" && hint;
  };
  expect(await until("there are several", several, neovim.state)).toMatch(/^ \(2\/[23]\)$/);
});

editorTest("in Neovim the suggestion is an item of the completion menu", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  await home.modelLoaded();
  await neovim.type(`:${stack.line}<CR>A<C-x><C-o>`);
  const label = await neovim.until<string>("there is an item", "(vim.fn.complete_info().items[1] or {}).abbr");
  await neovim.lineIs(`${stack.before}${label}`);
});

editorTest("in Neovim an import is added by a code action, and undone by one u", async () => {
  using home = new Home();
  stockPrices(home);
  await using neovim = await Neovim.open(home, cart);
  await home.modelLoaded();
  await neovim.type("/price_of<CR>");
  await neovim.type("gra");
  await neovim.until("the menu is shown", "vim.fn.mode() == 'c'");
  await neovim.type("1<CR>");
  await neovim.textIs(imported);
  await neovim.type("u");
  await neovim.textIs(cart.text);
});

editorTest("in Neovim a server that was killed is started again when its file is opened again", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  await neovim.ghostTextAt(stack.line);
  home.killServer();
  await neovim.until("the server is gone", "#vim.lsp.get_clients() == 0");
  await neovim.type("<Esc>:edit!<CR>");
  await neovim.ghostTextAt(stack.line);
});

editorTest("in Neovim no ghost text is ever stale while somebody types, moves, deletes and undoes", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  await neovim.ghostTextAt(stack.line);
  const random = new Random(randomFrom(19));
  const moves = ["<Left>", "<Right>", "<Up>", "<Down>", "<End>", "<BS>", "<Del>", "<CR>", "<C-W>", "<C-O>u", "<Esc>A"];
  const steps = Array.from({ length: Number(process.env.HEARTH_TEST_STEPS ?? 60) }, () => {
    const keys = random.sometimes(0.35)
      ? "ghost"
      : random.sometimes(0.4)
        ? random.pick([...")#z.(, =:x"])
        : random.pick(moves);
    // Mostly faster than ghost text comes, now and then with time to look at it.
    return [keys, random.sometimes(0.25) ? 500 : random.below(60)] as const;
  });
  const { shown, stale } = await neovim.play(steps);
  expect(stale).toBe("");
  expect(shown).toBeGreaterThan(3);
});
