import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

export const java: Language = {
  ids: ["java"],
  extensions: [".java"],
  lineComment: "//",
  indented: false,
  folder: "java",
  package: "tree-sitter-java",
  grammar: () => require("tree-sitter-java"),
};
