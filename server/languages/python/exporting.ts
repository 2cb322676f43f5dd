import { indentationOf, lineStart } from "../../text/lines.ts";
import type { ExportRules } from "../importing/rules.ts";
import type { Definition } from "../tags.ts";

/** The names that a module of Python offers: all its own, and those it has imported. */
export const pythonExporting: ExportRules = {
  all: true,
  isPrivate: (name) => name.startsWith("_"),
  offeredAs: ({ text }, definition) => (isHidden(text, definition) ? "no" : definition.exported),
  isReachable: ({ text }, definition) => !isHidden(text, definition),
  passesOn: "imports",
  renames: false,
  // Any module can be asked for what it imports; packages are meant to be.
  isEntry: isPackage,
  holdsModule: (path, name, files) => isPackage(path) && files.moduleOf(path, `.${name}`) !== undefined,
};

function isPackage(path: string): boolean {
  return /(?:^|\/)__init__\.pyi?$/.test(path);
}

/** Conditions that hold when a file is run, or checked, and not when it is imported. */
const notImported =
  /^if\s+\(?\s*(?:__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__|(?:\w+\.)?TYPE_CHECKING\b)/;

/** A Python name that is not there when others import the file: defined for `__main__` or type checkers, or deleted. */
function isHidden(text: string, { name, nameStart, nameEnd }: Definition): boolean {
  if (new RegExp(`^del\\s[^#\\r\\n]*\\b${name}\\b`, "m").test(text.slice(nameEnd))) return true;
  let start = lineStart(text, nameStart);
  while (start > 0 && (indentationOf(text.slice(start, start + 200)) !== "" || /^[\r\n#)\]}]/.test(text[start] ?? "")))
    start = lineStart(text, start - (text.startsWith("\r\n", start - 2) ? 2 : 1));
  return notImported.test(text.slice(start, start + 200).replace("\uFEFF", ""));
}
