import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

export const c: Language = {
  ids: ["c"],
  extensions: [".c"],
  lineComment: "//",
  indented: false,
  folder: "c",
  group: "c",
  package: "tree-sitter-c",
  grammar: () => require("tree-sitter-c"),
};
