import type { DocRules } from "../language.ts";

/** TSDoc and JSDoc. */
export const scriptDocs: DocRules = {
  marks: [["/**", "*/"]],
  place: "above",
  replaced: /^\/\*\*/,
  laidOut: docComment,
};

/** A doc comment in the form ` * text`, at its depth. */
function docComment(found: string, indent: string): string {
  const [first = "", ...rest] = found.split("\n");
  const lines = rest.map((line) => {
    const words = line.trim();
    return `${indent} ${words.startsWith("*") ? words : words === "" ? "*" : `* ${words}`}`;
  });
  return [first.trim(), ...lines].join("\n");
}
