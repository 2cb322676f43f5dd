import type { Interval } from "../bootstrap.ts";

/** Cells of a row in order, the first of a table being its heads. */
export type Row = readonly string[];

/** A table as Markdown, which is read as it stands, too. */
export function printed(rows: readonly Row[]): string {
  const [heads = []] = rows;
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: Row) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(heads), rule, ...rows.slice(1).map(line)].join("\n");
}

export function percent<T>(list: readonly T[], is: (one: T) => boolean): string {
  return list.length === 0 ? "-" : `${((100 * list.filter(is).length) / list.length).toFixed(1)} %`;
}

/** What was found of each language and, where there are several, of all: the groups that have a row. */
export function byLanguage<T extends { readonly language: string }>(
  found: readonly T[],
): (readonly [string, readonly T[]])[] {
  const languages = [...new Set(found.map(({ language }) => language))].sort();
  const own = languages.map((name) => [name, found.filter(({ language }) => language === name)] as const);
  return languages.length > 1 ? [...own, ["all", found]] : own;
}

/** A difference of shares in percentage points, and where it lies with 95 % confidence. */
export function inPoints({ mean, low, high }: Interval): string {
  const points = (value: number) => `${value < 0 ? "" : "+"}${(100 * value).toFixed(1)}`;
  return `${points(mean)} (${points(low)} to ${points(high)})`;
}

/** How often each name comes, the most frequent first. */
export function counted(heads: Row, names: readonly string[]): Row[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rows = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [heads, ...rows.map(([name, n]) => [name, String(n)])];
}
