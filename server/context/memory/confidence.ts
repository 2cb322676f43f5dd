import type { Evidence } from "./recall.ts";
import { lineTokens } from "./tokens.ts";

/** What is known of a continuation before it is shown: of itself, of its matches, of the place. */
export type Copied = {
  readonly text: string;
  readonly evidence: Evidence;
  readonly lineBefore: string;
};

/** By name, each about as large as 1. */
export function featuresOf({ text, evidence, lineBefore }: Copied) {
  const { exact, matched, names, places, share, nearness, below, typed } = evidence;
  const line = text.split("\n", 1)[0] as string;
  const tokens = lineTokens(line);
  return {
    one: 1,
    exact: Math.log1p(exact),
    matched: Math.log1p(matched),
    names,
    places: Math.log(places),
    share,
    logShare: Math.log(share + 0.01),
    own: Number(nearness === "own"),
    far: Number(nearness === "far"),
    below: Number(below),
    typed: Math.min(typed, 6) / 6,
    isTyped: Number(typed > 0),
    length: Math.log1p(Math.min(line.length, 80)),
    tokens: Math.log1p(tokens.length),
    words: Math.log1p(tokens.filter((token) => /^[\p{L}_$]/u.test(token)).length),
    string: Number(/["'`]/.test(line)),
    number: Number(/\b\d/.test(line)),
    lines: Number(text.includes("\n")),
    newLine: Number(lineBefore.trim() === ""),
    member: Number(/\.\w*$/.test(lineBefore)),
    element: Number(/[([{,]\s*\w*$/.test(lineBefore)),
    inString: (lineBefore.match(/["'`]/g)?.length ?? 0) % 2,
    comment: Number(/^\s*(#|\/\/|\*)/.test(lineBefore)),
    known: evidence.known,
    isThere: Number(evidence.isThere),
    column: Math.min(lineBefore.trim().length, 60) / 60,
  };
}

export type Features = ReturnType<typeof featuresOf>;

/** By logistic regression on replayed commits of the tuning set: `npm run eval:memory`. */
const weights: Features = {
  one: -1.01,
  exact: 0.46,
  matched: 0.29,
  names: -0.07,
  places: 0.09,
  share: 1.14,
  logShare: 0.55,
  own: 0.09,
  far: -0.44,
  below: 0.43,
  typed: 0.37,
  isTyped: -0.1,
  length: -0.76,
  tokens: -0.13,
  words: 0.54,
  string: -0.59,
  number: -0.32,
  lines: -0.46,
  newLine: -0.57,
  member: -0.24,
  element: -0.34,
  inString: -0.71,
  comment: -0.49,
  known: 0.43,
  isThere: 0.15,
  column: -0.01,
};

/** What is less likely is not shown while somebody types: of what is shown about half is right. */
export const leastConfidence = 0.12;

/** How likely the line goes on so, from 0 to 1. */
export function confidenceIn(candidate: Copied): number {
  const features = featuresOf(candidate);
  const names = Object.keys(weights) as (keyof Features)[];
  const sum = names.reduce((total, name) => total + weights[name] * features[name], 0);
  return 1 / (1 + Math.exp(-sum));
}
