import type { LineFrames } from "../language.ts";

type Frame = readonly [before: string, after: string];

/** Statements; members of what braces hold; elements of what other brackets hold; what goes on with a statement. */
const braced: readonly Frame[] = [
  ["", ""],
  ["if (x) {} ", ""],
  ["try {} ", ""],
  ["x\n", ""],
  ["let x = x\n", ""],
  ["type X = x\n", ""],
  ["class X {", "\n}"],
  ["interface X {", "\n}"],
  ["x = {", "\n}"],
  ["switch (x) {", "\n}"],
  ["enum X {", "\n}"],
  ["import {", "\n} from 'x'"],
  ["x(", "\n)"],
  ["x = [", "\n]"],
  ["function x(", "\n) {}"],
  ["if (", "\n) {}"],
];
const marked: readonly Frame[] = [
  ["<x>", "\n</x>"],
  ["<x ", "\n/>"],
];

export const scriptFrames: LineFrames = {
  around: ({ ids }) => [...braced, ...(ids.some((id) => id.endsWith("react")) ? marked : [])],
  openers: {
    ")": ["x("],
    "]": ["x = [", "x["],
    // A statement, a value, what is behind an arrow, what is tried.
    "}": ["if (x) {", "x = {", "() => {", "class X {", "try {"],
  },
};
