import {
  CancellationTokenSource,
  commands,
  type Disposable,
  type InlineCompletionItem,
  Position,
  Range,
  Selection,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from "vscode";
import { mayTakeTab } from "./drawnEdit.ts";
import type { Hearth, LspRange } from "./hearth.ts";
import { isAt, NextEditDrawing, type ShownEdit, type ShownHere } from "./nextEditDrawing.ts";

/** How long after the last change is asked. The server itself waits until a change has settled. */
const debounceMs = 100;

/** A place in a document, where ghost text is or where our own key has brought the cursor. */
type Place = { readonly document: TextDocument; readonly position: Position };

/** Next edits, drawn: where a change that was begun belongs too, and the keys that go there, make it and put it away. */
export class NextEdits implements Disposable {
  readonly #hearth: Hearth;
  readonly #subscriptions: readonly { dispose(): void }[];
  /** Made when the first edit is shown. */
  #drawing: NextEditDrawing | undefined;
  #shown: ShownEdit | undefined;
  #drawnIn: TextEditor | undefined;
  /** Edits that their user has put away: the server forgets them at the next change, and here one always types. */
  readonly #putAway = new Set<string>();
  /** Where our own key has put the cursor: there Tab goes on, whatever stands on the line. */
  #arrived: Place | undefined;
  #ghost: (Place & { readonly texts: readonly string[] }) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #asking: CancellationTokenSource | undefined;
  readonly #context = new Map<string, boolean>();

  constructor(hearth: Hearth) {
    this.#hearth = hearth;
    this.#subscriptions = [
      workspace.onDidChangeTextDocument((change) => this.#changed(change)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#draw();
      }),
      window.onDidChangeActiveTextEditor(() => this.#entered()),
      workspace.onDidCloseTextDocument((document) => {
        if (document === this.#shown?.document) this.#clear();
      }),
      hearth.onSuggestion({
        asked: () => {},
        answered: (items, document, position) => {
          this.#ghost = { document, position, texts: items.map((item) => textBehind(position, item)) };
          if (this.#shown) this.#draw();
        },
      }),
    ];
  }

  /**
   * Goes to the next edit; where the cursor is on its line already, makes it. Where none is shown it is asked for, also
   * one that was put away, unless there is something to do `otherwise`.
   */
  async goOrMake(otherwise?: () => Thenable<unknown>): Promise<void> {
    const editor = window.activeTextEditor;
    if (!editor) return;
    // The key is quicker than the condition of its binding, which follows the cursor from process to process.
    if (otherwise && !(this.#isFor(editor) && this.#takesTab(editor))) {
      await otherwise();
      return;
    }
    if (!this.#isFor(editor)) {
      this.#clear();
      await this.#ask(true);
      const shown = this.#isFor(editor);
      if (!shown) throw new Error(await this.#silence());
      if (shown.kind === "elsewhere" || isAt(editor, shown.range)) return;
    }
    const shown = this.#isFor(editor);
    if (!shown) return;
    if (shown.kind === "elsewhere") await this.#visit(shown);
    else if (isAt(editor, shown.range)) await this.#make(editor, shown);
    else this.#go(editor, shown.range);
  }

  /** Puts the next edit away. It does not come back by itself until something was changed. */
  async dismiss(): Promise<void> {
    if (!this.#shown) return;
    this.#putAway.add(nameOf(this.#shown));
    this.#clear();
    await this.#hearth.ask("hearth.nextEditDismissed");
  }

  dispose(): void {
    this.#clear();
    for (const each of this.#subscriptions) each.dispose();
    this.#drawing?.dispose();
  }

  /** What is shown, if it is for the text in an editor. */
  #isFor({ document }: TextEditor): ShownEdit | undefined {
    const shown = this.#shown;
    return shown?.document === document && shown.version === document.version ? shown : undefined;
  }

  #changed({ document, contentChanges }: TextDocumentChangeEvent): void {
    // A document that was saved or got another language has the text it had.
    if (contentChanges.length === 0) return;
    if (document === this.#shown?.document) this.#clear();
    if (document === window.activeTextEditor?.document && isOfFile(document)) this.#askSoon();
  }

  /** Another editor has the focus. What was shown stays, and is drawn again in the editor it is for. */
  #entered(): void {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const isElsewhere = this.#shown !== undefined && !this.#isFor(editor);
    this.#draw();
    if (isElsewhere && isOfFile(editor.document)) this.#askSoon("here");
  }

  #askSoon(where: "anywhere" | "here" = "anywhere"): void {
    this.#stopAsking();
    this.#timer = setTimeout(() => {
      this.#ask(false, where).catch((error) => this.#hearth.log.error(`the next edit was not told: ${error}`));
    }, debounceMs);
  }

  #stopAsking(): void {
    clearTimeout(this.#timer);
    this.#asking?.cancel();
    this.#asking?.dispose();
    this.#asking = undefined;
  }

  async #ask(isByHand: boolean, where: "anywhere" | "here" = "anywhere"): Promise<void> {
    this.#stopAsking();
    const editor = window.activeTextEditor;
    if (!editor || !isOfFile(editor.document)) return;
    const { document, selection } = editor;
    const { version } = document;
    const asking = new CancellationTokenSource();
    this.#asking = asking;
    const answer = await this.#hearth.nextEdit(document, selection.active, isByHand, asking.token);
    const isStale = asking.token.isCancellationRequested || document.version !== version;
    if (!answer || isStale || window.activeTextEditor !== editor) return;
    const { others, elsewhere } = answer;
    const [edit] = answer.edits;
    const common = { document, version, others };
    const place = edit ?? (where === "here" ? null : elsewhere);
    if (!place) return;
    const range = rangeOf(place.range);
    const shown: ShownEdit = edit
      ? { ...common, kind: "here", range, text: edit.text, accepted: edit.command.command }
      : { ...common, kind: "elsewhere", range, uri: Uri.parse(elsewhere?.uri ?? "") };
    if (isByHand) this.#putAway.delete(nameOf(shown));
    if (this.#putAway.has(nameOf(shown))) return;
    this.#shown = shown;
    this.#draw();
  }

  async #silence(): Promise<string> {
    const answer = await this.#hearth.ask<{ readonly silence: string | null } | null>("hearth.why", "nextEdit");
    return answer?.silence ?? this.#hearth.problem ?? "There is no next edit here.";
  }

  #clear(): void {
    this.#stopAsking();
    this.#shown = undefined;
    this.#draw();
  }

  #go(editor: TextEditor, range: Range): void {
    this.#arrived = { document: editor.document, position: range.start };
    editor.selection = new Selection(range.start, range.start);
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  async #visit({ uri, range }: ShownEdit & { readonly kind: "elsewhere" }): Promise<void> {
    this.#clear();
    const editor = await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
    this.#go(editor, range);
    this.#askSoon();
  }

  async #make(editor: TextEditor, { range, text, accepted }: ShownHere): Promise<void> {
    const lines = text.split(/\r\n|\r|\n/);
    const lastLength = lines.at(-1)?.length ?? 0;
    const character = lines.length === 1 ? range.start.character + lastLength : lastLength;
    const end = new Position(range.start.line + lines.length - 1, character);
    this.#arrived = { document: editor.document, position: end };
    if (!(await editor.edit((builder) => builder.replace(range, text)))) return;
    editor.selection = new Selection(end, end);
    await this.#hearth.ask(accepted);
  }

  #draw(): void {
    const editor = window.activeTextEditor;
    const shown = editor && this.#isFor(editor);
    if (this.#drawnIn && (this.#drawnIn !== editor || !shown)) this.#drawing?.clear(this.#drawnIn);
    this.#drawnIn = shown ? editor : undefined;
    const isSingle = editor?.selections.length === 1 && editor.selection.isEmpty;
    this.#setContext("hearth.nextEditShown", shown !== undefined);
    this.#setContext("hearth.nextEditTakesTab", shown !== undefined && isSingle && this.#takesTab(editor));
    if (!shown || !editor) return;
    this.#drawing ??= new NextEditDrawing();
    this.#drawing.draw(editor, shown, this.#hasGhost(editor));
  }

  #takesTab({ document, selection }: TextEditor): boolean {
    const { active } = selection;
    const hasArrived = this.#arrived?.document === document && this.#arrived.position.isEqual(active);
    return hasArrived || mayTakeTab(document.lineAt(active.line).text, active.character);
  }

  /** Whether ghost text stands behind the cursor, or what is left of it. */
  #hasGhost({ document, selection: { active } }: TextEditor): boolean {
    if (this.#ghost?.document !== document) return false;
    const { position, texts } = this.#ghost;
    if (position.line !== active.line || position.isAfter(active)) return false;
    const typed = document.getText(new Range(position, active));
    return texts.some((text) => text.length > typed.length && text.startsWith(typed));
  }

  #setContext(name: string, value: boolean): void {
    if ((this.#context.get(name) ?? false) === value) return;
    this.#context.set(name, value);
    void commands.executeCommand("setContext", name, value);
  }
}

/** What a suggestion brings behind a place: it may begin with the word that stands before that. */
function textBehind({ character }: Position, { insertText, range }: InlineCompletionItem): string {
  const text = typeof insertText === "string" ? insertText : insertText.value;
  return text.slice(range ? character - range.start.character : 0);
}

/** What an edit is known by while lines above it come and go. */
function nameOf(shown: ShownEdit): string {
  const { document, range } = shown;
  const parts =
    shown.kind === "here"
      ? [document.uri, document.lineAt(range.start.line).text, range.start.character, shown.text]
      : [shown.uri, range.start.line];
  return parts.join("\n");
}

/** Whether it is of a kind that the server is told of. */
function isOfFile({ uri }: TextDocument): boolean {
  return uri.scheme === "file" || uri.scheme === "untitled";
}

function rangeOf({ start, end }: LspRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
