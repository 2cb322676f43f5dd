import type { LineFrames } from "./language.ts";

type Frame = readonly [before: string, after: string];

/** What lines of a language with braces may be parts of. */
type Braced = {
  /** Around what stands at the top of a file and in types. */
  readonly declarations: readonly Frame[];
  /** Around statements. */
  readonly body: Frame;
  /** What holds other than whole statements, inside of such a body. */
  readonly statements: readonly Frame[];
  /** What may open a brace that the lines close. */
  readonly openers: readonly string[];
};

/** Most lines are statements, or arguments; so these are tried first. */
export function bracedFrames({ declarations, body: [open, close], statements, openers }: Braced): LineFrames {
  const inside = ([before, after]: Frame): Frame => [open + before, after + close];
  const frames: readonly Frame[] = [
    [open, close],
    ...declarations,
    inside(["x(", "\n);"]),
    ...statements.map(inside),
    inside(["x[", "\n];"]),
  ];
  return { around: () => frames, openers: { ")": ["x("], "]": ["x["], "}": openers } };
}
