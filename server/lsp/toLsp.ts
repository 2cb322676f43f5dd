import {
  type CompletionItem,
  CompletionItemKind,
  type InlineCompletionItem,
  InsertTextFormat,
  type MarkupContent,
  MarkupKind,
  type Range,
} from "vscode-languageserver";
import { elementAt } from "../../base/at.ts";
import type { Cursor } from "../context/cursor.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import type { Insertion } from "../suggestions/filter.ts";
import { indentationOf } from "../text/lines.ts";
import type { ClientFacts } from "./capabilities.ts";
import type { SelectedText } from "./fromLsp.ts";

/** UTF-16 offsets as an LSP range. */
export function toRange(file: SourceFile, start: number, end: number): Range {
  return { start: file.pointAt(start), end: file.pointAt(end) };
}

/** Counts that a suggestion was taken, and which. */
const accepted = (id: number) => ({ title: "Accepted", command: "hearth.accepted", arguments: [id] });

/** Tells by which number an item is known when it is taken, given the text that it inserts. */
export type NumberOf = (text: string) => number;

/**
 * The range is at the cursor, and wider only if the tail of the line is replaced: editors draw over a wider one. Behind
 * an item that is selected in the popup it is that item's. The text then begins with what the item inserts.
 */
export function inlineItem(
  { text, replaceAfter }: Insertion,
  { file, offset }: Cursor,
  numberOf: NumberOf,
  selected: SelectedText = { start: offset, end: offset, text: "" },
): InlineCompletionItem {
  const range = toRange(file, selected.start, selected.end + replaceAfter);
  return { insertText: selected.text + text, range, command: accepted(numberOf(selected.text + text)) };
}

/**
 * The sort text comes after everything that begins with a letter, a digit or an ASCII sign. So the user's own server
 * comes first. lsp-bridge looks at nothing but the digits.
 */
const lastSortText = "\u{10ffff}99";

/**
 * The suggestion as a popup item. Label and filter text begin with the word that is being typed. Editors filter by what
 * stands in the buffer when the answer arrives. Multi-line text is a snippet where that is understood. Its later lines
 * are relative to the current indentation, which the editor adds again. Elsewhere it is the text itself, or its first
 * line where the editor would break the others. Undefined where that line is empty. Its kind is text in any case:
 * nvim-cmp has snippets first and texts last.
 */
export function popupItem(
  suggestion: Insertion,
  cursor: Cursor,
  client: ClientFacts,
  numberOf: NumberOf,
): CompletionItem | undefined {
  const { text, replaceAfter } = client.snippets || client.severalLines ? suggestion : firstLineOf(suggestion);
  if (text === "") return undefined;
  const { file, offset, lineBefore } = cursor;
  const word = /[\p{L}\p{N}_$]*$/u.exec(lineBefore)?.[0] ?? "";
  const inserted = word + text;
  const firstLine = elementAt(inserted.trimStart().split(/\r?\n/, 1), 0);
  const asSnippet = client.snippets && text.includes("\n");
  return {
    label: firstLine,
    ...(client.labelDetails ? { labelDetails: { description: "Hearth" } } : { detail: "Hearth" }),
    documentation: documentation(relative(inserted, indentationOf(lineBefore)), file.languageId, client),
    filterText: inserted,
    sortText: lastSortText,
    kind: CompletionItemKind.Text,
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: toRange(file, offset - word.length, offset + replaceAfter),
      newText: asSnippet ? snippet(inserted, indentationOf(lineBefore)) : inserted,
    },
    command: accepted(numberOf(text)),
  };
}

function firstLineOf(suggestion: Insertion): Insertion {
  const [line = ""] = suggestion.text.split("\n", 1);
  return line.length === suggestion.text.length ? suggestion : { text: line.trimEnd(), replaceAfter: 0 };
}

/** All of the text, for a window beside the popup. */
function documentation(text: string, languageId: string, { itemMarkdown }: ClientFacts): MarkupContent {
  if (!itemMarkdown) return { kind: MarkupKind.PlainText, value: text };
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return { kind: MarkupKind.Markdown, value: `${fence}${languageId}\n${text}\n${fence}` };
}

/** Snippet syntax: `\`, `$` and `}` are escaped, and lines after the first lose the indentation the editor adds. */
function snippet(text: string, indentation: string): string {
  return relative(text, indentation).replace(/[\\$}]/g, "\\$&");
}

/** Lines after the first without the indentation of the first. */
function relative(text: string, indentation: string): string {
  return text
    .split("\n")
    .map((line, index) => (index > 0 && line.startsWith(indentation) ? line.slice(indentation.length) : line))
    .join("\n");
}
