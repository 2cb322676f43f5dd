import { numberAt } from "../../base/at.ts";
import type { Point } from "../text/document.ts";
import { lineNumberAt, lineStarts } from "../text/lines.ts";
import { filePath } from "./paths.ts";

type SourceFileParts = Pick<SourceFile, "uri" | "path" | "languageId" | "version" | "text"> &
  Partial<Pick<SourceFile, "key" | "parts">>;

/** A document that is part of a longer text: a cell. The cells of its notebook and language are one text. */
export type CellPart = { readonly uri: string; readonly version: number; readonly start: number; readonly end: number };

/** A place as its editor knows it. */
type EditorPlace = { readonly part: CellPart; readonly point: Point };

/**
 * One file at one version. Never changes: an edit makes a new one. Offsets are into `text`, points are the editor's: in
 * a cell they count from its own beginning.
 */
export class SourceFile {
  readonly uri: string;
  /** Relative to its workspace folder with `/` between folders; the file's name outside all folders. */
  readonly path: string;
  /**
   * The index's name for it: its absolute path below the folder as the editor names it. What is no file has its URI.
   */
  readonly key: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
  /** The parts of the text, each a line below the one before; itself where that is all. */
  readonly parts: readonly CellPart[];
  readonly #own: CellPart;
  #lineStarts: readonly number[] | undefined;

  /** Without `key` it is the path that the URI names. */
  constructor(file: SourceFileParts) {
    this.uri = file.uri;
    this.path = file.path;
    this.key = file.key ?? filePath(file.uri) ?? file.uri;
    this.languageId = file.languageId;
    this.version = file.version;
    this.text = file.text;
    const whole = { uri: file.uri, version: file.version, start: 0, end: file.text.length };
    this.parts = file.parts ?? [whole];
    this.#own = this.parts.find(({ uri }) => uri === file.uri) ?? whole;
  }

  /** The number of lines of the text above the document. */
  get linesAbove(): number {
    return this.#own.start === 0 ? 0 : this.#lineOf(this.#own.start);
  }

  /** The document that holds an offset, and the place in it. */
  placeOf(offset: number): EditorPlace {
    const part = this.parts.findLast(({ start }) => start <= offset) ?? this.#own;
    return { part, point: this.#pointFrom(part, Math.min(offset, part.end)) };
  }

  /** The same file with another text. */
  with(text: string): SourceFile {
    const { uri, path, key, languageId, version } = this;
    return new SourceFile({ uri, path, key, languageId, version, text });
  }

  /** UTF-16 offset of each line's first character; counted when first asked for. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= lineStarts(this.text);
    return this.#lineStarts;
  }

  /** A point past the end of its line or of the file means that end, as LSP has it. */
  offsetAt({ line, character }: Point): number {
    const own = this.#own;
    if (line < 0) return own.start;
    const at = line + this.linesAbove;
    const start = this.lineStarts[at];
    if (start === undefined || start > own.end) return own.end;
    const next = this.lineStarts[at + 1] ?? this.text.length + 1;
    let end = next - 1;
    if (this.text.charCodeAt(end) === 10 && this.text.charCodeAt(end - 1) === 13 && end > start) end--;
    return Math.max(start, Math.min(start + character, end));
  }

  /** The point of an offset that lies in this document. */
  pointAt(offset: number): Point {
    return this.#pointFrom(this.#own, offset);
  }

  #pointFrom({ start }: CellPart, offset: number): Point {
    const line = this.#lineOf(offset);
    const above = start === 0 ? 0 : this.#lineOf(start);
    return { line: line - above, character: offset - numberAt(this.lineStarts, line) };
  }

  #lineOf(offset: number): number {
    return lineNumberAt(this.lineStarts, offset);
  }
}
