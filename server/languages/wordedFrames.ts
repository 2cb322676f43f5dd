import type { LineFrames } from "./language.ts";

type Frame = readonly [before: string, after: string];

/** What lines of a language may be parts of whose blocks end with words. */
type Worded = {
  /** Around what is no statement by itself. */
  readonly around: readonly Frame[];
  /** What may begin a block that the lines end, and the word that ends one that they begin. */
  readonly opens: readonly string[];
  readonly ends: string;
  readonly openers: LineFrames["openers"];
};

/** Lines stand alone, or begin blocks, or end some, or do both: `else`. */
export function wordedFrames({ around, opens, ends, openers }: Worded): LineFrames {
  const frames: readonly Frame[] = [
    ["", ""],
    ["", `\n${ends}`],
    ["x(", "\n)"],
    ...opens.flatMap((open): Frame[] => [
      [open, ""],
      [open, `\n${ends}`],
      [open + open, ""],
    ]),
    ...around,
  ];
  return { around: () => frames, openers };
}
