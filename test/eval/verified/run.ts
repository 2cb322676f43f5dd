import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { changesBetween } from "../../../server/edits/changes.ts";
import { compared } from "../../../server/verify/compare.ts";
import type { CodeFinding } from "../../../server/verify/finding.ts";
import { findingsIn } from "../../../server/wrap/findings.ts";
import { capableEditor } from "../../features/acting.ts";
import { ActionEditor } from "../../process/actions/actionEditor.ts";
import { repository, type TestUser } from "../../process/environment.ts";
import { randomFrom, shuffled } from "../../random.ts";
import { wrapArgument } from "../../wrap/wrapped.ts";
import { BadInput } from "../lib/badInput.ts";
import { drawnAnswers, wasFirstEditDrawn } from "../lib/drawn.ts";
import type { Journal } from "../lib/journal.ts";
import { linesIn } from "../lib/lines.ts";
import { Progress } from "../lib/progress.ts";
import { readTree } from "../tree.ts";
import { type CheckedLanguage, checkedLanguages, isOfCode } from "./diagnostics.ts";
import { recorded, type Shown } from "./shown.ts";
import type { Fixed, FixedDiagnostic } from "./tables.ts";

type Tree = { readonly name: string; readonly folder: string };

type Drawn = { readonly count: number; readonly each: number; readonly seed: number };

export type VerifiedOptions = Drawn & {
  readonly user: TestUser;
  readonly settings: object;
  /** No diagnostic is begun after so long. */
  readonly maxMs: number;
};

/** A diagnostic of a file as it is on disk. */
type Task = {
  readonly key: string;
  readonly language: CheckedLanguage;
  readonly uri: string;
  readonly text: string;
  readonly diagnostic: Diagnostic;
};

const longestMs = 900_000;
/** What comes after an action has ended is there at once, unless nothing comes. */
const afterwordMs = 3000;
/** Files that are looked through for diagnostics, for each one that is wanted. */
const filesForEach = 8;

/** The diagnostics that would be fixed, a line for each. */
export async function listed(trees: readonly Tree[], drawn: Drawn, user: TestUser): Promise<string[]> {
  const lines: string[] = [];
  for (const [tree, language] of pairsOf(trees)) {
    await using editor = await EditorBeside.open(tree, language, user, {});
    const tasks = await tasksIn(tree, language, drawn, editor);
    lines.push(...tasks.map(({ key, diagnostic }) => `${key} ${diagnostic.code}: ${messageOf(diagnostic)}`));
  }
  return lines;
}

/** Has every diagnostic fixed that the journal does not know. Returns whether all is done. */
export async function solveAll(
  trees: readonly Tree[],
  { user, settings, maxMs, ...drawn }: VerifiedOptions,
  journal: Journal<FixedDiagnostic>,
): Promise<boolean> {
  const startedMs = performance.now();
  for (const [tree, language] of pairsOf(trees)) {
    await using editor = await EditorBeside.open(tree, language, user, settings);
    const tasks = await tasksIn(tree, language, drawn, editor);
    const left = tasks.filter(({ key }) => !journal.get(key));
    const progress = new Progress(`${tree.name}, ${language.name}`, tasks.length, tasks.length - left.length);
    for (const task of left) {
      if (performance.now() - startedMs > maxMs) return false;
      const { key, diagnostic } = task;
      const known = { key, language: language.name, message: messageOf(diagnostic), code: codeOf(diagnostic) };
      journal.add({ ...known, ...(await editor.fixed(task)) });
      progress.step(key);
    }
  }
  return true;
}

/** Each tree with each language that it holds and whose server is installed. */
function pairsOf(trees: readonly Tree[]): (readonly [Tree, CheckedLanguage])[] {
  return trees.flatMap((tree) => {
    const paths = [...readTree(tree.folder).keys()];
    const own = checkedLanguages.filter(
      ({ files, needs, command }) =>
        paths.some((path) => files.test(path)) &&
        (needs === undefined || existsSync(join(tree.folder, needs))) &&
        existsSync(join(repository, command[0])),
    );
    if (own.length === 0) throw new BadInput(`${tree.folder} holds no Python, and no TypeScript with a tsconfig.json`);
    return own.map((language) => [tree, language] as const);
  });
}

