import { expect } from "@jest/globals";
import { furnishRoom, roomRenamed, shapes, shapesRenamed } from "./area.ts";
import { editorTest } from "./editorTest.ts";
import { openEmacs } from "./emacs.ts";
import { openHelix } from "./helix.ts";
import { Home } from "./home.ts";
import { Neovim } from "./neovim.ts";
import { pluginPath, testsWith } from "./plugins.ts";
import type { Terminal } from "./terminal.ts";
import { until } from "./until.ts";

/** Names the function of the first line anew, in normal mode. */
const rename = "1G0facwareaOf<Esc>";
const renamedThere = shapes.text.replace("area", "areaOf");

type Drawn = { readonly row?: number; readonly old?: string; readonly new?: string; readonly hint?: string };

/** Waits for a next edit on a line, counted from 1. */
function drawnAt(neovim: Neovim, line: number): Promise<Drawn> {
  const expression = `(Observed.next_edit() or {}).row == ${line - 1} and Observed.next_edit()`;
  return neovim.until<Drawn>(`a next edit is drawn on line ${line}`, expression);
}

async function openNeovim(home: Home): Promise<Neovim> {
  furnishRoom(home);
  const neovim = await Neovim.open(home, shapes);
  await home.modelLoaded();
  return neovim;
}

editorTest(
  "Neovim shows where a name that was changed stands too, goes there with Tab and changes it with Tab",
  async () => {
    using home = new Home();
    await using neovim = await openNeovim(home);
    await neovim.type(rename);
    const { old, new: fresh, hint } = await drawnAt(neovim, 5);
    expect([old, fresh]).toEqual(["area", "areaOf"]);
    expect(hint).toMatch(/^<Tab> {2}line 5: areaOf, and 3 more$/);
    await neovim.type("<Tab>");
    await neovim.until("the cursor is there", "vim.api.nvim_win_get_cursor(0)[1] == 5");
    await neovim.textIs(renamedThere);
    await neovim.type("<Tab>");
    await drawnAt(neovim, 6);
    await neovim.type("<Tab>");
    await neovim.until("the cursor is there", "vim.api.nvim_win_get_cursor(0)[1] == 6");
    await neovim.type("<Tab>");
    await neovim.textIs(shapesRenamed);
    await neovim.type("u");
    await neovim.textIs(shapesRenamed.replace("4 * areaOf", "4 * area"));
  },
);

editorTest("in Neovim the next edit is in another file when this one has none any more", async () => {
  using home = new Home();
  await using neovim = await openNeovim(home);
  await neovim.type(rename);
  await drawnAt(neovim, 5);
  await neovim.type("<Tab>");
  await neovim.until("the cursor is there", "vim.api.nvim_win_get_cursor(0)[1] == 5");
  await neovim.type("<Tab>");
  await drawnAt(neovim, 6);
  await neovim.type("<Tab>");
  await neovim.until("the cursor is there", "vim.api.nvim_win_get_cursor(0)[1] == 6");
  await neovim.type("<Tab>");
  const hint = await neovim.until<string>("the other file is named", "(Observed.next_edit() or {}).hint");
  expect(hint).toBe("<Tab>  room.ts line 1, and 1 more");
  await neovim.type(":set hidden<CR><Tab>");
  await neovim.until("it is open", "vim.fn.expand('%:t') == 'room.ts'");
  await drawnAt(neovim, 1);
  await neovim.type("<Tab>");
  await drawnAt(neovim, 3);
  await neovim.type("<Tab>");
  await neovim.until("the cursor is there", "vim.api.nvim_win_get_cursor(0)[1] == 3");
  await neovim.type("<Tab>");
  await neovim.textIs(roomRenamed);
});

