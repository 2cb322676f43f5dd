import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

/** Bash, and what other shells have in common with it. */
export const bash: Language = {
  ids: ["shellscript", "bash", "sh"],
  extensions: [".sh", ".bash"],
  lineComment: "#",
  indented: false,
  folder: "bash",
  package: "tree-sitter-bash",
  grammar: () => require("tree-sitter-bash"),
};