/** Diagnostics from files in an order that the seed says. */
async function tasksIn(
  { name, folder }: Tree,
  language: CheckedLanguage,
  { count, each, seed }: Drawn,
  editor: EditorBeside,
): Promise<Task[]> {
  const files = [...readTree(folder)].filter(([path]) => language.files.test(path));
  const tasks: Task[] = [];
  for (const [path, text] of shuffled(files, randomFrom(seed)).slice(0, count * filesForEach)) {
    if (tasks.length >= count) break;
    const uri = pathToFileURL(join(folder, path)).href;
    const all = (await editor.diagnosticsOf(uri, text)).filter((one) => isOfCode(one, language));
    const places = new Set<number>();
    const apart = all.filter(({ range }) => !places.has(range.start.line) && places.add(range.start.line));
    for (const diagnostic of shuffled(apart, randomFrom(seed)).slice(0, each)) {
      const { line, character } = diagnostic.range.start;
      tasks.push({ key: `${name}/${path}:${line + 1}:${character + 1}`, language, uri, text, diagnostic });
    }
  }
  return tasks.slice(0, count);
}

function messageOf({ message }: Diagnostic): string {
  return typeof message === "string" ? message : message.value;
}

function codeOf({ code }: Diagnostic): string | undefined {
  return code === undefined ? undefined : String(code);
}

/** Hearth and a language server as an editor has them, in a tree. */
class EditorBeside {
  readonly #editor: ActionEditor;
  readonly #language: CheckedLanguage;
  /** Where what the language server is shown is kept. */
  readonly #record: string;

  private constructor(editor: ActionEditor, language: CheckedLanguage, record: string) {
    this.#editor = editor;
    this.#language = language;
    this.#record = record;
  }

  static async open({ folder }: Tree, language: CheckedLanguage, user: TestUser, settings: object) {
    const [program, ...args] = language.command;
    const record = join(user.folder, `shown-${randomUUID()}`);
    const editor = new ActionEditor(user, wrapArgument(recorded(record, [join(repository, program), ...args])));
    const textDocument = { ...capableEditor.textDocument, diagnostic: { dynamicRegistration: true } };
    const workspace = { ...capableEditor.workspace, configuration: true, workspaceFolders: true };
    const capabilities = { ...capableEditor, textDocument, workspace };
    editor.replies.set("workspace/configuration", (params) => {
      return (params as { items: readonly { section?: string }[] }).items.map(({ section }) => settingsOf(section));
    });
    const hearth = { ...settings, verify: { enabled: true, maxSeconds: 120 } };
    await editor.initialize({ folder, settings: { hearth }, capabilities });
    return new EditorBeside(editor, language, record);
  }

  /** What the language server says of a file with this text. */
  async diagnosticsOf(uri: string, text: string): Promise<readonly Diagnostic[]> {
    await this.#editor.showText(uri, text, this.#language.languageIdOf(uri), 0, 0);
    try {
      return await this.#diagnostics(uri);
    } finally {
      await this.#editor.close();
    }
  }

