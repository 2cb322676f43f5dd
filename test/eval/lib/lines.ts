import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** Adds a line of JSON to a file, which another process reads. */
export function addLine(file: string, value: unknown): void {
  appendFileSync(file, `${JSON.stringify(value)}\n`);
}

/** The values of the lines so far, in order. One that is still being written is left out. */
export function linesIn<T>(file: string): readonly T[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as T);
}