editorTest(
  "in Neovim Esc puts the next edit away, and it comes back only when something else was changed",
  async () => {
    using home = new Home();
    await using neovim = await openNeovim(home);
    await neovim.type(rename);
    await drawnAt(neovim, 5);
    await neovim.type("<Esc>");
    await neovim.until("it is gone", "Observed.next_edit() == nil");
    await neovim.typeAndBeAnswered("i<Esc>", "textDocument/copilotInlineEdit");
    expect(await neovim.lua("Observed.next_edit()")).toBeUndefined();
    await neovim.type("5Gwww<Tab>");
    await neovim.textIs(renamedThere);
    await neovim.lua("require('hearth.next_edits').ask(true)");
    await drawnAt(neovim, 5);
  },
);

const sidekickTest = testsWith(["sidekick.nvim"]);

/** sidekick.nvim as its own page sets it up, and Hearth under a name that it looks for. */
async function openSidekick(home: Home): Promise<Neovim> {
  furnishRoom(home);
  const init = `
vim.opt.runtimepath:append(${JSON.stringify(pluginPath("sidekick.nvim"))})
require('sidekick').setup({ cli = { watch = false } })
vim.keymap.set('n', '<Tab>', function()
  return require('sidekick').nes_jump_or_apply() and '' or '<Tab>'
end, { expr = true })
`;
  const neovim = await Neovim.open(home, shapes, init, "{ name = 'copilot-hearth' }");
  await home.modelLoaded();
  return neovim;
}

const sidekickRows = (neovim: Neovim, rows: readonly number[]) =>
  neovim.until(`sidekick shows ${rows}`, `vim.deep_equal(Observed.sidekick_rows(), vim.json.decode('[${rows}]'))`);

sidekickTest("sidekick.nvim draws Hearth's next edits, one at a time, and applies them", async () => {
  using home = new Home();
  await using neovim = await openSidekick(home);
  await neovim.type(rename);
  await sidekickRows(neovim, [4]);
  await neovim.type("<Tab>");
  await neovim.until("the cursor is there", "vim.api.nvim_win_get_cursor(0)[1] == 5");
  await neovim.textIs(renamedThere);
  await neovim.type("<Tab>");
  await sidekickRows(neovim, [5]);
  await neovim.type("<Tab>");
  await neovim.until("the cursor is there", "vim.api.nvim_win_get_cursor(0)[1] == 6");
  await neovim.type("<Tab>");
  await neovim.textIs(shapesRenamed);
  await sidekickRows(neovim, []);
});

sidekickTest("what was put away in sidekick.nvim by Esc stays away until something is changed", async () => {
  using home = new Home();
  await using neovim = await openSidekick(home);
  await neovim.type(rename);
  await sidekickRows(neovim, [4]);
  await neovim.type("<Esc>");
  await sidekickRows(neovim, []);
  await neovim.typeAndBeAnswered("i<Esc>", "textDocument/copilotInlineEdit");
  await sidekickRows(neovim, []);
  expect(await neovim.lua("#vim.lsp.get_clients()")).toBe(1);
});

const copilotLspTest = testsWith(["copilot-lsp"]);

copilotLspTest("copilot-lsp draws Hearth's next edit and applies it", async () => {
  using home = new Home();
  furnishRoom(home);
  const init = `
vim.opt.runtimepath:append(${JSON.stringify(pluginPath("copilot-lsp"))})
vim.api.nvim_create_autocmd('LspAttach', {
  once = true,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    require('copilot-lsp.nes').lsp_on_init(client, vim.api.nvim_create_augroup('nes', {}))
  end,
})
vim.keymap.set('n', '<Tab>', function()
  local nes = require('copilot-lsp.nes')
  return nes.walk_cursor_start_edit() or (nes.apply_pending_nes() and nes.walk_cursor_end_edit())
end)
`;
  await using neovim = await Neovim.open(home, shapes, init, "{ next_edits = false }");
  await home.modelLoaded();
  await neovim.type(rename);
  await neovim.until("it is shown", "(vim.b.nes_state or {}).text == 'areaOf'");
  await neovim.type("<Tab>");
  await neovim.until("the cursor is there", "vim.api.nvim_win_get_cursor(0)[1] == 5");
  await neovim.type("<Tab>");
  await neovim.textIs(renamedThere.replace("floor = area", "floor = areaOf"));
  expect(await neovim.lua("vim.fn.execute('messages')")).not.toContain("copilot-lsp");
});

