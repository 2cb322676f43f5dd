/**
 * Where the lines of some files start. File `f` has the bytes `byFile[f]` up to `byFile[f + 1]`: the length of each
 * line but the last, line end included, seven bits to a byte, low bits first. A line of code costs one byte.
 */
export type LineTable = {
  readonly byFile: Uint32Array;
  readonly lengths: Uint8Array;
};

/** UTF-16 offset of each line's first character. */
export function linesOf({ byFile, lengths }: LineTable, file: number): number[] {
  const starts = [0];
  let start = 0;
  let shift = 0;
  for (let i = byFile[file] as number; i < (byFile[file + 1] as number); i++) {
    const byte = lengths[i] as number;
    start += (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    starts.push(start);
    shift = 0;
  }
  return starts;
}

export class LineTableBuilder {
  #lengths = new Uint8Array(1 << 12);
  readonly #byFile = [0];
  #used = 0;

  /** The next file, by its line starts. */
  add(starts: readonly number[]): void {
    for (let line = 1; line < starts.length; line++) this.#put((starts[line] as number) - (starts[line - 1] as number));
    this.#byFile.push(this.#used);
  }

  /** The next file, as another table has it. */
  copy({ byFile, lengths }: LineTable, file: number): void {
    for (let i = byFile[file] as number; i < (byFile[file + 1] as number); i++) this.#byte(lengths[i] as number);
    this.#byFile.push(this.#used);
  }

  build(): LineTable {
    return { byFile: Uint32Array.from(this.#byFile), lengths: this.#lengths.slice(0, this.#used) };
  }

  #put(length: number): void {
    let rest = length;
    for (; rest >= 0x80; rest >>>= 7) this.#byte((rest & 0x7f) | 0x80);
    this.#byte(rest);
  }

  #byte(value: number): void {
    if (this.#used === this.#lengths.length) {
      const larger = new Uint8Array(this.#used * 2);
      larger.set(this.#lengths);
      this.#lengths = larger;
    }
    this.#lengths[this.#used++] = value;
  }
}
