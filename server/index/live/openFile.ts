import type { Language } from "../../../grammars/language.ts";
import { scan } from "../../languages/scan.ts";
import type { Tags } from "../../languages/tags.ts";
import { lineStarts } from "../../text/lines.ts";
import { type TextTable, TextTableBuilder } from "../tables/tables.ts";

/** A file that is open in the editor, with what is known of it. Immutable; text and tags belong together. */
export class OpenFile {
  readonly path: string;
  readonly text: string;
  readonly tags: Tags;
  readonly language: Language;
  #table: TextTable | undefined;
  #renamed: OpenFile | undefined;

  constructor(path: string, language: Language, text: string, tags: Tags) {
    this.path = path;
    this.text = text;
    this.tags = tags;
    this.language = language;
  }

  /** The same under another path; itself where it has that one. */
  named(path: string): OpenFile {
    if (path === this.path) return this;
    if (this.#renamed?.path !== path) this.#renamed = new OpenFile(path, this.language, this.text, this.tags);
    return this.#renamed;
  }

  /** Lines and identifiers, counted when first asked for: 6 ms for 5,000 lines, too long for every keystroke. */
  get table(): TextTable {
    this.#table ??= this.#count();
    return this.#table;
  }

  #count(): TextTable {
    const builder = new TextTableBuilder();
    const stamp = { modifiedMs: 0, bytes: 0, hash: "0" };
    builder.add(this.path, stamp, this.text, lineStarts(this.text), (found) => scan(this.text, this.language, found));
    return builder.build();
  }
}
