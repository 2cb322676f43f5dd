import { beforeLineEnd, lineEnd, lineStart } from "../text/lines.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Site } from "./site.ts";
import { nodeHolding, statementAround } from "./syntax.ts";

/** The length of code above which a small model loses parts when it writes the code again. */
const maxCharacters = 12_000;

/** The range to write again to change something at `[start, end)`: as little as can be understood by itself. */
export function rangeAround(site: Site, { start, end }: OffsetRange): OffsetRange {
  const { tags, root, file } = site;
  const around = tags.definitions.filter(
    (definition) => definition.start <= start && end <= definition.end && definition.bodyStart < definition.end,
  );
  const callable = around.filter(({ kind }) => kind === "function" || kind === "method" || kind === "constructor");
  const statement = root && statementAround(site, nodeHolding(root, { start, end }));
  const fitting = [callable.at(-1), statement].find((range) => range && range.end - range.start <= maxCharacters);
  if (fitting) return { start: fitting.start, end: beforeLineEnd(file.text, fitting.end) };
  const from = lineStart(file.text, start);
  return { start: from + (/^[ \t]*/.exec(file.text.slice(from))?.[0].length ?? 0), end: lineEnd(file.text, end) };
}
