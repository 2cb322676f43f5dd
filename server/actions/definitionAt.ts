import type { Definition, DefinitionKind } from "../languages/tags.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Site } from "./site.ts";

export const callable: ReadonlySet<DefinitionKind> = new Set(["function", "method", "constructor"]);

/**
 * The definition of one of these kinds that is meant. The cursor stands in its head (its comment, its signature), or it
 * is selected whole.
 */
export function definitionAt(site: Site, kinds: ReadonlySet<DefinitionKind>): Definition | undefined {
  return site.tags.definitions.filter((definition) => kinds.has(definition.kind) && isMeant(site, definition)).at(-1);
}

/** The innermost definition of one of these kinds that holds the selection. */
export function definitionAround(
  { tags, start, end }: Site,
  kinds: ReadonlySet<DefinitionKind>,
): Definition | undefined {
  return tags.definitions
    .filter((definition) => kinds.has(definition.kind) && definition.start <= start && end <= definition.end)
    .at(-1);
}

/** The definition with the comment above it. */
export function withComment({ start, end, docStart, docEnd }: Definition): OffsetRange {
  return { start: docStart < docEnd ? Math.min(docStart, start) : start, end };
}

/** The part of a definition in which it speaks of itself before its body begins. */
export function signatureOf({ start, bodyStart }: Definition): OffsetRange {
  return { start, end: bodyStart };
}

function isMeant({ start, end }: Site, definition: Definition): boolean {
  const { docStart, docEnd, nameStart, nameEnd, bodyStart } = definition;
  const whole = withComment(definition);
  if (start < end) return whole.start <= start && end <= definition.end && start <= nameStart && nameEnd <= end;
  const isInDoc = docStart < docEnd && docStart <= start && start <= docEnd;
  return isInDoc || (whole.start <= start && start <= Math.max(bodyStart, nameEnd));
}
