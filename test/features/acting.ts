import { pathToFileURL } from "node:url";
import {
  CancellationToken,
  type CodeAction,
  type Command,
  type Diagnostic,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { languageOf } from "../../grammars/languages.ts";
import type { Engine } from "../../models/engine.ts";
import { type Config, defaultConfig } from "../../server/config/config.ts";
import { act } from "../../server/features/act.ts";
import { codeAction } from "../../server/features/codeAction.ts";
import { executeCommand } from "../../server/features/executeCommand.ts";
import { NextEditing } from "../../server/features/nextEdits/nextEditing.ts";
import type { Session } from "../../server/features/session.ts";
import { Workspace } from "../../server/index/workspace.ts";
import type { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { type ClientFacts, clientFacts } from "../../server/lsp/capabilities.ts";
import type { Editor } from "../../server/lsp/editor.ts";
import { textChange } from "../../server/lsp/fromLsp.ts";
import { sessionAt } from "../session.ts";

/** What an editor announces that can do everything. */
export const capableEditor = {
  window: { workDoneProgress: true, showDocument: { support: true } },
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"], changeAnnotationSupport: {} },
  },
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, disabledSupport: true },
  },
};

type Asking = {
  readonly path?: string;
  readonly capabilities?: object;
  /** What the editor calls itself. */
  readonly name?: string;
  readonly actions?: Partial<Config["actions"]>;
  readonly context?: object;
  readonly problems?: readonly string[];
  readonly verifier?: Session["verifier"];
  /** The model for hard tasks. */
  readonly big?: Session["big"];
  /** A folder on disk that is known, in which the document lies. */
  readonly known?:
    | { readonly root: string; readonly index: WorkspaceIndex; readonly contexts: Session["contexts"] }
    | undefined;
};

/** An editor in which one document is open, its cursor or selection between `│`. */
export class ActingEditor implements Editor {
  readonly uri: string;
  readonly messages: string[] = [];
  readonly edits: { readonly label: string; readonly edit: WorkspaceEdit }[] = [];
  /** What went to the log as an error. */
  readonly errors: string[] = [];
  /** What the status line said, and "end". */
  readonly steps: string[] = [];
  /** Of the progress that is shown. */
  cancel = () => {};
  /** What the editor says to edits. */
  refusal: string | undefined;
  readonly #workspace = new Workspace();
  readonly #session: Session;
  #start: number;
  #end: number;
  readonly #asking: Asking;
  #version = 1;

  /** What is remembered of requests. */
  get traces(): Session["suggester"]["traces"] {
    return this.#session.suggester.traces;
  }

  constructor(marked: string, engine: Engine, asking: Asking = {}) {
    const path = asking.path ?? "a.ts";
    const folder = asking.known ? pathToFileURL(asking.known.root).href : "file:///workspace";
    this.uri = `${folder}/${path}`;
    this.#asking = asking;
    [this.#start, this.#end] = [marked.indexOf("│"), Math.max(marked.indexOf("│"), marked.lastIndexOf("│") - 1)];
    if (asking.known) this.#workspace.followWith(asking.known.index);
    this.#workspace.setFolders([{ uri: folder, name: "workspace" }]);
    this.#workspace.open(this.uri, languageOf(path)?.ids[0] ?? "plaintext", 1, marked.replaceAll("│", ""));
    const client: ClientFacts = clientFacts({
      processId: null,
      rootUri: null,
      ...(asking.name === undefined ? {} : { clientInfo: { name: asking.name } }),
      capabilities: asking.capabilities ?? capableEditor,
    });
    const config = { ...defaultConfig, actions: { ...defaultConfig.actions, ...asking.actions } };
    const log = { error: (message: string) => void this.errors.push(message), info: () => {}, debug: () => {} };
    this.#session = {
      ...sessionAt("│", engine).session,
      ...(asking.known && { contexts: asking.known.contexts, nextEditing: new NextEditing(asking.known.contexts) }),
      workspace: this.#workspace,
      client,
      config,
      editor: this,
      log,
      big: asking.big,
      verifier: asking.verifier,
    };
  }

  get text(): string {
    return this.#workspace.snapshot().open.get(this.uri)?.text ?? "";
  }

