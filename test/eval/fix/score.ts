import { diffLines } from "diff";
import type { Bug } from "../benchmarks/bugs.ts";
import { runTests } from "../sandbox/run.ts";
import type { Verdict } from "../sandbox/verdict.ts";

/** What is said of a document after a fix. */
export type Score = {
  readonly verdict: Verdict;
  readonly passes: boolean;
  /** Imports, helpers, comments above, signature and docstring are to the letter what they were. */
  readonly leavesOther: boolean;
  /** Lines that are gone or new, the larger of both counts. */
  readonly changedLines: number;
};

/** The text before the function, in which the document's imports and helpers are. */
export function headOf({ above, name, language }: Pick<Bug, "above" | "name" | "language">): string {
  const declaration = language === "python" ? `def ${name}\\b` : `(?:const|let|var|function)\\s+${escaped(name)}\\b`;
  const starts = [...above.matchAll(new RegExp(`^[ \\t]*(?:async )?${declaration}`, "gm"))];
  return above.slice(0, starts.at(-1)?.index ?? 0);
}

/** Where the function's name stands in the document. */
export function nameIn(bug: Pick<Bug, "above" | "name" | "language">): { start: number; end: number } {
  const start = bug.above.indexOf(bug.name, headOf(bug).length);
  return { start, end: start + bug.name.length };
}

export async function scoreOf(bug: Bug, document: string): Promise<Score> {
  const verdict = await runTests(bug.language, `${document}\n${bug.tests}`);
  return {
    verdict,
    passes: verdict.end === "passed",
    leavesOther: document.startsWith(bug.above),
    changedLines: changedLines(bug.above + bug.buggy, document),
  };
}

/** As few lines as the two texts differ in; what blanks stand at the ends of the texts does not count. */
export function changedLines(before: string, after: string): number {
  const changes = diffLines(`${before.trim()}\n`, `${after.trim()}\n`);
  const count = (list: typeof changes) => list.reduce((sum, change) => sum + (change.count ?? 0), 0);
  return Math.max(count(changes.filter(({ added }) => added)), count(changes.filter(({ removed }) => removed)));
}

/** What a compiler would say if it could run tests: the first that fails. Undefined where none does. */
export function problemOf(verdict: Verdict): string | undefined {
  if (verdict.end === "passed") return undefined;
  if (verdict.end === "failed") return `This test fails: ${verdict.why}`;
  return verdict.end === "outOfTime" ? "A test of it does not come to an end." : "A test of it takes all memory.";
}

/**
 * The document that a conversation's answer means: its first block of code in the function's place. A block that says
 * the document's head again stands for all of it. Without a block the whole answer is taken for code.
 */
export function documentOf(bug: Bug, answer: string): string {
  const block = /^[ \t]*(```|~~~)[^\n]*\n([\s\S]*?)(?:^[ \t]*\1|$(?![\s\S]))/m.exec(answer)?.[2] ?? answer;
  const head = headOf(bug);
  const [first = ""] = head.split("\n").filter((line) => line.trim() !== "");
  return first !== "" && block.includes(first) ? block : head + block;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
