import { existsSync, readFileSync } from "node:fs";

/** A model can be asked to do these: each is a file in `instructions/`. */
export const instructionNames = [
  "system",
  "fix",
  "fix-all",
  "explain",
  "explain-error",
  "doc-comment",
  "tests",
  "implement",
  "extract-function",
  "extract-variable",
  "simplify",
  "types",
  "rename",
  "convert",
  "edit",
  "same-change",
  "carry-on",
  "commit",
] as const;

export type InstructionName = (typeof instructionNames)[number];

const folder = new URL("../../models/instructions/", import.meta.url);

/** With and without JSX a language is written alike. */
const plainIds: Readonly<Record<string, string>> = { typescriptreact: "typescript", javascriptreact: "javascript" };

const read = new Map<string, string>();

/**
 * The text that asks for something, in the form for a language where there is one: `NAME.LANGUAGE.md`, else `NAME.md`.
 * Throws if the package lacks the file.
 */
export function instruction(name: InstructionName, languageId = "plaintext"): string {
  const id = plainIds[languageId] ?? languageId;
  const key = `${name}.${id}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  const special = new URL(`${encodeURIComponent(name)}.${encodeURIComponent(id)}.md`, folder);
  // Read at once: it is a kilobyte of this package, and remembered.
  const file = existsSync(special) ? special : new URL(`${name}.md`, folder);
  const text = readFileSync(file, "utf8").trim();
  read.set(key, text);
  return text;
}
