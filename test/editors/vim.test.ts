import { expect } from "@jest/globals";
import { editorTest } from "./editorTest.ts";
import { Home } from "./home.ts";
import { alePath } from "./installed.ts";
import { pluginPath, testsWith } from "./plugins.ts";
import { cart, importAction, imported, stockPrices } from "./shop.ts";
import { stackBeforeLastLetter } from "./stack.ts";
import type { Terminal } from "./terminal.ts";
import { until } from "./until.ts";
import { openVim } from "./vim.ts";

const { before: stack, lastLetter, word } = stackBeforeLastLetter();

const clients = [
  {
    name: "ALE",
    test: editorTest,
    plugins: () => [alePath()],
    // ALE starts every checker that it finds, pyright of node_modules for one, and lists what the last of them answers.
    settings:
      "let g:ale_completion_enabled = 1\nlet g:ale_linters_explicit = 1\nlet g:ale_linters = {'python': ['hearth']}",
    // It tells servers that it applies no edits of theirs, and so is offered no code actions.
    actions: undefined,
  },
  {
    name: "vim-lsp",
    test: testsWith(["vim-lsp", "asyncomplete.vim", "asyncomplete-lsp.vim"]),
    plugins: () => [pluginPath("vim-lsp"), pluginPath("asyncomplete.vim"), pluginPath("asyncomplete-lsp.vim")],
    settings: "",
    actions: ":LspCodeAction",
  },
  {
    name: "yegappan/lsp",
    test: testsWith(["lsp"]),
    plugins: () => [pluginPath("lsp")],
    settings: "let g:lsp_options = {'usePopupInCodeAction': v:true}",
    actions: ":LspCodeAction",
  },
];

/** The popup's row with the suggestion, its text in the first group; its kind is a letter or a word behind it. */
const item = new RegExp(`^ +(${word}.*?) (?:[a-z]|text)(?: .*)?$`, "m");

async function save(vim: Terminal): Promise<void> {
  await vim.press("Escape");
  // In a terminal an escape that a key follows at once is that key with Alt.
  const isLeft = async () => !(await vim.screen()).includes("-- INSERT --");
  await until("the insert mode is left", isLeft, vim.screen);
  await vim.type(":write");
  await vim.press("Enter");
  await vim.shows("written");
}

/**
 * The text of the suggestion in the popup. Clients ask once for each key, and the server answers within its budget with
 * what it has: on a busy machine that is nothing, and the letter is typed again.
 */
async function offered(vim: Terminal): Promise<string> {
  await vim.type(`A${lastLetter}`);
  let looks = 0;
  return until(
    "the suggestion is in the popup",
    async () => {
      const label = item.exec(await vim.screen())?.[1];
      if (label === undefined && ++looks % looksForEachKey === 0) {
        await vim.press("BSpace");
        await vim.type(lastLetter);
      }
      return label;
    },
    vim.screen,
  );
}

const looksForEachKey = 20;

for (const { name, test, plugins, settings, actions } of clients) {
  test(`Vim with ${name} offers the suggestion in its popup, inserts it and saves it`, async () => {
    using home = new Home();
    await using vim = await openVim(home, stack, plugins(), settings);
    await home.modelLoaded();
    const label = await offered(vim);
    await vim.press("C-n", "C-y");
    await save(vim);
    expect(home.read(stack.path).split("\n")[stack.line - 1]).toBe(stack.before.slice(0, 1 - word.length) + label);
  });

  if (!actions) continue;
  test(`in Vim with ${name} an import is added by a code action, and undone by one u`, async () => {
    using home = new Home();
    stockPrices(home);
    await using vim = await openVim(home, cart, plugins(), settings);
    await home.modelLoaded();
    await vim.type("/price_of");
    await vim.press("Enter");
    await vim.type(actions);
    await vim.press("Enter");
    await vim.shows(importAction);
    await vim.press("Enter");
    await vim.shows("from prices import price_of");
    await save(vim);
    expect(home.read(cart.path)).toBe(imported);
    await vim.type("u");
    await save(vim);
    await until("the import is undone", async () => home.read(cart.path) === cart.text, vim.screen);
  });
}
