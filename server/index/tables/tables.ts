import type { Tags } from "../../languages/tags.ts";
import { type FileTable, FileTableBuilder, type Stamp } from "./fileTable.ts";
import { type LineTable, LineTableBuilder } from "./lineTable.ts";
import { type Postings, PostingsBuilder } from "./postings.ts";
import { type TagTable, TagTableBuilder } from "./tagTable.ts";

/** Tables that texts alone fill, without a tree. */
export type TextTable = { readonly files: FileTable; readonly lines: LineTable; readonly postings: Postings };

/** Tables that the trees of some files fill. */
export type SyntaxTable = { readonly files: FileTable; readonly tags: TagTable };

export class TextTableBuilder {
  readonly #files = new FileTableBuilder();
  readonly #lines = new LineTableBuilder();
  readonly #postings = new PostingsBuilder();

  /** `scan` calls back with the start and end of every identifier of the text, in order. */
  add(
    path: string,
    stamp: Stamp,
    text: string,
    lineStarts: readonly number[],
    scan: (found: (start: number, end: number) => void) => void,
  ): void {
    this.#files.add(path, stamp);
    this.#lines.add(lineStarts);
    scan((start, end) => this.#postings.add(text, start, end));
    this.#postings.endFile();
  }

  build(): TextTable {
    return { files: this.#files.build(), lines: this.#lines.build(), postings: this.#postings.build() };
  }
}

export class SyntaxTableBuilder {
  readonly #files = new FileTableBuilder();
  readonly #tags = new TagTableBuilder();

  add(path: string, stamp: Stamp, tags: Tags): void {
    this.#files.add(path, stamp);
    this.#tags.add(tags);
  }

  build(): SyntaxTable {
    return { files: this.#files.build(), tags: this.#tags.build() };
  }
}
