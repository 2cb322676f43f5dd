import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const recorder = fileURLToPath(new URL("recorder.js", import.meta.url));

/** The text of a document that a language server was shown as a change of it. */
export type Shown = { readonly uri: string; readonly text: string };

/** The command of a language server that keeps in `file` what it is shown. */
export function recorded(file: string, command: readonly string[]): readonly string[] {
  return [process.execPath, recorder, file, ...command];
}

/** What was shown so far, in order. */
export function shownIn(file: string): readonly Shown[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Shown);
}
