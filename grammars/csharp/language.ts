import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

export const csharp: Language = {
  ids: ["csharp"],
  extensions: [".cs"],
  lineComment: "//",
  indented: false,
  folder: "csharp",
  package: "tree-sitter-c-sharp",
  grammar: () => require("tree-sitter-c-sharp"),
};
