import { diffArrays } from "diff";
import { elementAt } from "../../../base/at.ts";
import { rulesOf } from "../../languages/languages.ts";
import { indentationWidth } from "../../text/indentation.ts";
import { indentationOf, isBlank, linesOf } from "../../text/lines.ts";
import type { Hunk } from "../answer/hunk.ts";
import { withoutBlankEnds } from "../lines.ts";
import type { Original } from "../original.ts";
import { type Refusal, refused } from "../proposal.ts";
import { withoutLineNumbers } from "./lineNumbers.ts";
import type { Rewrite } from "./rewrite.ts";

/**
 * The target with every hunk applied where its lines stand. The lines of a hunk outside the target must be imports
 * only.
 */
export function appliedHunks(hunks: readonly Hunk[], original: Original): Rewrite | Refusal {
  const foreign = hunks.find(({ path }) => path !== undefined && !isPathOf(path, original.path));
  if (foreign?.path !== undefined) return otherFile(foreign.path);
  let lines: readonly string[] = original.region.split("\n");
  const imports: string[] = [];
  for (const hunk of hunks.map(withoutNumbers)) {
    const written = hunk.before.filter((line) => !isBlank(line));
    const place = written.length === 0 ? emptyPlace(lines) : placeOf(hunk.before, lines);
    if (place === "several") return ambiguous;
    if (place !== undefined) lines = replaced(lines, place, hunk);
    else if (placeOf(hunk.before, linesOf(original.text)) === undefined) return notFound(written[0] ?? "");
    else {
      const added = addedImports(hunk, original);
      if (!added) return outside;
      imports.push(...added);
    }
  }
  return { code: lines.join("\n"), isFitted: true, imports, warnings: [] };
}

export const outside = refused(
  "The answer changes code outside of what it was asked to change.",
  "Change only the code you were shown to change, and leave everything else out of your answer.",
);

const ambiguous = refused(
  "The answer does not say which of several places it means.",
  "The lines to replace stand in several places. Answer with the whole code instead.",
);

function notFound(line: string): Refusal {
  const shown = line.trim().slice(0, 60);
  return refused(
    "The answer replaces lines that are not there.",
    `There is no line \`${shown}\` to replace. Answer with the whole code instead.`,
  );
}

/** A path that a model wrote is only ever compared, and never opened. */
function otherFile(path: string): Refusal {
  const shown = path.replace(/[^\w./\\-]/g, "?").slice(0, 80);
  return refused(`The answer changes another file (${shown}).`, "Change only the file you were shown.");
}

function isPathOf(written: string, path: string): boolean {
  const clean = written.replaceAll("\\", "/").replace(/^(?:\.?\/|[ab]\/)/, "");
  if (clean.split("/").includes("..")) return false;
  return clean === path || path.endsWith(`/${clean}`) || (clean.endsWith(`/${path}`) && !written.startsWith("/"));
}

function withoutNumbers(hunk: Hunk): Hunk {
  const before = withoutLineNumbers(hunk.before);
  return before === hunk.before ? hunk : { ...hunk, before, after: withoutLineNumbers(hunk.after) };
}

type LineRange = { readonly from: number; readonly to: number };

/** Lines are the same exactly, or but for blanks at their ends, or but for all blanks around them. */
const forms: readonly ((line: string) => string)[] = [(line) => line, (line) => line.trimEnd(), (line) => line.trim()];

function placeOf(before: readonly string[], lines: readonly string[]): LineRange | "several" | undefined {
  for (const form of forms) {
    const wanted = withoutBlankEnds(before).map(form);
    const formed = lines.map(form);
    const found: LineRange[] = [];
    for (let i = formed.indexOf(elementAt(wanted, 0)); i >= 0; i = formed.indexOf(elementAt(wanted, 0), i + 1)) {
      if (wanted.every((line, j) => formed[i + j] === line)) found.push({ from: i, to: i + wanted.length });
    }
    if (found.length > 0) return found.length === 1 ? found[0] : "several";
  }
  return undefined;
}

/** Nothing to find: right where there is nothing yet. */
function emptyPlace(lines: readonly string[]): LineRange | undefined | "several" {
  return lines.every(isBlank) ? { from: 0, to: lines.length } : "several";
}

/**
 * The lines with a hunk applied. Lines that it only repeats stay as they are. New ones are moved as far as the first
 * line has to be.
 */
function replaced(lines: readonly string[], { from, to }: LineRange, hunk: Hunk): string[] {
  const old = lines.slice(from, to);
  const [before, after] = [withoutBlankEnds(hunk.before), withoutBlankEnds(hunk.after)];
  const move = mover(before[0] ?? "", old[0] ?? "");
  const result: string[] = [];
  const same = { comparator: (a: string, b: string) => a.trim() === b.trim() };
  let at = 0; // in what stands there
  let next = 0; // in what is to stand there
  for (const { count, added, removed } of diffArrays([...before], [...after], same)) {
    for (let i = 0; i < count && !removed; i++) {
      const line = elementAt(after, next + i);
      const isKept = !added && before[at + i]?.trimEnd() === line.trimEnd();
      result.push(isKept ? elementAt(old, at + i) : move(line));
    }
    if (!added) at += count;
    if (!removed) next += count;
  }
  return [...lines.slice(0, from), ...result, ...lines.slice(to)];
}

function mover(written: string, actual: string): (line: string) => string {
  const columns = indentationWidth(actual) - indentationWidth(written);
  if (columns === 0 && indentationOf(written) === indentationOf(actual)) return (line) => line;
  const blank = indentationOf(actual).includes("\t") ? "\t" : " ";
  return (line) => {
    if (isBlank(line)) return "";
    const width = Math.max(0, indentationWidth(line) + columns);
    const indentation = blank === "\t" ? "\t".repeat(Math.floor(width / 4)) + " ".repeat(width % 4) : " ".repeat(width);
    return indentation + line.trimStart();
  };
}

/** The imports that a hunk adds, where it does nothing else. */
function addedImports({ before, after }: Hunk, { language }: Original): string[] | undefined {
  const line = rulesOf(language).importing?.line;
  if (!line) return undefined;
  const old = new Set(before.map((line) => line.trim()));
  const now = new Set(after.map((line) => line.trim()));
  const added = after.filter((line) => !old.has(line.trim()));
  const keepsAll = before.every((each) => now.has(each.trim()) || line.test(each.trim()));
  return keepsAll && added.every((each) => line.test(each)) ? added : undefined;
}
