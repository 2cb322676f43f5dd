import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { PromptContexts } from "../../server/features/generation/promptContexts.ts";
import type { Verifier } from "../../server/verify/verifier.ts";
import { ActingEditor, capableEditor } from "../features/acting.ts";
import { Answers, fenced } from "../features/answers.ts";
import { Folder, indexed } from "../index/workspace.ts";
import { scriptedModel } from "../scriptedEngine.ts";
import { until } from "../until.ts";
import type { Example } from "./examples.ts";

/** What came of an example, in the form in which it is written down. */
export type Outcome = {
  /** The items under the example's title in the menu: of which kind, and by which action where one carries it out. */
  readonly offers: readonly { readonly kind: string | undefined; readonly action: string | undefined }[];
  /** The files that are other than before, or what was shown. */
  readonly after: string;
  readonly messages: readonly string[];
  /** What the model was asked. */
  readonly prompts: readonly string[];
};

/** What a user's own action is made of in an example, which has its instruction as a note. */
const ownOf = ({ title, notes }: Example) => (notes.Instruction ?? []).map((instruction) => ({ title, instruction }));

/**
 * Opens the example's file in a folder that is indexed, takes the menu's item of its title, and has the model answer
 * with what stands between «» in the example's outcome. With a note `Typed` that is typed over the selection before,
 * and with `Then` the cursor goes to such a text;
 * with `Brings` the answer was withheld before, since a checker says that of it.
 */
export async function carriedOut(example: Example): Promise<Outcome> {
  const files = filesIn(example.before.text, example.before.language);
  const [path, marked] = [...files].find(([, text]) => text.includes("│")) ?? [];
  if (path === undefined || marked === undefined) throw new Error(`“${example.title}” has no │`);
  const needsIndex = files.size > 1 || example.after.language === "text";
  await using known = needsIndex ? await workspaceOf(files) : undefined;
  const engine = new Answers(...answersOf(example));
  const wishes = { problems: example.notes.Problem ?? [], actions: { own: ownOf(example) }, capabilities };
  const { Brings: brings = [], Problem: problems = [] } = example.notes;
  const verifier = brings.length > 0 ? sayingOf(problems, brings) : undefined;
  const editor = new ActingEditor(marked, engine, { path, known, verifier, ...wishes });
  await known?.index.settled();
  if (verifier) await editor.choose(/Fix/);
  editor.messages.length = 0;
  const [typed] = example.notes.Typed ?? [];
  if (typed !== undefined) editor.typeOver(typed);
  const [then] = example.notes.Then ?? [];
  if (then !== undefined) editor.goTo(then);
  const before = new Map([...files, [path, editor.text]]);
  const items = (await editor.menu()).filter(({ title }) => title === `Hearth: ${example.title}`) as CodeAction[];
  const [item] = items;
  if (!item?.command) throw new Error(`the menu has no “${example.title}”`);
  const { command, arguments: [argument] = [] } = item.command;
  if (command === "hearth.act") await editor.run(argument);
  else await shown(editor, command, argument);
  return {
    offers: items.map(({ kind, command }) => ({ kind, action: command?.arguments?.[0]?.action })),
    after: command === "hearth.act" ? changed(editor, path, before) : (editor.messages.at(-1) ?? ""),
    messages: command === "hearth.act" ? [...editor.messages, ...editor.errors] : editor.errors,
    prompts: engine.prompts,
  };
}

/** A checker that says of every edit that it solves some problems and brings others, each about a name in its message. */
function sayingOf(problems: readonly string[], brings: readonly string[]): Verifier {
  return {
    covers: async () => true,
    verify: async ({ files: [file] }) => {
      const { uri = "", before = "", after = "" } = file ?? {};
      const found = (text: string) => (message: string) => {
        const start = text.search(new RegExp(`\\b${/'(\w+)'/.exec(message)?.[1]}\\b`));
        return { uri, message, isFault: true, start, end: start };
      };
      return { kind: "told", brought: brings.map(found(after)), gone: problems.map(found(before)), kept: [] };
    },
  };
}

/** What is explained comes as a message, below which the model is named. */
const capabilities = { ...capableEditor, window: { workDoneProgress: true } };
export const signature = `\n\n— ${scriptedModel.name}`;

/** To explain again takes that something was explained before. */
async function shown(editor: ActingEditor, command: string, argument: unknown): Promise<void> {
  const wanted = command === "hearth.explainAgain" ? ["hearth.explain", command] : [command];
  for (const [at, name] of wanted.entries()) {
    editor.command(name, argument);
    await until(() => editor.messages.length > at);
  }
}

/** What the model is to say: the marked part of the outcome, in a fence where it is code. */
function answersOf({ title, after }: Example): string[] {
  const parts = [...after.text.matchAll(/^(\s*).*?«([^»]*)»/gm)].map(([, indent = "", part = ""]) =>
    part.replaceAll(`\n${indent}`, "\n"),
  );
  if (parts.length > 1) throw new Error(`“${title}” has more than one answer of the model`);
  const earlier = / again$/.test(title) ? ["This was said before."] : [];
  const said = parts.map((part) => (after.language === "text" ? part : fenced(part, after.language)));
  return [...earlier, ...said];
}

/** The files as a folder on disk that is indexed: actions know a single file by itself, explanations do not. */
async function workspaceOf(files: ReadonlyMap<string, string>) {
  const folder = new Folder();
  const index = await indexed(folder);
  for (const [name, text] of files) {
    folder.file(name, text.replaceAll("│", ""));
    index.open(folder.path(name), "", text.replaceAll("│", ""));
  }
  const contexts = new PromptContexts(() => [], failing);
  await index.settled();
  await contexts.takeIn(index.views);
  const dispose = async () => {
    await index[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  };
  return { root: folder.root, index, contexts, [Symbol.asyncDispose]: dispose };
}

/** The files that the edits have changed or made, as the example writes files. */
function changed(editor: ActingEditor, path: string, before: ReadonlyMap<string, string>): string {
  const folder = editor.uri.slice(0, -path.length);
  const files = new Map<string, string>();
  for (const [uri, edits] of editor.edits.flatMap(({ edit }) => editsOf(edit))) {
    const name = uri.slice(folder.length);
    const old = files.get(name) ?? before.get(name)?.replaceAll("│", "") ?? "";
    files.set(name, TextDocument.applyEdits(TextDocument.create(uri, "", 0, old), edits));
  }
  return written(files, before.size > 1);
}

type TextEdits = Parameters<typeof TextDocument.applyEdits>[1];

function editsOf({ documentChanges = [] }: WorkspaceEdit): [string, TextEdits][] {
  return documentChanges.flatMap((change) =>
    "edits" in change ? [[change.textDocument.uri, change.edits as TextEdits]] : [],
  );
}

/** Files by their path; a text without `--- path` lines is one of the language's. */
function filesIn(text: string, language: string): ReadonlyMap<string, string> {
  if (!text.startsWith("--- ")) return new Map([[`main.${language}`, `${text}\n`]]);
  const parts = text.split(/^--- /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end), `${part.slice(end + 1).replace(/\n$/, "")}\n`];
    }),
  );
}

function written(files: ReadonlyMap<string, string>, named: boolean): string {
  const parts = [...files].map(([path, text]) => (named ? `--- ${path}\n${text}` : text));
  return parts.join("").replace(/\n$/, "");
}

/** The outcome that an example promises. */
export function promised({ after }: Example): string {
  return after.text.replace(/[«»]/g, "") + (after.language === "text" ? signature : "");
}

function failing(message: string): void {
  throw new Error(message);
}
