import { existsSync, readFileSync } from "node:fs";

/** The prose that tells a model who it is and how to answer, with what is said of the language beside it. */
export function instruction(name: string, languageId: string): string {
  const file = (which: string) => new URL(`../../models/instructions/${which}.md`, import.meta.url);
  const texts = [file(name), file(`${name}.${languageId}`)].filter((url) => existsSync(url));
  return texts.map((url) => readFileSync(url, "utf8").trim()).join("\n\n");
}
