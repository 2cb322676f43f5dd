import type { LineFrames } from "../language.ts";

type Frame = readonly [before: string, after: string];

/** Statements; elements of what other brackets hold; what goes on with a statement. */
const indented: readonly Frame[] = [
  ["", ""],
  ["if x:\n  x\n", ""],
  ["try:\n  x\n", ""],
  ["match x:\n", ""],
  ["x(", "\n)"],
  ["x = {", "\n}"],
  ["x = (x\n", "\n)"],
  ["x = [x for x in x\n", "\n]"],
  ["def x(", "\n): pass"],
  ["from x import (", "\n)"],
];

export const pythonFrames: LineFrames = {
  around: () => indented,
  openers: { ")": ["x("], "]": ["x = [", "x["], "}": ["x = {"] },
};
