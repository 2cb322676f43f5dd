import { numberAt } from "../../../base/at.ts";
import { AscendingWriter, ascending } from "./ascending.ts";
import { Column } from "./columns.ts";

/**
 * The starts of the lines of some files. File `f` has the bytes `byFile[f]` up to `byFile[f + 1]` of `starts`. They are
 * a list as in ascending.ts, without the first line's 0. A line of code costs one byte.
 */
export type LineTable = {
  readonly byFile: Uint32Array;
  readonly starts: Uint8Array;
};

/** UTF-16 offset of each line's first character. */
export function lineStartsOf(lines: LineTable, file: number): number[] {
  return [0, ...ascending(lineBytes(lines, file))];
}

export function lineBytes({ byFile, starts }: LineTable, file: number): Uint8Array {
  return starts.subarray(byFile[file], byFile[file + 1]);
}

export class LineTableBuilder {
  readonly #starts: AscendingWriter;
  readonly #byFile: Column;

  /** Writes into `room` as long as that is enough. */
  constructor(room?: LineTable) {
    this.#starts = new AscendingWriter(room?.starts);
    this.#byFile = new Column(room?.byFile);
    this.#byFile.push(0);
  }

  /** The next file, by its line starts. */
  add(starts: readonly number[]): void {
    this.#starts.start();
    for (let line = 1; line < starts.length; line++) this.#starts.push(numberAt(starts, line));
    this.#byFile.push(this.#starts.length);
  }

  /** The next file, as another table has it. */
  copy(lines: LineTable, file: number): void {
    this.#starts.append(lineBytes(lines, file));
    this.#byFile.push(this.#starts.length);
  }

  build(): LineTable {
    return { byFile: this.#byFile.array(), starts: this.#starts.array() };
  }
}
