import { join } from "node:path";
import { expect } from "@jest/globals";
import { repository } from "../process/environment.ts";
import { Home } from "./home.ts";
import { Neovim } from "./neovim.ts";
import { type Plugin, pluginPath, testsWith } from "./plugins.ts";
import { stackBeforeLastLetter } from "./stack.ts";

const { before: stack, lastLetter, word } = stackBeforeLastLetter();

type Menu = {
  readonly name: string;
  readonly plugins: readonly Plugin[];
  /** Its setup, as in editors/neovim/README.md. */
  readonly init: string;
  /** A Lua expression: is the menu open? */
  readonly isOpen: string;
  /** A Lua expression for its labels. */
  readonly labels: string;
};

const menus: readonly Menu[] = [
  {
    name: "nvim-cmp",
    plugins: ["nvim-cmp", "cmp-nvim-lsp"],
    init: `
local cmp = require('cmp')
cmp.setup({
  sources = { { name = 'nvim_lsp' } },
  mapping = cmp.mapping.preset.insert({ ['<C-y>'] = cmp.mapping.confirm() }),
})
require('cmp_nvim_lsp').setup()
vim.lsp.config('hearth', { capabilities = require('cmp_nvim_lsp').default_capabilities() })
`,
    isOpen: "require('cmp').visible()",
    labels: "vim.tbl_map(function(entry) return entry.completion_item.label end, require('cmp').get_entries())",
  },
  {
    name: "blink.cmp",
    plugins: ["blink.cmp"],
    init: "require('blink.cmp').setup({ sources = { default = { 'lsp' } }, fuzzy = { implementation = 'lua' } })\n",
    isOpen: "require('blink.cmp').is_menu_visible()",
    labels: "vim.tbl_map(function(item) return item.label end, require('blink.cmp').get_items())",
  },
  {
    name: "mini.completion",
    plugins: ["mini.completion"],
    init: "require('mini.completion').setup()\n",
    isOpen: "vim.fn.pumvisible() == 1",
    labels: "vim.tbl_map(function(item) return item.abbr end, vim.fn.complete_info({ 'items' }).items)",
  },
];

const otherServer = `dofile(${JSON.stringify(join(repository, "test/editors/otherServer.lua"))})\n`;
const othersItems = ["item_count", "items", "items_of"];

async function openWith({ plugins, init }: Menu, home: Home, before = ""): Promise<Neovim> {
  const folders = plugins.map((plugin) => `vim.opt.runtimepath:append(${JSON.stringify(pluginPath(plugin))})\n`);
  const neovim = await Neovim.open(home, stack, [before, ...folders, init].join(""));
  await home.modelLoaded();
  return neovim;
}

/** Types the last letter of the word. Resolves to the labels of the menu that opens, at least `count`. */
async function itemsOnTyping(neovim: Neovim, { isOpen, labels }: Menu, count = 1): Promise<string[]> {
  await neovim.type(`:${stack.line}<CR>A`);
  await neovim.typeAndBeAnswered(lastLetter);
  await neovim.until("the menu is open", `${isOpen} and #${labels} >= ${count}`);
  return (await neovim.lua<string[]>(labels)) ?? [];
}

for (const menu of menus) {
  const { name, plugins } = menu;
  const menuTest = testsWith(plugins);

  menuTest(`in Neovim ${name} has the suggestion in its menu and inserts it, and its ghost text is gone`, async () => {
    using home = new Home();
    await using neovim = await openWith(menu, home);
    const [label = ""] = await itemsOnTyping(neovim, menu);
    await neovim.typeAndBeAnswered("<C-n><C-y>");
    const inserted = stack.before.slice(0, 1 - word.length) + label;
    await neovim.until(
      "it is inserted",
      `vim.tbl_contains(vim.api.nvim_buf_get_lines(0, 0, -1, false), ${JSON.stringify(inserted)})`,
    );
    expect(await neovim.lua("(Observed.ghost() or {}).text")).not.toBe(label.slice(word.length));
    await neovim.save();
    expect(home.read(stack.path).split("\n")).toContain(inserted);
  });

  // nvim-cmp goes by how well an item matches before it looks at what the server says of its place.
  if (name !== "nvim-cmp")
    menuTest(`in Neovim ${name} has the suggestion behind what other servers offer`, async () => {
      using home = new Home();
      await using neovim = await openWith(menu, home, otherServer);
      const labels = await itemsOnTyping(neovim, menu, othersItems.length + 1);
      expect(labels.slice(0, -1).toSorted()).toEqual(othersItems);
    });

  menuTest(`in Neovim Tab accepts the ghost text beside ${name}`, async () => {
    using home = new Home();
    await using neovim = await openWith(menu, home);
    await itemsOnTyping(neovim, menu);
    const looks = await neovim.until<string>("ghost text is shown", "Observed.looks()");
    await neovim.type("<Tab>");
    await neovim.textIs(looks);
  });
}
