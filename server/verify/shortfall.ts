import { saysTheSame } from "./compare.ts";
import type { CandidateEdit, FindingIn, Verdict } from "./verifier.ts";

/** How an edit that was checked falls short of what it is for. */
export type Shortfall = {
  /** Faults that it brings. */
  readonly brought: readonly FindingIn[];
  /** Messages of problems that it is to solve and does not. */
  readonly unsolved: readonly string[];
  /** The same of those that it solves. */
  readonly solved: readonly string[];
};

/** A problem that an edit is to solve, in its first file as it is. */
type ToSolve = { readonly message: string; readonly start: number };

/**
 * How a candidate falls short; undefined where it does not, or where nobody can say. A problem that the checker has not
 * reported itself is not its to judge.
 */
export function shortfallOf(
  verdict: Verdict,
  { files: [first] }: CandidateEdit,
  problems: readonly ToSolve[],
): Shortfall | undefined {
  if (verdict.kind === "untold") return undefined;
  const brought = onlyNew(verdict.brought.filter(({ isFault }) => isFault));
  const isAbout =
    ({ message, start }: ToSolve) =>
    (found: FindingIn) =>
      found.uri === first?.uri && found.start === start && sameWords(found.message, message);
  const unsolved = problems.filter((problem) => verdict.kept.some(isAbout(problem)));
  if (brought.length === 0 && unsolved.length === 0) return undefined;
  const messages = (some: readonly ToSolve[]) => [...new Set(some.map(({ message }) => message))];
  return {
    brought,
    unsolved: messages(unsolved),
    solved: messages(problems.filter((problem) => verdict.gone.some(isAbout(problem)))),
  };
}

/** True if the first falls less short than the second. */
export function isBetter(one: Shortfall, other: Shortfall): boolean {
  const [faults, others] = [one.brought.length, other.brought.length];
  return faults === others ? one.unsolved.length < other.unsolved.length : faults < others;
}

/** What is said of one line once is enough. */
function onlyNew(findings: readonly FindingIn[]): FindingIn[] {
  return findings.filter(
    (one, at) =>
      !findings
        .slice(0, at)
        .some((other) => other.uri === one.uri && other.start === one.start && saysTheSame(one, other)),
  );
}

/** Editors break and join the lines of a message. */
function sameWords(one: string, other: string): boolean {
  const words = (text: string) => text.replace(/\s+/g, " ").trim();
  return words(one) === words(other);
}
