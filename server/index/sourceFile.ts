import { lineStarts } from "../text/lines.ts";
import { filePath } from "./paths.ts";

/** A zero-based line and UTF-16 column: an LSP position, without the protocol. */
export type Point = { readonly line: number; readonly character: number };

type SourceFileParts = Pick<SourceFile, "uri" | "path" | "languageId" | "version" | "text"> & { readonly key?: string };

/** One file at one version. Never changes: an edit makes a new one. */
export class SourceFile {
  readonly uri: string;
  /** Relative to its workspace folder with `/` between folders; the file's name outside all folders. */
  readonly path: string;
  /** What the index knows it by: its absolute path below the folder as the editor names it; the URI of what is no file. */
  readonly key: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  /** Without `key` it is the path that the URI names. */
  constructor(file: SourceFileParts) {
    this.uri = file.uri;
    this.path = file.path;
    this.key = file.key ?? filePath(file.uri) ?? file.uri;
    this.languageId = file.languageId;
    this.version = file.version;
    this.text = file.text;
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
    if (line < 0) return 0;
    const start = this.lineStarts[line];
    if (start === undefined) return this.text.length;
    const next = this.lineStarts[line + 1] ?? this.text.length + 1;
    let end = next - 1;
    if (this.text.charCodeAt(end) === 10 && this.text.charCodeAt(end - 1) === 13 && end > start) end--;
    return Math.max(start, Math.min(start + character, end));
  }

  pointAt(offset: number): Point {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] as number) };
  }
}
