import { indentationOf, isBlank } from "../../text/lines.ts";
import type { DocRules } from "../language.ts";

/** Docstrings. */
export const pythonDocs: DocRules = {
  marks: [
    ['"""', '"""'],
    ["'''", "'''"],
  ],
  place: "inside",
  replaced: /^[rRuU]?["']/,
  laidOut: docstring,
};

/** A docstring at its depth; what is indented inside of it stays so. */
function docstring(found: string, indent: string): string {
  const [first = "", ...rest] = found.split("\n");
  const depths = rest.filter((line) => !isBlank(line)).map((line) => indentationOf(line).length);
  const own = Math.min(...depths);
  return [first.trim(), ...rest.map((line) => (isBlank(line) ? "" : (indent + line.slice(own)).trimEnd()))].join("\n");
}
