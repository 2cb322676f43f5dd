import { readFileSync } from "node:fs";

const read = new Map<string, string>();

/** The prose that tells a model what to do, from models/instructions/NAME.md. Throws where there is none. */
export function instruction(name: string): string {
  let text = read.get(name);
  if (text === undefined) {
    text = readFileSync(new URL(`../../models/instructions/${name}.md`, import.meta.url), "utf8").trim();
    read.set(name, text);
  }
  return text;
}
