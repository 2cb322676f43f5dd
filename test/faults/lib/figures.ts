import { appendFileSync, existsSync, readFileSync } from "node:fs";

type Figure = { readonly fact: string; readonly figure: string };

/** What was measured, for the table that `npm run test:faults` prints at its end; nowhere in other runs. */
export function measured(fact: string, figure: string): void {
  const path = process.env.HEARTH_FIGURES;
  if (path) appendFileSync(path, `${JSON.stringify({ fact, figure })}\n`);
}

/** The table of a file of figures, in Markdown. */
export function table(path: string): string {
  const lines = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
  const figures = lines.map((line): Figure => JSON.parse(line)).sort((a, b) => (a.fact < b.fact ? -1 : 1));
  return ["| | measured |", "|---|---|", ...figures.map(({ fact, figure }) => `| ${fact} | ${figure} |`)].join("\n");
}
