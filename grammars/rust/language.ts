import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

export const rust: Language = {
  ids: ["rust"],
  extensions: [".rs"],
  lineComment: "//",
  indented: false,
  folder: "rust",
  package: "tree-sitter-rust",
  grammar: () => require("tree-sitter-rust"),
};
