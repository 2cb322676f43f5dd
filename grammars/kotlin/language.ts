import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

export const kotlin: Language = {
  ids: ["kotlin"],
  extensions: [".kt", ".kts"],
  lineComment: "//",
  indented: false,
  folder: "kotlin",
  package: "@tree-sitter-grammars/tree-sitter-kotlin",
  grammar: () => require("@tree-sitter-grammars/tree-sitter-kotlin"),
};
