import { BadInput } from "../lib/badInput.ts";
import type { BenchmarkLanguage } from "../sandbox/run.ts";
import { hasTexts, type Item, readItems } from "./items.ts";

/** A function with a bug. The document is `above + buggy`. */
export type Bug = {
  readonly id: string;
  readonly language: BenchmarkLanguage;
  /** The function's name. */
  readonly name: string;
  /** "missing logic", "operator misuse" and so on. */
  readonly type: string;
  /** All up to the function's body: imports, helpers, its comment and its first line. */
  readonly above: string;
  readonly buggy: string;
  readonly right: string;
  /** What runs behind it and fails unless it does what it should. */
  readonly tests: string;
};

const fields = ["task_id", "prompt", "canonical_solution", "buggy_solution", "test", "entry_point"] as const;

const languages: Readonly<Record<string, BenchmarkLanguage>> = { Python: "python", JavaScript: "javascript" };

/** Every bug of a file of HumanEvalPack, in the file's order. Throws BadInput. */
export function bugsIn(path: string): Bug[] {
  return readItems(path).map((item, i) => bugOf(path, item, i));
}

function bugOf(path: string, item: Item, index: number): Bug {
  const { bug_type: type } = item;
  if (!hasTexts(item, fields)) {
    throw new BadInput(
      index === 0
        ? `${path} is not of HumanEvalPack, whose items have the texts ${fields.join(", ")}`
        : `item ${index + 1} of ${path} lacks one of the texts ${fields.join(", ")}`,
    );
  }
  const [prefix = ""] = item.task_id.split("/");
  const language = languages[prefix];
  if (!language) throw new BadInput(`${path} holds bugs in ${prefix}; only those in Python and JavaScript can be run`);
  const { prompt: above, canonical_solution: right, buggy_solution: buggy, test: tests, entry_point: name } = item;
  return { id: item.task_id, language, name, type: typeof type === "string" ? type : "", above, buggy, right, tests };
}
