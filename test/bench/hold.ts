/**
 * `node dist/test/bench/hold.js [--where] [FILE...]`: how long the server's event loop is held at most while it opens a
 * text, follows a key in it and answers requests there, for texts of the worst kind (all, or those named), in ms.
 *
 * The server is the real process, its model a script. `--where` tells in which functions it was while it was held.
 */

import { mkdirSync } from "node:fs";
import { extname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { languageOf } from "../../grammars/languages.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { ProcessEditor } from "../process/editor.ts";
import { TestUser } from "../process/environment.ts";
import { ScriptedHost } from "../process/scriptedHost.ts";
import { ordinary, ordinaryPython, worstTexts } from "./lib/worstTexts.ts";

const { values, positionals } = parseArgs({
  options: { where: { type: "boolean", default: false } },
  allowPositionals: true,
});

/** What a model might say anywhere: it closes something, opens something, and goes on below. */
const answer = "value, (one) => {\n  return [one, two(three)];\n}";

/** After a key the server works on what it is not asked for yet: it parses, and looks for definitions. */
const settlingMs = 2_000;

const aim = 10;

const warmingLines = 40;

type Hold = { readonly ms: number; readonly where: readonly string[] };

const asked = ["open", "key", "inline", "popup", "hover", "actions"] as const;
type Asked = (typeof asked)[number];

using user = new TestUser();
const folder = join(user.folder, "workspace");
mkdirSync(folder);
mkdirSync(join(user.env.XDG_RUNTIME_DIR as string, "hearth"), { mode: 0o700 });
await using host = await ScriptedHost.start(user);
host.answers = [answer];

console.log(`${"longest hold, ms".padEnd(20)}${asked.map((name) => name.padStart(9)).join("")}`);
for (const [path, text] of Object.entries(worstTexts)) {
  if (positionals.length > 0 && !positionals.includes(path)) continue;
  const holds = await holdsOf(path, text);
  const cells = asked.map((name) =>
    Math.max(...holds[name].map(({ ms }) => ms))
      .toFixed(1)
      .padStart(9),
  );
  console.log(path.padEnd(20) + cells.join(""));
  if (values.where) tellWhere(holds);
}

/** At the start of the text, a little behind it, in its middle and at its end. */
async function holdsOf(path: string, text: string): Promise<Record<Asked, readonly Hold[]>> {
  const probe = new URL("./lib/holdProbe.js", import.meta.url).href;
  const env = { NODE_OPTIONS: `--import=${probe}`, HEARTH_HOLDS: values.where ? "where" : "longest" };
  await using editor = new ProcessEditor(user, env);
  const uri = pathToFileURL(join(folder, path)).href;
  const textDocument = { uri };
  const languageId = languageOf(path)?.ids[0] ?? "plaintext";
  const source = new SourceFile({ uri, path, languageId, version: 1, text });
  const measured = holdMeter(editor);
  await editor.initialize({ folder, settings: host.settings });
  await warm(editor, `${uri}.first${extname(path)}`, languageId);
  const holds: Record<Asked, Hold[]> = { open: [], key: [], inline: [], popup: [], hover: [], actions: [] };
  holds.open.push(await measured(() => editor.open(uri, text, languageId), settlingMs));
  for (const offset of [0, 40, Math.floor(text.length / 2), text.length]) {
    const position = source.pointAt(offset);
    const at = { textDocument, position };
    const range = { start: position, end: position };
    const diagnostics = [{ range, message: "Cannot find name 'nothing'.", severity: 1 }];
    holds.inline.push(await measured(() => editor.inlineCompletion(uri, position.line, position.character, "byHand")));
    holds.popup.push(await measured(() => ask("completion", at)));
    holds.hover.push(await measured(() => ask("hover", at)));
    holds.actions.push(await measured(() => ask("codeAction", { textDocument, range, context: { diagnostics } })));
    // Last, so that the places above are those of the text.
    if (offset > 0)
      holds.key.push(
        await measured(
          () => editor.type(uri, position.line, position.character, offset === text.length ? "(" : "a"),
          settlingMs,
        ),
      );
  }
  return holds;

  function ask(request: string, params: object): Promise<unknown> {
    return editor.connection.sendRequest(`textDocument/${request}`, params);
  }
}

/** Everything was asked before, in a file as people write them: what is measured is neither loaded nor compiled then. */
async function warm(editor: ProcessEditor, uri: string, languageId: string): Promise<void> {
  const text = languageId === "python" ? ordinaryPython : ordinary;
  await editor.open(uri, text, languageId);
  const asked = host.asked.length;
  while (host.asked.length === asked) {
    await editor.inlineCompletion(uri, 3, 20, "byHand");
    await pause(50);
  }
  for (let line = 0; line < warmingLines; line++) {
    const at = { textDocument: { uri }, position: { line, character: 20 } };
    const range = { start: at.position, end: at.position };
    await editor.inlineCompletion(uri, line, 20, "byHand");
    await editor.connection.sendRequest("textDocument/completion", at);
    await editor.connection.sendRequest("textDocument/hover", at);
    await editor.connection.sendRequest("textDocument/codeAction", { ...at, range, context: { diagnostics: [] } });
    await editor.type(uri, line, 1000, " ");
  }
  await pause(settlingMs);
}

/** Measures the server's process while something is done, and so long after it. */
function holdMeter({ process }: ProcessEditor): (work: () => Promise<unknown>, afterMs?: number) => Promise<Hold> {
  const told: ((hold: Partial<Hold>) => void)[] = [];
  if (!process.stderr) throw new Error("a server without stderr");
  createInterface(process.stderr).on("line", (line) => {
    if (line.startsWith("holds: ")) told.shift()?.(JSON.parse(line.slice("holds: ".length)));
  });
  const signal = () =>
    new Promise<Partial<Hold>>((resolve) => {
      told.push(resolve);
      process.kill("SIGUSR2");
    });
  return async (work, afterMs = 0) => {
    await signal();
    await work();
    await pause(afterMs);
    const { ms = 0, where = [] } = await signal();
    return { ms, where };
  };
}

function tellWhere(holds: Record<Asked, readonly Hold[]>): void {
  for (const name of asked) {
    const [worst] = holds[name].toSorted((a, b) => b.ms - a.ms);
    if (worst && worst.ms > aim) console.log(`  ${name}:\n${worst.where.map((place) => `    ${place}`).join("\n")}`);
  }
}
