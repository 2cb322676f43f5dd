import type { CodeFile, ExportRules } from "../importing/rules.ts";
import type { Definition } from "../tags.ts";

/** The names that a script offers: its exports, and those it says that it re-exports. */
export const scriptExporting: ExportRules = {
  all: false,
  offeredAs,
  isReachable: (file, definition) => offeredAs(file, definition) !== "no",
  passesOn: "reexports",
  renames: true,
  isEntry: () => true,
};

function offeredAs(file: CodeFile, { name, exported, start, end }: Definition): Definition["exported"] {
  if (exported === "no") return "no";
  const isRenamed = file.tags.imports.some(
    ({ specifier, names }) => specifier === "" && names.some((one) => one.imported === name && one.local !== name),
  );
  const isPlain =
    exported === "default" || /^(?:@[^\n]*\s+)*export\b/.test(file.text.slice(start, Math.min(end, start + 2000)));
  return isRenamed && !isPlain ? "no" : exported;
}