  /** What the menu shows. */
  async menu(): Promise<(CodeAction | Command)[]> {
    const synced = this.#workspace.synced(this.uri);
    if (!synced) throw new Error("the document is closed");
    const document = TextDocument.create(this.uri, "", synced.version, synced.text);
    const range = { start: document.positionAt(this.#start), end: document.positionAt(this.#end) };
    const { problems = [], context = {} } = this.#asking;
    const diagnostics = problems.map((message): Diagnostic => ({ message, range, source: "test" }));
    const params = { textDocument: { uri: this.uri }, range, context: { diagnostics, ...context } };
    return (await codeAction(this.#now(), params, CancellationToken.None)) ?? [];
  }

  /** Chooses the first item of the menu whose title fits; resolves when it has been carried out. */
  async choose(title: RegExp): Promise<void> {
    return act(this.#now(), await this.argumentOf(title));
  }

  /** Runs a command as the editor's own binding may; the answer says only that it has begun. */
  command(name: string, ...args: unknown[]): unknown {
    return executeCommand(this.#now(), { command: name, arguments: args });
  }

  /** Runs the command of an item that the menu showed some time ago. */
  run(argument: unknown): Promise<void> {
    return act(this.#now(), argument);
  }

  async argumentOf(title: RegExp): Promise<unknown> {
    const item = (await this.menu()).find((one) => title.test(one.title));
    if (!item) throw new Error(`the menu has no ${title}`);
    const command = typeof item.command === "string" ? (item as Command) : (item as CodeAction).command;
    return command?.arguments?.[0];
  }

  /** Types at the start of the first line that holds `line`. */
  type(before: string, text: string): void {
    const document = TextDocument.create(this.uri, "", 0, this.text);
    const start = document.positionAt(this.text.indexOf(before));
    this.#workspace.change(this.uri, ++this.#version, [textChange({ range: { start, end: start }, text })]);
  }

  /** Types over what is selected. */
  typeOver(text: string): void {
    const document = TextDocument.create(this.uri, "", 0, this.text);
    const range = { start: document.positionAt(this.#start), end: document.positionAt(this.#end) };
    const replaced = this.#workspace.change(this.uri, ++this.#version, [textChange({ range, text })]);
    const file = this.#workspace.snapshot().open.get(this.uri);
    if (file && replaced) {
      for (const lines of replaced) this.#session.contexts.edited(file, lines);
      this.#session.nextEditing.changed(file, replaced);
    }
    this.#end = this.#start;
  }

  /** Puts the cursor in front of a text. */
  goTo(text: string): void {
    this.#start = this.text.indexOf(text);
    this.#end = this.#start;
  }

  close(): void {
    this.#workspace.close(this.uri);
  }

  progress = (title: string, cancel?: () => void) => {
    this.cancel = cancel ?? (() => {});
    return (step: { readonly message?: string } | undefined) =>
      void this.steps.push(step ? `${title}: ${step.message}` : "end");
  };

  showDocument = async () => false;

  showMessage = (message: string) => void this.messages.push(message);

  /** As an editor does: an edit of another version is refused. */
  applyEdit = async (label: string, edit: WorkspaceEdit) => {
    this.edits.push({ label, edit });
    if (this.refusal !== undefined) return this.refusal;
    for (const [uri, { version, edits }] of editsOf(edit)) {
      const file = this.#workspace.snapshot().open.get(uri);
      if (uri !== this.uri || !file) continue;
      if (version !== undefined && version !== file.version) return "document has changed";
      const document = TextDocument.create(uri, "", 0, file.text);
      this.#workspace.change(uri, ++this.#version, [{ text: TextDocument.applyEdits(document, [...edits]) }]);
    }
    return undefined;
  };

  #now(): Session {
    return { ...this.#session, snapshot: this.#workspace.snapshot() };
  }
}

type Edits = { readonly version?: number | null; readonly edits: readonly { range: never; newText: string }[] };

function editsOf({ changes = {}, documentChanges = [] }: WorkspaceEdit): [string, Edits][] {
  const versioned = documentChanges.flatMap((change) =>
    "edits" in change ? [[change.textDocument.uri, { version: change.textDocument.version, edits: change.edits }]] : [],
  );
  return [...Object.entries(changes).map(([uri, edits]) => [uri, { edits }]), ...versioned] as [string, Edits][];
}
