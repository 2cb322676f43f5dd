import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

export const go: Language = {
  ids: ["go"],
  extensions: [".go"],
  lineComment: "//",
  indented: false,
  folder: "go",
  package: "tree-sitter-go",
  grammar: () => require("tree-sitter-go"),
};
