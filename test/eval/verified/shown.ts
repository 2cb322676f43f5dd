import { fileURLToPath } from "node:url";

const recorder = fileURLToPath(new URL("recorder.js", import.meta.url));

/** The text of a document that a language server was shown as a change of it. */
export type Shown = { readonly uri: string; readonly text: string };

/** The command of a language server that keeps in `file` what it is shown. */
export function recorded(file: string, command: readonly string[]): readonly string[] {
  return [process.execPath, recorder, file, ...command];
}
