import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

export const lua: Language = {
  ids: ["lua"],
  extensions: [".lua", ".rockspec"],
  lineComment: "--",
  indented: false,
  folder: "lua",
  package: "@tree-sitter-grammars/tree-sitter-lua",
  grammar: () => require("@tree-sitter-grammars/tree-sitter-lua"),
};
