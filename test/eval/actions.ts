/**
 * What becomes of code actions with a real model: functions of a folder go through the real server's menu.
 *
 *     npm run eval:actions -- --model GGUF [--count FUNCTIONS_PER_LANGUAGE] [--action ID]... [--seed N] [--threads N]
 *                             [--resume FILE] [--json FILE] DIR
 *
 * Counted are what was offered, what was refused and why, what changed that the action may not change (by another way
 * than the product looks), and explanations that end within a sentence or hold code. `--resume` goes on with a run.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { languageOf } from "../../grammars/languages.ts";
import { parse, syntaxErrors } from "../../server/languages/parse.ts";
import { lastWrittenLine } from "../../server/text/lines.ts";
import { capableEditor } from "../features/acting.ts";
import { ActionEditor } from "../process/actions/actionEditor.ts";
import { TestUser } from "../process/environment.ts";
import { functionsIn, type Tried } from "./actions/functions.ts";
import { isUntouched } from "./actions/untouched.ts";
import { BadInput, runCommand } from "./lib/badInput.ts";
import { headerLines, headerOf } from "./lib/header.ts";
import { Journal } from "./lib/journal.ts";
import { Progress } from "./lib/progress.ts";

type Found = {
  readonly key: string;
  readonly action: string;
  readonly languageId: string;
  readonly outcome: "not offered" | "edited" | "refused" | "explained";
  /** Why not, or what the user was told beside the edit, or the explanation. */
  readonly said: string;
  /** The file as it became. */
  readonly after?: string;
  readonly faults: readonly string[];
};

const usage =
  "usage: npm run eval:actions -- --model GGUF [--count N] [--action ID]... [--resume FILE] [--json FILE] DIR";

const titles: Readonly<Record<string, RegExp>> = {
  types: /^Hearth: Add types/,
  document: /doc comment/,
  tests: /^Hearth: Write tests/,
  simplify: /^Hearth: Simplify/,
  explain: /^Hearth: Explain .*(?<!again)$/,
};

const patienceMs = 600_000;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      model: { type: "string" },
      count: { type: "string", default: "60" },
      action: { type: "string", multiple: true, default: Object.keys(titles) },
      seed: { type: "string", default: "7" },
      threads: { type: "string" },
      resume: { type: "string" },
      json: { type: "string" },
    },
  });
  const [folder] = positionals;
  if (!values.model || !folder) throw new BadInput(usage);
  const functions = functionsIn(folder, Number(values.count), Number(values.seed));
  if (functions.length === 0)
    throw new BadInput(`${folder} holds no functions in Python or TypeScript of 4 to 40 lines`);
  const header = headerOf("eval:actions", values.model, { seed: values.seed, folder: resolve(folder) });
  const journal = Journal.open<Found>(values.resume, header);
  const wanted = functions.flatMap((tried) => values.action.map((action) => ({ tried, action })));
  const left = wanted.filter(({ tried, action }) => !journal.get(`${action} ${tried.key}`));
  const progress = new Progress("eval:actions", wanted.length, wanted.length - left.length);
  using user = new TestUser();
  await using editor = new ActionEditor(user);
  const threads = values.threads ? { threads: Number(values.threads) } : {};
  await editor.initialize({
    folder: resolve(folder),
    settings: { model: resolve(values.model), ...threads },
    capabilities: { ...capableEditor, window: { workDoneProgress: true } },
  });
  for (const { tried, action } of left) {
    journal.add(await foundAt(editor, resolve(folder), tried, action));
    progress.step(`${action} ${tried.name}`);
  }
  const found = wanted.flatMap(({ tried, action }) => journal.get(`${action} ${tried.key}`) ?? []);
  console.log(headerLines(header).join("\n"));
  for (const action of values.action)
    report(
      action,
      found.filter((one) => one.action === action),
    );
  if (values.json) writeFileSync(values.json, JSON.stringify({ header, found }, null, 1));
});
process.exit();

