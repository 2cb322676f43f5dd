import type { OffsetRange } from "../text/offsetRange.ts";
import type { TextChange } from "../text/textChange.ts";
import type { CodeFinding } from "./finding.ts";

export type Comparison<F extends CodeFinding = CodeFinding> = {
  /** CodeFindings of the text after the changes that it did not have before. */
  readonly brought: readonly F[];
  /** CodeFindings of the text before that are not there any more. */
  readonly gone: readonly F[];
  /** CodeFindings of the text before that stay. */
  readonly kept: readonly F[];
};

/**
 * The difference that changes make to the findings of a text. A finding beside the changes stays where its code has
 * moved to. One inside them may have moved anywhere in them: it stays where the same is said of changed text.
 */
export function compared<F extends CodeFinding>(
  before: readonly F[],
  after: readonly F[],
  changes: readonly TextChange[],
): Comparison<F> {
  const isChanged = touches(changes);
  const isNew = touches(rangesAfter(changes));
  const left = new Set(after);
  const kept: F[] = [];
  const gone: F[] = [];
  const take = (found: F | undefined, one: F) => {
    if (found) left.delete(found);
    (found ? kept : gone).push(one);
  };
  const [inside, beside] = [before.filter(isChanged), before.filter((one) => !isChanged(one))];
  for (const one of beside) {
    const start = moved(one.start, changes);
    take(
      [...left].find((other) => other.start === start && saysTheSame(one, other)),
      one,
    );
  }
  for (const one of inside) {
    take(
      [...left].find((other) => isNew(other) && saysTheSame(one, other)),
      one,
    );
  }
  return { brought: [...left], gone, kept };
}

/** True for findings that say the same, wherever it is. */
export function saysTheSame(one: CodeFinding, other: CodeFinding): boolean {
  return one.message === other.message && one.code === other.code && one.source === other.source;
}

function touches(ranges: readonly OffsetRange[]) {
  return ({ start, end }: OffsetRange) => ranges.some((range) => start <= range.end && end >= range.start);
}

/** The place of text beside changes after them. */
function moved(offset: number, changes: readonly TextChange[]): number {
  return changes.reduce(
    (at, { start, end, newText }) => (end <= offset ? at + newText.length - (end - start) : at),
    offset,
  );
}

function rangesAfter(changes: readonly TextChange[]): OffsetRange[] {
  let by = 0;
  return changes.map(({ start, end, newText }) => {
    const from = start + by;
    by += newText.length - (end - start);
    return { start: from, end: from + newText.length };
  });
}
