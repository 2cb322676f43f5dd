import { existsSync, readFileSync } from "node:fs";

const read = new Map<string, string>();

/**
 * The prose that tells a model what to do, from models/instructions/NAME.md; then what is to be said of a language,
 * from NAME.LANGUAGE.md, where there is such a file. Throws where there is no prose of that name.
 */
export function instruction(name: string, languageId?: string): string {
  const key = `${name}.${languageId}`;
  let text = read.get(key);
  if (text === undefined) {
    const special = file(key);
    const files = existsSync(special) ? [file(name), special] : [file(name)];
    text = files.map((url) => readFileSync(url, "utf8").trim()).join("\n\n");
    read.set(key, text);
  }
  return text;
}

function file(name: string): URL {
  return new URL(`../../models/instructions/${name}.md`, import.meta.url);
}
