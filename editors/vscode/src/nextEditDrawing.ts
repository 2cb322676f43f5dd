import {
  type DecorationOptions,
  type Disposable,
  OverviewRulerLane,
  Position,
  Range,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  type Uri,
  window,
} from "vscode";
import { drawnEdit, short } from "./drawnEdit.ts";

const longestHint = 40;

/** What is on screen, or was when its editor had the focus: the change at the next place where it belongs. */
export type ShownEdit = {
  readonly document: TextDocument;
  /** Of the document: any other text is not what this is for. */
  readonly version: number;
  readonly others: number;
} & (
  | { readonly kind: "here"; readonly range: Range; readonly text: string; readonly accepted: string }
  | { readonly kind: "elsewhere"; readonly uri: Uri; readonly range: Range }
);

export type ShownHere = ShownEdit & { readonly kind: "here" };

/** A next edit in an editor, in the colours in which VS Code draws differences. */
export class NextEditDrawing implements Disposable {
  readonly #old: TextEditorDecorationType = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor("diffEditor.removedTextBackground"),
    textDecoration: "line-through",
    overviewRulerColor: new ThemeColor("editorOverviewRuler.modifiedForeground"),
    overviewRulerLane: OverviewRulerLane.Left,
  });
  readonly #fresh: TextEditorDecorationType = window.createTextEditorDecorationType({
    before: { backgroundColor: new ThemeColor("diffEditor.insertedTextBackground") },
    overviewRulerColor: new ThemeColor("editorOverviewRuler.modifiedForeground"),
    overviewRulerLane: OverviewRulerLane.Left,
  });
  readonly #hint: TextEditorDecorationType = window.createTextEditorDecorationType({
    after: { color: new ThemeColor("editorCodeLens.foreground"), fontStyle: "italic" },
  });

  /** `hasGhost`: ghost text stands behind the cursor. It has the key then, and no hint says otherwise. */
  draw(editor: TextEditor, shown: ShownEdit, hasGhost: boolean): void {
    const [old, fresh] = shown.kind === "here" ? piecesOf(shown) : [[], []];
    this.#set(editor, old, fresh, hasGhost ? [] : [hintOf(editor, shown)]);
  }

  clear(editor: TextEditor): void {
    this.#set(editor, [], [], []);
  }

  dispose(): void {
    for (const type of [this.#old, this.#fresh, this.#hint]) type.dispose();
  }

  #set(
    editor: TextEditor,
    old: readonly DecorationOptions[],
    fresh: readonly DecorationOptions[],
    hint: readonly DecorationOptions[],
  ): void {
    editor.setDecorations(this.#old, old);
    editor.setDecorations(this.#fresh, fresh);
    editor.setDecorations(this.#hint, hint);
  }
}

/** Whether the cursor is on the lines of an edit, and they are seen. */
export function isAt({ selection, visibleRanges }: TextEditor, { start, end }: Range): boolean {
  const { line } = selection.active;
  const isSeen = visibleRanges.some((visible) => visible.start.line <= start.line && start.line <= visible.end.line);
  return isSeen && start.line <= line && line <= end.line;
}

/** What goes away, and what comes. */
function piecesOf({ document, range, text }: ShownHere): [DecorationOptions[], DecorationOptions[]] {
  const pieces = drawnEdit(document.getText(range), text, range.start.line, range.start.character);
  const hoverMessage =
    "Hearth: the change that you have made elsewhere. Tab goes here, then makes it; Esc puts it away.";
  return [
    pieces
      .filter(({ start, end }) => end > start)
      .map(({ line, start, end }) => ({ range: new Range(line, start, line, end), hoverMessage })),
    pieces
      .filter((piece) => piece.text !== "")
      .map(({ line, end, text: come }) => at(new Position(line, end), "before", come)),
  ];
}

/** The hint behind the cursor's line: what Tab does. */
function hintOf(editor: TextEditor, shown: ShownEdit): DecorationOptions {
  const { document, selection } = editor;
  const { others } = shown;
  return at(document.lineAt(selection.active.line).range.end, "after", `    ${what()}`);

  function what(): string {
    const start = `line ${shown.range.start.line + 1}`;
    const more = others > 0 ? `, and ${others} more` : "";
    if (shown.kind === "elsewhere") return `Tab → ${shown.uri.path.split("/").pop()} ${start}${more}`;
    if (isAt(editor, shown.range)) return `Tab makes this change${others > 0 ? ` (${others} more)` : ""}`;
    return `Tab → ${start}: ${short(shown.text.trim().replaceAll(/\s+/g, " "), longestHint)}${more}`;
  }
}

/** A text that is drawn at a place: of two at one place that "before" it comes first. Blanks would be drawn as one. */
function at(position: Position, side: "before" | "after", text: string): DecorationOptions {
  const contentText = text.replaceAll(/[ \t]/g, "\u00a0");
  return { range: new Range(position, position), renderOptions: { [side]: { contentText } } };
}
