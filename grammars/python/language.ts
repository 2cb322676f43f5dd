import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

export const python: Language = {
  ids: ["python"],
  extensions: [".py", ".pyi"],
  lineComment: "#",
  indented: true,
  folder: "python",
  package: "tree-sitter-python",
  grammar: () => require("tree-sitter-python"),
};
