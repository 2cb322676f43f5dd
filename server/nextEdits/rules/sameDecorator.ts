import { elementAt } from "../../../base/at.ts";
import { wordParts } from "../../context/words.ts";
import type { Definition, Tags } from "../../languages/tags.ts";
import { lineEndOf } from "../../text/indentStyle.ts";
import { indentationOf, isBlank, lineNumberAt } from "../../text/lines.ts";
import type { ChangedLines, FileChanges } from "../history.ts";
import { linesIn, startsOf } from "../lateRanges.ts";
import type { FoundEdit, NextEditRule } from "../nextEdits.ts";
import { nextPlaces } from "../run.ts";

/**
 * Two declarations of a kind got the same decorator, one after the other: so do the next ones that are written alike.
 *
 *     class Disposable {}   →   @es5ClassCompat
 *                               class Disposable {}
 */
export const sameDecorator: NextEditRule = {
  name: "same decorator",
  find: async ({ files, changes, since }) => {
    const found: FoundEdit[] = [];
    for (const change of changes) {
      if (!change.lines.some((one) => one.step >= since && one.oldStart === one.oldEnd)) continue;
      const lines = linesIn(change).now;
      const added = change.lines.filter((one) => areDecorators(one, lines));
      if (added.length < minExamples || added.every(({ step }) => step < since)) continue;
      const tags = files.workspace.file(change.key)?.tags;
      if (tags) found.push(...placesAhead(change, lines, tags, added, since));
    }
    return found;
  },
};

const minExamples = 2;

/** More lines are a block of their own. */
const maxLines = 3;

/** A decorator, an annotation or an attribute that is whole on its line. */
const decorator = /^\s*(?:@[\p{L}_$].*|#!?\[.*\]|\[[\p{L}_].*\])\s*$/u;

function areDecorators({ oldStart, oldEnd, newStart, newEnd }: ChangedLines, lines: readonly string[]): boolean {
  const count = newEnd - newStart;
  return oldStart === oldEnd && count > 0 && count <= maxLines && lines.slice(newStart, newEnd).every(isDecorator);
}

function isDecorator(line: string): boolean {
  return decorator.test(line) && isClosed(line);
}

/** Nothing of it goes on in the next line. */
function isClosed(line: string): boolean {
  let open = 0;
  for (const sign of line) {
    if ("([{".includes(sign)) open++;
    else if (")]}".includes(sign)) open--;
  }
  return open === 0;
}

/** A declaration, with the lines of decorators above it. Its name is at `line` and `column`, and `top` is the first of these. */
type Decorated = {
  readonly definition: Definition;
  readonly line: number;
  readonly column: number;
  readonly top: number;
  readonly start: number;
  readonly end: number;
};

/** A declaration that got decorators. `isOutermost` is set where others stand between them and it. */
type Example = {
  readonly step: number;
  readonly now: { readonly start: number };
  readonly written: readonly string[];
  readonly decorated: Decorated;
  readonly likeness: string;
  readonly isOutermost: boolean;
};

function placesAhead(
  change: FileChanges,
  lines: readonly string[],
  tags: Tags,
  added: readonly ChangedLines[],
  since: number,
): FoundEdit[] {
  const starts = startsOf(change).now;
  const all = tags.definitions.map((definition) => decoratedAt(lines, starts, definition));
  const examples = added.flatMap((one) => exampleOf(one, lines, starts, tags, all) ?? []);
  const found: FoundEdit[] = [];
  const tried = new Set<string>();
  for (const late of examples.filter(({ step }) => step >= since)) {
    const written = late.written.join("\n");
    if (tried.has(written)) continue;
    tried.add(written);
    const same = examples.filter((one) => one.written.join("\n") === written);
    if (same.length < minExamples) continue;
    const places = all.filter((one) => isLike(one, same, lines, tags));
    for (const { line, top } of nextPlaces(same, same.length, places)) {
      const at = elementAt(starts, late.isOutermost ? top : line);
      const indent = indentationOf(elementAt(lines, line));
      const ending = lineEndOf(change.text.slice(0, at), change.text.slice(at));
      const newText = late.written.map((text) => indent + text + ending).join("");
      found.push({ path: change.key, start: at, end: at, newText, because: becauseOf(same) });
    }
  }
  return found;
}

function decoratedAt(lines: readonly string[], starts: readonly number[], definition: Definition): Decorated {
  const line = lineNumberAt(starts, definition.nameStart);
  let top = line;
  while (top > 0 && isDecorator(elementAt(lines, top - 1))) top--;
  const column = definition.nameStart - elementAt(starts, line);
  return { definition, line, column, top, start: elementAt(starts, top), end: definition.nameEnd };
}

function exampleOf(
  { newStart, newEnd, step }: ChangedLines,
  lines: readonly string[],
  starts: readonly number[],
  tags: Tags,
  all: readonly Decorated[],
): Example | undefined {
  const decorated = all.find(({ top, line }) => top <= newStart && newEnd <= line);
  if (!decorated) return undefined;
  const written = lines.slice(newStart, newEnd).map((line) => line.trim());
  const others = [...lines.slice(decorated.top, newStart), ...lines.slice(newEnd, decorated.line)];
  return {
    step,
    now: { start: elementAt(starts, newStart) },
    written,
    decorated,
    likeness: likenessOf(decorated, others, lines, tags),
    isOutermost: newEnd < decorated.line,
  };
}

/** What is written in front of the name, the decorators around, the kind and where it stands. */
function likenessOf(
  { definition, line, column }: Decorated,
  decorators: readonly string[],
  lines: readonly string[],
  { definitions }: Tags,
): string {
  const head = elementAt(lines, line).slice(0, column).trim();
  const names = decorators.map((one) => /[\p{L}_$][\p{L}\p{N}_$.:]*/u.exec(one)?.[0] ?? "").sort();
  return JSON.stringify([definition.kind, definitions[definition.parent]?.kind, head, names]);
}

/** Written as one of the examples is, without what they got; where all names begin alike so does its own. */
function isLike(one: Decorated, examples: readonly Example[], lines: readonly string[], tags: Tags): boolean {
  const own = lines.slice(one.top, one.line);
  const written = examples[0]?.written ?? [];
  if (isBlank(elementAt(lines, one.line)) || own.some((line) => written.includes(line.trim()))) return false;
  const likeness = likenessOf(one, own, lines, tags);
  if (!examples.some((example) => example.likeness === likeness)) return false;
  const first = new Set(examples.map(({ decorated }) => firstPart(decorated)));
  return first.size > 1 || first.has(firstPart(one));
}

function firstPart({ definition: { name } }: Decorated): string {
  const [whole = name, part = whole] = wordParts(name);
  return part;
}

function becauseOf(examples: readonly Example[]): string {
  const [first, second] = examples.slice(-2).map(({ decorated }) => `\`${decorated.definition.name}\``);
  return `${first} and ${second} got this, and are declared like it.`;
}
