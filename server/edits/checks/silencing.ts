import type { DraftCheck } from "./check.ts";

/** Comments that make a checker quiet without making it content. */
const silencers =
  /@ts-(?:ignore|expect-error|nocheck)|eslint-disable(?:-next-line|-line)?|biome-ignore|# ?type: ?ignore|# ?noqa|# ?pylint: ?disable|# ?pyright: ?ignore|\bas any\b|\bas unknown as\b/g;

export const silencing: DraftCheck = (draft, original) => {
  const had = count(original.text.slice(draft.from, draft.to));
  const found = [...count(draft.text.slice(draft.start, draft.end))].filter(
    ([what, times]) => times > (had.get(what) ?? 0),
  );
  return found.map(([what]) => `It silences a checker with \`${what}\`.`);
};

function count(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [found] of text.matchAll(silencers)) counts.set(found, (counts.get(found) ?? 0) + 1);
  return counts;
}
