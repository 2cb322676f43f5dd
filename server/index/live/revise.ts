import type { ExtractedItem, Findings } from "../../languages/extract/assemble.ts";
import type { Edit } from "../../languages/parse.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";

/** Two edits, one after the other, as one edit that covers both. */
export function joined(first: Edit | undefined, second: Edit): Edit {
  if (!first) return second;
  const beyond = Math.max(0, second.oldEnd - first.newEnd);
  return {
    start: Math.min(first.start, second.start),
    oldEnd: first.oldEnd + beyond,
    newEnd: Math.max(first.newEnd, second.oldEnd) + second.newEnd - second.oldEnd,
  };
}

/** Where an offset is after an edit. What was replaced is taken to the end of what replaced it. */
export function moved(offset: number, { start, oldEnd, newEnd }: Edit): number {
  if (offset <= start) return offset;
  return offset >= oldEnd ? offset + newEnd - oldEnd : newEnd;
}

/**
 * The part of the new text that has to be looked at again. It holds the edit and every place where the trees differ. It
 * holds the head of every item that touches these. It also holds what lies between these and the heads around them. A
 * comment or a decorator there belongs to the next item.
 */
export function regionOf({ items }: Findings, edit: Edit, spans: readonly OffsetRange[]): OffsetRange {
  let start = Math.min(edit.start, ...spans.map((span) => span.start));
  let end = Math.max(edit.newEnd, ...spans.map((span) => span.end));
  const heads = items.map((item) => ({ start: moved(item.start, edit), end: moved(headEnd(item), edit) }));
  // An item that began inside the edit has no new place of its own; the next one is behind it.
  end = Math.max(
    end,
    nextOf(
      heads.filter((_, i) => (items[i] as OffsetRange).start >= edit.oldEnd),
      end,
    )?.end ?? end,
  );
  start = heads.reduce((last, head) => (head.end <= start ? Math.max(last, head.end) : last), 0);
  for (let before = -1; before !== end - start; ) {
    before = end - start;
    for (const head of heads) {
      if (head.end < start || head.start > end) continue;
      start = Math.min(start, head.start);
      end = Math.max(end, head.end);
    }
  }
  return { start, end };
}

/**
 * The end of an item's head. The head of what has parameters holds them, too. Only those of a constructor may declare
 * fields.
 */
function headEnd({ kind, nameEnd, bodyStart }: ExtractedItem): number {
  return kind === "function" || kind === "method" || kind === "constructor" ? bodyStart : nameEnd;
}

function nextOf(spans: readonly OffsetRange[], offset: number): OffsetRange | undefined {
  let next: OffsetRange | undefined;
  for (const span of spans) if (span.start >= offset && span.start < (next?.start ?? Infinity)) next = span;
  return next;
}

/** The findings from before an edit, with everything in the region replaced by what is found there now. */
export function revised(old: Findings, edit: Edit, region: OffsetRange, fresh: Findings): Findings {
  const shift = edit.newEnd - edit.oldEnd;
  const merge = <T extends OffsetRange>(before: readonly T[], now: readonly T[], move: (it: T) => T): T[] => {
    const kept = before.flatMap((it) => {
      if (moved(it.end, edit) < region.start) return [it];
      return moved(it.start, edit) > region.end ? [move(it)] : [];
    });
    const found = now.filter(({ start, end }) => end >= region.start && start <= region.end);
    return [...kept, ...found].sort((a, b) => a.start - b.start);
  };
  const later = <T extends OffsetRange>(it: T): T => ({ ...it, start: it.start + shift, end: it.end + shift });
  return {
    items: merge(old.items, withHeads(old, fresh, region), (it) => ({
      ...later(it),
      nameStart: it.nameStart + shift,
      nameEnd: it.nameEnd + shift,
      bodyStart: it.bodyStart + shift,
      docStart: it.docStart + shift,
      docEnd: it.docEnd + shift,
    })),
    imports: merge(old.imports, fresh.imports, later),
    exports: merge(old.exports, fresh.exports, later),
    implicitExports: old.implicitExports && fresh.implicitExports,
  };
}

/**
 * The items with the heads that they had. An item may begin before the region and reach into it. It is found there
 * without what stands before it: its decorators are nodes of their own. They are as they were.
 */
function withHeads(old: Findings, fresh: Findings, region: OffsetRange): Findings["items"] {
  const known = new Map(old.items.filter((it) => it.nameEnd < region.start).map((it) => [it.nameStart, it]));
  return fresh.items.map((it) => {
    const before = known.get(it.nameStart);
    return before ? { ...it, start: before.start, docStart: before.docStart, docEnd: before.docEnd } : it;
  });
}
