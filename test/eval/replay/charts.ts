import { chart } from "../lib/chart.ts";
import type { Count, Summary } from "./summary.ts";

/** More bars say no more. */
const maxBars = 12;

/** The charts of a summary, by file name. `model` is named in their titles. */
export function charts({ rows, bareRight, silences }: Summary, model: string): Map<string, string> {
  const found = new Map<string, string>();
  const hasBare = rows.some(({ bare }) => bare);
  found.set(
    "line-exact.svg",
    chart({
      title: `Lines that are exactly the commit's, in % of places (${model})`,
      series: hasBare ? ["Hearth", "bare model"] : ["Hearth"],
      bars: rows.map(({ name, places, lineExact, bare }) => ({
        name: `${name} (${places})`,
        values: hasBare ? [lineExact, bare?.lineExact ?? 0] : [lineExact],
      })),
      most: 100,
      unit: " %",
    }),
  );
  if (bareRight.length > 0)
    found.set("bare-right.svg", counted(`What Hearth showed where the bare model was right (${model})`, bareRight));
  if (silences.length > 0)
    found.set("silences.svg", counted(`Why Hearth showed nothing where something was typed (${model})`, silences));
  return found;
}

function counted(title: string, counts: readonly Count[]): string {
  const bars = counts.slice(0, maxBars).map(({ name, count }) => ({ name, values: [count] }));
  return chart({ title, series: ["places"], bars, most: Math.max(...counts.map(({ count }) => count)), unit: "" });
}