/** After `hearth init emacs --write`, the line that it says to add. Emacs's own mode for TypeScript needs a grammar. */
const emacsSetup = `(progn
  (add-to-list 'auto-mode-alist '("\\\\.ts\\\\'" . js-mode))
  (load (locate-user-emacs-file "hearth-setup")))`;

async function saved(emacs: Terminal): Promise<void> {
  await emacs.press("C-x", "C-s");
  await emacs.shows("Wrote ");
}

async function openEmacsThere(home: Home): Promise<Terminal> {
  furnishRoom(home);
  home.hearth("init", "emacs", "--write");
  const emacs = await openEmacs(home, shapes, emacsSetup);
  await home.modelLoaded();
  await emacs.press("C-a", "M-f", "M-f", "M-f", "M-b", "M-d");
  await emacs.type("areaOf");
  await emacs.shows("line 5: areaOf, and 3 more");
  return emacs;
}

editorTest("Emacs with hearth-next-edit shows where a changed name stands too, and changes it with M-n", async () => {
  using home = new Home();
  await using emacs = await openEmacsThere(home);
  await emacs.press("M-n", "M-n");
  await emacs.shows("line 6: areaOf, and 2 more");
  await emacs.press("M-n", "M-n");
  await emacs.shows("room.ts line 1, and 1 more");
  await saved(emacs);
  expect(home.read(shapes.path)).toBe(shapesRenamed);
  await emacs.press("M-n");
  await emacs.shows("import { areaareaOf }");
  await emacs.press("M-n");
  await emacs.shows("line 3: areaOf");
});

editorTest("in Emacs C-g puts the next edit away, and M-n asks for nothing then", async () => {
  using home = new Home();
  await using emacs = await openEmacsThere(home);
  await emacs.press("C-g");
  await until("the hint is gone", async () => !(await emacs.screen()).includes("line 5: areaOf"), emacs.screen);
  await saved(emacs);
  expect(home.read(shapes.path)).toBe(renamedThere);
});

const copilotElTest = testsWith(["copilot.el"]);

copilotElTest("copilot.el draws Hearth's next edit and applies it", async () => {
  using home = new Home();
  furnishRoom(home);
  const init = `(progn
    (add-to-list 'load-path ${JSON.stringify(pluginPath("copilot.el"))})
    (setq copilot-server-executable "hearth" copilot-idle-delay nil copilot-indent-offset-warning-disable t)
    (require 'copilot-nes)
    (add-to-list 'auto-mode-alist '("\\\\.ts\\\\'" . js-mode))
    (add-hook 'js-mode-hook #'copilot-mode)
    (add-hook 'js-mode-hook #'copilot-nes-mode))`;
  await using emacs = await openEmacs(home, shapes, init);
  await home.modelLoaded();
  await emacs.press("C-a", "M-f", "M-f", "M-f", "M-b", "M-d");
  await emacs.type("areaOf");
  await emacs.shows("areaareaOf(3)");
  await emacs.press("Tab", "Tab");
  await emacs.shows("floor = areaOf(3)");
  await saved(emacs);
  expect(home.read(shapes.path)).toBe(renamedThere.replace("floor = area", "floor = areaOf"));
});

editorTest("in Helix a code action makes the change everywhere, in files that are not open too", async () => {
  using home = new Home();
  furnishRoom(home);
  await using helix = await openHelix(home, shapes);
  await home.modelLoaded();
  await helix.type("ghfa");
  await helix.type("ecareaOf");
  await helix.press("Escape");
  await helix.shows(" NOR ");
  await helix.type(" a");
  await helix.shows("Make the same change at 4 other places");
  await helix.press("Enter");
  await helix.shows("4 * areaOf");
  await helix.type(":write-all");
  await helix.press("Enter");
  const areSaved = async () => home.read("room.ts") === roomRenamed && home.read(shapes.path) === shapesRenamed;
  await until("both are saved", areSaved, helix.screen);
});
