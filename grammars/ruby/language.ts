import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

export const ruby: Language = {
  ids: ["ruby"],
  extensions: [".rb", ".rake", ".gemspec", ".ru"],
  lineComment: "#",
  indented: false,
  folder: "ruby",
  package: "tree-sitter-ruby",
  grammar: () => require("tree-sitter-ruby"),
};
