import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TextEdit } from "vscode-languageserver/node";
import { languageOf } from "../../../grammars/languages.ts";
import type { EditTarget } from "../../../server/edits/target.ts";
import { parse, syntaxErrors } from "../../../server/languages/parse.ts";
import { layoutErrors } from "../../../server/languages/python/layout.ts";
import { atOnce } from "../../../server/slices/slices.ts";
import { corpus } from "../../edits/corpus.ts";
import { capableEditor } from "../../features/acting.ts";
import { TestUser } from "../environment.ts";
import { ScriptedHost } from "../scriptedHost.ts";
import { ActionEditor } from "./actionEditor.ts";

/** What the user chooses in the menu to have a target of each kind changed. */
const chosen: Readonly<Record<EditTarget["mode"], RegExp>> = {
  replace: /^Hearth: Change it$/,
  document: /doc comment/,
  annotate: /^Hearth: Add types/,
  rename: /for clarity$/,
  insert: /^Hearth: Write tests/,
};

/** A menu by hand waits for typing to settle where next edits may be in it: hundreds of menus need none. */
const settings = {
  actions: { own: [{ title: "Change it", instruction: "Change it." }] },
  nextEdits: { enabled: false },
};

let user: TestUser;
let host: ScriptedHost;
let editor: ActionEditor;
beforeAll(async () => {
  user = new TestUser();
  host = await ScriptedHost.start(user);
  editor = new ActionEditor(user);
  await editor.initialize({ settings: { ...host.settings, ...settings }, capabilities: capableEditor });
});
afterAll(async () => {
  await editor[Symbol.asyncDispose]();
  await host[Symbol.asyncDispose]();
  user[Symbol.dispose]();
});

/** Through the editor's menu only what can be chosen there can be changed; tests go to a file of their own. */
const cases = corpus().filter(({ target }) => target.mode !== "insert" && target.start < target.end);
let carriedOut = 0;

test.each(cases.map((one, number) => [one.title, one, number] as const))(
  "through the real server: %s",
  async (_, { target, answer }, number) => {
    const { text, start, end } = target;
    host.answers = [answer];
    const before = { edits: editor.edits.length, refusals: refusals().length };
    const uri = `file:///corpus/${number}/${target.path}`;
    const at = target.mode === "replace" ? [start, end] : [start, start];
    await editor.showText(uri, text, target.languageId, at[0] as number, at[1] as number);
    const items = await editor.menu();
    if (!items.some(({ title }) => chosen[target.mode].test(title))) return;
    await editor.choose(chosen[target.mode]);
    carriedOut++;
    await editor.untilHeard(() => editor.edits.length > before.edits || refusals().length > before.refusals);
    if (editor.edits.length > before.edits) expectTrusted(editor.document.getText(), target, editor.lastEdits(uri));
    else expect(refusals().at(-1)).toMatch(/^Hearth: Nothing was changed\. [A-Z`"“][\s\S]{8,}\.$/);
    await editor.close();
  },
);

test("nearly all of the corpus could be chosen in the menu", () => {
  expect(carriedOut).toBeGreaterThanOrEqual(130);
  expect(editor.noise).toBe("");
});

/** Beside them the user is told what to look at in an edit that was made. */
function refusals(): readonly string[] {
  return editor.messages.filter((message) => message.startsWith("Hearth: Nothing was changed."));
}

/** No more errors than before, and nothing changed beside the target but imports. */
function expectTrusted(after: string, target: EditTarget, edits: readonly TextEdit[]): void {
  expect(errorsIn(after, target)).toBeLessThanOrEqual(errorsIn(target.text, target));
  const [head, tail] = [target.text.slice(0, lineStart(target)), target.text.slice(target.end)];
  if (target.mode === "rename") return;
  expect(after.endsWith(tail)).toBe(true);
  // A comment that stands above what is documented is part of what may change.
  if (target.mode === "document") return;
  const added = edits.filter(({ range }) => range.end.line < lineOf(target.text, target.start));
  for (const { range, newText } of added) {
    expect(range.start).toEqual(range.end);
    expect(newText).toMatch(/^\s*(?:import|from|const (?:\S+|\{[^}]*\}) = require)\b|^[\s\w,]+$/);
  }
  if (added.length === 0) expect(after.startsWith(head)).toBe(true);
}

function lineStart({ text, start }: EditTarget): number {
  return text.lastIndexOf("\n", start - 1) + 1;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length - 1;
}

function errorsIn(text: string, { path }: EditTarget): number {
  const language = languageOf(path);
  const tree = language && parse(language, text);
  if (!tree) return 0;
  return (
    syntaxErrors(tree, 0, text.length) +
    (language.indented ? atOnce(layoutErrors(tree, text, 0, text.length)).length : 0)
  );
}
