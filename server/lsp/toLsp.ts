import {
  type CompletionItem,
  CompletionItemKind,
  type InlineCompletionItem,
  InsertTextFormat,
  type Range,
} from "vscode-languageserver";
import type { Cursor } from "../context/cursor.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import type { Suggestion } from "../suggestions/filter.ts";
import { indentationOf } from "../text/lines.ts";
import type { ClientFacts } from "./capabilities.ts";

/** UTF-16 offsets as an LSP range. */
export function toRange(file: SourceFile, start: number, end: number): Range {
  return { start: file.pointAt(start), end: file.pointAt(end) };
}

/** The range is at the cursor, and wider only if the tail of the line is replaced: editors draw over a wider one. */
export function inlineItem({ text, replaceAfter }: Suggestion, { file, offset }: Cursor): InlineCompletionItem {
  const range = toRange(file, offset, offset + replaceAfter);
  return { insertText: text, range, command: { title: "Accepted", command: "hearth.accepted" } };
}

/** After everything that begins with a letter, a digit or an ASCII sign: the user's own server comes first. */
const lastSortText = "\u{10ffff}";

/**
 * The suggestion as a popup item. Label and filter text begin with the word that is being typed, since
 * editors filter by what stands in the buffer when the answer arrives. Multi-line text is a snippet where
 * that is understood, its later lines relative to the current indentation, which the editor adds again;
 * elsewhere it is the text itself.
 */
export function popupItem({ text, replaceAfter }: Suggestion, cursor: Cursor, client: ClientFacts): CompletionItem {
  const { file, offset, lineBefore } = cursor;
  const word = /[\p{L}\p{N}_$]*$/u.exec(lineBefore)?.[0] ?? "";
  const inserted = word + text;
  const firstLine = inserted.trimStart().split(/\r?\n/, 1)[0] as string;
  const asSnippet = client.snippets && text.includes("\n");
  return {
    label: firstLine,
    labelDetails: { description: "Hearth" },
    filterText: inserted,
    sortText: lastSortText,
    kind: asSnippet ? CompletionItemKind.Snippet : CompletionItemKind.Text,
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: toRange(file, offset - word.length, offset + replaceAfter),
      newText: asSnippet ? snippet(inserted, indentationOf(lineBefore)) : inserted,
    },
  };
}

/** Snippet syntax: `\`, `$` and `}` are escaped, and lines after the first lose the indentation the editor adds. */
function snippet(text: string, indentation: string): string {
  const relative = text
    .split("\n")
    .map((line, index) => (index > 0 && line.startsWith(indentation) ? line.slice(indentation.length) : line))
    .join("\n");
  return relative.replace(/[\\$}]/g, "\\$&");
}
