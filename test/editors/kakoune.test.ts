import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { editorTestWhere } from "./editorTest.ts";
import { Home } from "./home.ts";
import { editorPath } from "./installed.ts";
import { kakLspFolder } from "./kakLsp.ts";
import { cart, importAction, imported, stockPrices } from "./shop.ts";
import { stackInWord } from "./stack.ts";
import { Terminal } from "./terminal.ts";
import type { Unfinished } from "./unfinished.ts";
import { until } from "./until.ts";

const kakLsp = kakLspFolder();
const kakouneTest = editorTestWhere(kakLsp !== undefined);

const stack = stackInWord();

/** A real Kakoune with kakoune-lsp in a terminal, as `hearth init` sets it up, on the unfinished line. */
async function openKakoune(home: Home, { path, text, line }: Unfinished): Promise<Terminal> {
  home.write(path, text);
  home.hearth("init", "kakoune", "--write");
  // Only Hearth, none of the servers that kakoune-lsp would start by itself.
  const kakrc = `eval %sh{kak-lsp}
remove-hooks global lsp-filetype-.*
lsp-enable
source "%val{config}/hearth.kak"
map global user a ': lsp-code-actions<ret>'
`;
  const folder = join(home.config, "kak");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "kakrc"), kakrc);
  home.env.PATH = [kakLsp, home.env.PATH].join(delimiter);
  return await Terminal.open(home, [editorPath("kak"), `+${line}`, path]);
}

/** Asks for the menu until the import is in it: the workspace may be read a moment later than the model is loaded. */
async function offersImport(kakoune: Terminal): Promise<void> {
  await kakoune.type(" a");
  let looks = 0;
  const isOffered = async () => {
    const screen = await kakoune.screen();
    if (screen.includes("no actions available") && ++looks % looksForEachAsking === 0) await kakoune.type(" a");
    return screen.includes(importAction);
  };
  await until("the import is offered", isOffered, kakoune.screen);
}

const looksForEachAsking = 20;

async function save(kakoune: Terminal): Promise<void> {
  await kakoune.press("Escape");
  // In a terminal an escape that a key follows at once is that key with Alt.
  const isLeft = async () => !/ insert /.test(await kakoune.screen());
  await until("the insert mode is left", isLeft, kakoune.screen);
  await kakoune.type(":write");
  await kakoune.press("Enter");
}

kakouneTest("Kakoune offers the suggestion in its menu, inserts it and saves it", async () => {
  using home = new Home();
  await using kakoune = await openKakoune(home, stack);
  await home.modelLoaded();
  await kakoune.type("A");
  const typed = /\w+$/.exec(stack.before)?.[0] ?? "";
  await kakoune.showsMatch(new RegExp(`(?<![.\\w])(${typed}.*?) +Text`));
  await kakoune.press("C-n");
  // The menu may be filled anew before the key: what was inserted is read from the row.
  await kakoune.continues(stack.line, stack.before);
  await save(kakoune);
  const row = await kakoune.continues(stack.line, stack.before);
  const line = () => home.read(stack.path).split("\n")[stack.line - 1];
  await until("the row is in the file", async () => line() === row, kakoune.screen);
});

kakouneTest("in Kakoune an import is added by a code action, and undone by one u", async () => {
  using home = new Home();
  stockPrices(home);
  await using kakoune = await openKakoune(home, cart);
  await home.modelLoaded();
  await kakoune.type("/price_of");
  await kakoune.press("Enter");
  await offersImport(kakoune);
  await kakoune.press("Enter");
  await kakoune.shows("from prices import price_of");
  await save(kakoune);
  await until("the import is saved", async () => home.read(cart.path) === imported, kakoune.screen);
  await kakoune.type("u");
  await save(kakoune);
  await until("the import is undone", async () => home.read(cart.path) === cart.text, kakoune.screen);
});
