import type { CodeAction, Command, Diagnostic, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { capableEditor } from "../../features/acting.ts";
import { ProcessEditor } from "../editor.ts";
import type { TestUser } from "../environment.ts";
import type { ScriptedHost } from "../scriptedHost.ts";

type Progress = { readonly token: unknown; readonly value: { kind: string; title?: string; message?: string } };

/** An editor with one open document that has the real server change it. */
export class ActionEditor extends ProcessEditor {
  document = TextDocument.create("file:///nothing", "plaintext", 0, "");
  /** Every edit that the server sent, applied or not. */
  readonly edits: WorkspaceEdit[] = [];
  #selection = { start: 0, end: 0 };

  constructor(user: TestUser, args: readonly string[] = []) {
    super(user, {}, args);
    this.replies.set("workspace/applyEdit", (params) => this.#apply((params as { edit: WorkspaceEdit }).edit));
  }

  static async on(user: TestUser, host: ScriptedHost, folder?: string, capabilities: object = capableEditor) {
    const editor = new ActionEditor(user);
    await editor.initialize({ settings: host.settings, capabilities, ...(folder ? { folder } : {}) });
    return editor;
  }

  /** Opens a text with its cursor at `│`, or with what is between two of them selected. */
  async show(uri: string, marked: string, languageId = "typescript"): Promise<void> {
    const [first, last] = [marked.indexOf("│"), marked.lastIndexOf("│")];
    const [start, end] = [Math.max(0, first), Math.max(0, last > first ? last - 1 : first)];
    await this.showText(uri, marked.replaceAll("│", ""), languageId, start, end);
  }

  /** The same for a text that says its selection in offsets. */
  async showText(uri: string, text: string, languageId: string, start: number, end: number): Promise<void> {
    this.#selection = { start, end };
    this.document = TextDocument.create(uri, languageId, 1, text);
    const textDocument = { uri, languageId, version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  /** Puts the cursor where a text stands. */
  select(text: string): void {
    const at = this.document.getText().indexOf(text);
    this.#selection = { start: at, end: at };
  }

  /** Asks until the menu has an item, which only a workspace that was read offers. */
  async untilOffered(title: RegExp, problems: readonly string[] = []): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      if ((await this.menu(problems)).some((item) => title.test(item.title))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${title} was not offered; the server said:\n${this.said}`);
  }

  async menu(problems: readonly string[] = [], context: object = {}): Promise<(CodeAction | Command)[]> {
    const range = this.#range();
    const diagnostics = problems.map((message): Diagnostic => ({ message, range }));
    const textDocument = { uri: this.document.uri };
    const params = { textDocument, range, context: { diagnostics, triggerKind: 1, ...context } };
    return (await this.connection.sendRequest("textDocument/codeAction", params)) ?? [];
  }

  /** Chooses the first item that fits. The command is answered long before it has an effect. */
  async choose(title: RegExp, problems: readonly string[] = []): Promise<void> {
    const items = await this.menu(problems);
    const item = items.find((one) => title.test(one.title));
    if (!item) throw new Error(`the menu has no ${title}: ${items.map((one) => one.title).join("; ")}`);
    const command = typeof item.command === "string" ? (item as Command) : (item as CodeAction).command;
    await this.connection.sendRequest("workspace/executeCommand", {
      command: command?.command,
      arguments: command?.arguments,
    });
  }

  /** Resolves when an action that was chosen has ended, as the status line shows. */
  async ended(times = 1): Promise<void> {
    await this.untilHeard(() => this.#steps(/end/).length >= times);
  }

  async insert(before: string, text: string): Promise<void> {
    const start = this.document.positionAt(this.document.getText().indexOf(before));
    await this.#change([{ range: { start, end: start }, newText: text }]);
  }

  /** Puts a text in the place of the whole document. */
  async write(text: string): Promise<void> {
    const end = this.document.positionAt(this.document.getText().length);
    await this.#change([{ range: { start: this.document.positionAt(0), end }, newText: text }]);
  }

  /** The changes of a document in the newest edit. */
  lastEdits(uri: string): readonly TextEdit[] {
    const { documentChanges = [], changes = {} } = this.edits.at(-1) ?? {};
    const versioned = documentChanges.find((one) => "edits" in one && one.textDocument.uri === uri);
    return versioned && "edits" in versioned ? (versioned.edits as TextEdit[]) : (changes[uri] ?? []);
  }

  async close(): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.document.uri } });
  }

  /** What the status line said of actions, in order. */
  get progress(): readonly { readonly kind: string; readonly title?: string; readonly message?: string }[] {
    return this.#steps().map(({ value }) => value);
  }

  /** What the user was told. */
  get messages(): readonly string[] {
    const shown = this.heard.filter(({ method }) => method === "window/showMessage");
    return shown.map(({ params }) => (params as { message: string }).message);
  }

  /** Presses the button beside the progress, as soon as there is one. */
  async cancel(): Promise<void> {
    await this.untilHeard(() => this.#steps(/begin/).length > 0);
    const begin = this.#steps(/begin/).at(-1);
    await this.connection.sendNotification("window/workDoneProgress/cancel", { token: begin?.token });
  }

  /** Loading a model and reading a workspace have a progress too, under titles of their own. */
  #steps(kind = /./) {
    const all = this.heard.filter(({ method }) => method === "$/progress").map(({ params }) => params as Progress);
    const isAction = ({ value }: Progress) => !/^Hearth: (?:loading|reading)/.test(value.title ?? "");
    const tokens = new Set(all.filter((one) => one.value.kind === "begin" && isAction(one)).map(({ token }) => token));
    return all.filter(({ token, value }) => tokens.has(token) && kind.test(value.kind));
  }

  #range() {
    const { start, end } = this.#selection;
    return { start: this.document.positionAt(start), end: this.document.positionAt(end) };
  }

  /** As an editor: an edit of another version is refused, any other changes the text and is told to the server. */
  #apply(edit: WorkspaceEdit): { applied: boolean; failureReason?: string } {
    this.edits.push(edit);
    const { uri } = this.document;
    const versioned = edit.documentChanges?.find((one) => "edits" in one && one.textDocument.uri === uri);
    if (versioned && "edits" in versioned && versioned.textDocument.version !== this.document.version) {
      return { applied: false, failureReason: "document has changed" };
    }
    const edits = versioned && "edits" in versioned ? (versioned.edits as TextEdit[]) : edit.changes?.[uri];
    if (edits) void this.#change(edits);
    return { applied: true };
  }

  async #change(edits: readonly TextEdit[]): Promise<void> {
    const text = TextDocument.applyEdits(this.document, [...edits]);
    this.document = TextDocument.create(this.document.uri, this.document.languageId, this.document.version + 1, text);
    const { uri, version } = this.document;
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }
}
