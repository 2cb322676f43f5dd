import type { HearthAnswer } from "./hearth.ts";
import type { Kind, Place } from "./places.ts";
import type { Score } from "./score.ts";

/** What was found at a place; all that tables and charts are made of. */
export type Found = {
  readonly key: string;
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  readonly language: string;
  readonly isTest: boolean;
  readonly kind: Kind;
  /** In the file as it was then, from 1 on. */
  readonly line: number;
  readonly lineBefore: string;
  readonly rest: string;
  readonly lineAfter: string;
  readonly hearth: HearthAnswer & Score;
  /** Null without a model. */
  readonly bare: (BareFound & Score) | null;
};

export type BareFound = {
  /** The first line of what it wrote. */
  readonly text: string;
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly generatedTokens: number;
  readonly ms: number;
};

export function keyOf(repository: string, commit: string, path: string, { kind, hunk, line, column }: Place): string {
  return `${repository} ${commit.slice(0, 12)} ${path} ${hunk}:${line}:${column} ${kind}`;
}

/** Of one line, so that the model's own first line is compared with the commit's. */
export const firstLine = (text: string): string => text.split("\n", 1)[0] as string;

export const isQuiet = ({ kind }: Pick<Found, "kind">): boolean => kind === "quiet";