async function foundAt(editor: ActionEditor, folder: string, tried: Tried, action: string): Promise<Found> {
  const { path, languageId, text, offset } = tried;
  const title = titles[action];
  if (!title) throw new BadInput(`there is no action ${action} here; there are ${Object.keys(titles).join(", ")}`);
  const uri = pathToFileURL(resolve(folder, path)).href;
  await editor.showText(uri, text, languageId, offset, offset);
  const known = { key: `${action} ${tried.key}`, action, languageId };
  try {
    const item = (await editor.menu()).find((one) => title.test(one.title));
    if (!item || "disabled" in item) return { ...known, outcome: "not offered", said: "", faults: [] };
    const before = { edits: editor.edits.length, messages: editor.messages.length, ends: ends(editor) };
    await editor.choose(title);
    await until(() => ends(editor) > before.ends);
    await until(() => editor.edits.length > before.edits || editor.messages.length > before.messages);
    const said = editor.messages.slice(before.messages).join("\n");
    if (action === "explain") return { ...known, outcome: "explained", said, faults: faultsOfProse(said) };
    if (editor.edits.length === before.edits) return { ...known, outcome: "refused", said, faults: [] };
    const after = action === "tests" ? "" : editor.document.getText();
    return { ...known, outcome: "edited", said, after, faults: faultsOf(editor, uri, action, tried, after) };
  } finally {
    await editor.close();
  }
}

function ends(editor: ActionEditor): number {
  return editor.progress.filter(({ kind }) => kind === "end").length;
}

async function until(isSo: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 50) {
    if (isSo()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("an action did not end");
}

function faultsOf(editor: ActionEditor, uri: string, action: string, tried: Tried, after: string): string[] {
  const language = languageOf(tried.path);
  if (!language) return [];
  if (action === "tests") {
    const kept = editor.lastEdits(uri).every(({ range }) => isEmpty(range));
    return kept ? [] : ["changes what is there"];
  }
  const faults = isUntouched(action, language, tried.text, after) ? [] : ["changes more than it may"];
  const tree = parse(language, after);
  return tree && syntaxErrors(tree, 0, after.length) > 0 ? [...faults, "does not parse"] : faults;
}

function isEmpty({ start, end }: { start: { line: number; character: number }; end: typeof start }): boolean {
  return start.line === end.line && start.character === end.character;
}

/** The last line names the model. */
function faultsOfProse(said: string): string[] {
  const prose = said.replace(/\n\n— [^\n]*$/, "").trim();
  const faults = /(?<!^\s*\d+)[.!?。]["'`*)\]]{0,3}$/m.test(lastWrittenLine(prose)) ? [] : ["ends within a sentence"];
  if (/^\s*(?:def|function|class|return|import)\b.*[:{;]\s*$/m.test(prose)) faults.push("holds the code again");
  return prose.length > 900 ? [...faults, "is long"] : faults;
}

function report(action: string, all: readonly Found[]): void {
  for (const python of [true, false]) {
    const found = all.filter(({ languageId }) => (languageId === "python") === python);
    const offered = found.filter(({ outcome }) => outcome !== "not offered");
    const refused = offered.filter(({ outcome }) => outcome === "refused");
    const faulty = offered.filter(({ faults }) => faults.length > 0);
    const share = offered.length > 0 ? Math.round((100 * refused.length) / offered.length) : 0;
    const name = `${action}, ${python ? "Python" : "TypeScript"}`;
    console.log(
      `\n${name}: ${found.length} functions, ${offered.length} offered, ${refused.length} refused (${share} %), ${faulty.length} with faults`,
    );
    for (const [reason, times] of counted(refused.map(({ said }) => said))) console.log(`  ${times} x ${reason}`);
    for (const { key, faults } of faulty) console.log(`  fault: ${key} ${faults.join(", ")}`);
  }
}

function counted(reasons: readonly string[]): [string, number][] {
  const times = new Map<string, number>();
  for (const reason of reasons) times.set(reason, (times.get(reason) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1]);
}
