import type { Command, Diagnostic, Position, Range } from "vscode-languageserver";

/**
 * Not of LSP: what Copilot's clients ask. They also tell what they show and which document has the focus, by
 * `textDocument/didShowInlineEdit` and `textDocument/didFocus`, from which nothing follows here.
 */
export const inlineEditMethod = "textDocument/copilotInlineEdit";

export type InlineEditParams = {
  readonly textDocument: { readonly uri: string; readonly version?: number };
  readonly position: Position;
  readonly context?: {
    /** As of inline completion: 1 is by hand. Most clients send none. */
    readonly triggerKind?: number;
    /** What the editor shows of the document, as in a code action's context. Hearth's own clients send it. */
    readonly diagnostics?: readonly Diagnostic[];
  };
};

/** The answer to `textDocument/copilotInlineEdit`. It is never null: copilot-lsp fails at that. */
export type InlineEdits = {
  /** One or none. Clients apply all that they are given at once, or the first. */
  readonly edits: readonly InlineEdit[];
  /** How many places of the same change there are beside that one or the one elsewhere, in all files. */
  readonly others: number;
  /** The nearest of them in another file, where this document has none. */
  readonly elsewhere: ElsewhereEdit | null;
};

export type InlineEdit = {
  readonly text: string;
  readonly range: Range;
  readonly textDocument: { readonly uri: string; readonly version: number };
  /** Run by the editor when the edit was made. */
  readonly command: Command;
};

export type ElsewhereEdit = {
  readonly uri: string;
  readonly range: Range;
};