  /**
   * Has the diagnostic fixed as an editor's user does. The first new text that the language server is shown is the
   * answer that would have been applied without a verifier: the model is asked once for both.
   */
  async fixed(task: Task): Promise<Pick<FixedDiagnostic, "with" | "without" | "drawn" | "ms">> {
    const editor = this.#editor;
    const { uri, text, diagnostic } = task;
    const document = TextDocument.create(uri, "", 0, text);
    const [start, end] = [document.offsetAt(diagnostic.range.start), document.offsetAt(diagnostic.range.end)];
    await editor.showText(uri, text, this.#language.languageIdOf(uri), start, end);
    try {
      const before = await this.#diagnostics(uri);
      const [edits, messages, heard] = [editor.edits.length, editor.messages.length, editor.heard.length];
      const shown = linesIn<Shown>(this.#record).length;
      const startedMs = performance.now();
      await this.#chosen(diagnostic);
      await this.#ended(heard);
      for (
        let ms = 0;
        editor.edits.length === edits && editor.messages.length === messages && ms < afterwordMs;
        ms += 20
      )
        await setTimeout(20);
      const ms = Math.round(performance.now() - startedMs);
      const own = editor.heard.slice(heard);
      const said = editor.messages.slice(messages).join(" ");
      const [, unchecked = null] = /an edit was not checked: (.*)/.exec(saidIn(own)) ?? [];
      const applied = editor.edits.length === edits ? undefined : editor.document.getText();
      const [firstShown] = linesIn<Shown>(this.#record)
        .slice(shown)
        .filter((one) => one.uri === uri && one.text !== text);
      const first = wasFirstEditDrawn(own) ? undefined : firstShown?.text;
      const verified = await this.#judged(task, before, applied, said, unchecked);
      const unverified = first === applied ? verified : await this.#judged(task, before, first, "", null);
      return { with: verified, without: { ...unverified, unchecked: null }, drawn: drawnAnswers(own), ms };
    } finally {
      await editor.close();
    }
  }

  /** What the language server says of a text that a fix has made; undefined where it has made none. */
  async #judged(
    { uri, text, diagnostic }: Task,
    before: readonly Diagnostic[],
    after: string | undefined,
    said: string,
    unchecked: string | null,
  ): Promise<Fixed> {
    if (after === undefined) return { document: null, said, brought: [], isSolved: false, unchecked };
    await this.#editor.write(after);
    const [old, now] = [TextDocument.create(uri, "", 0, text), this.#editor.document];
    const findings = (all: readonly Diagnostic[], of: TextDocument) => findingsIn(all, (at) => of.offsetAt(at));
    const told = compared<CodeFinding>(
      findings(before, old),
      findings(await this.#diagnostics(uri), now),
      changesBetween(text, after),
    );
    const start = old.offsetAt(diagnostic.range.start);
    const isIt = (one: CodeFinding) => one.start === start && one.message === messageOf(diagnostic);
    const brought = told.brought.filter(({ isFault }) => isFault).map(({ message }) => message);
    return { document: after, said, brought, isSolved: told.gone.some(isIt), unchecked };
  }

  /** Asks the menu until it has the fix: on a busy machine ours comes too late for it. */
  async #chosen(diagnostic: Diagnostic): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#editor.choose(/^Hearth: Fix: /, [messageOf(diagnostic)]);
      } catch (error) {
        if (tries === 100) throw error;
        await setTimeout(100);
      }
    }
  }

  /** Waits for the end of the fix's own progress; the language server has some, too. */
  async #ended(heard: number): Promise<void> {
    type Told = { readonly token: unknown; readonly value: { readonly kind: string; readonly title?: string } };
    const told = () =>
      this.#editor.heard
        .slice(heard)
        .flatMap(({ method, params }) => (method === "$/progress" ? [params as Told] : []));
    const hasEnded = () => {
      const own = told().find(({ value }) => value.kind === "begin" && value.title?.startsWith("Hearth: Fix"));
      return own !== undefined && told().some(({ token, value }) => token === own.token && value.kind === "end");
    };
    for (const startedMs = performance.now(); !hasEnded(); await setTimeout(20)) {
      if (this.#editor.process.exitCode !== null) throw new Error(`the server ended:\n${this.#editor.said}`);
      if (performance.now() - startedMs > longestMs) throw new Error(`no end came:\n${this.#editor.said}`);
    }
  }

  async #diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const params = { textDocument: { uri } };
    for (let tries = 1; ; tries++) {
      try {
        const report = await this.#editor.connection.sendRequest<DocumentDiagnosticReport>(
          "textDocument/diagnostic",
          params,
        );
        return report.kind === "full" ? report.items : [];
      } catch (error) {
        if (tries === 20) throw error; // it was interrupted by what it was told before
        await setTimeout(100);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#editor.conversation.problems.serverToClient.length = 0; // what the other server says is its own affair
    await this.#editor[Symbol.asyncDispose]();
  }
}

/** TypeScript's server would have npm fetch types for files that no tsconfig.json names. */
function settingsOf(section: string | undefined): object | null {
  return /^(?:typescript|javascript|js\/ts)/.test(section ?? "") ? { disableAutomaticTypeAcquisition: true } : null;
}

function saidIn(heard: readonly { readonly method: string; readonly params: unknown }[]): string {
  const logged = heard.filter(({ method }) => method === "window/logMessage");
  return logged.map(({ params }) => (params as { message: string }).message).join("\n");
}
