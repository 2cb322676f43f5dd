import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

/** TypeScript without JSX: `<T>value` is a cast here, so it cannot share the grammar below. */
export const typescript: Language = {
  ids: ["typescript"],
  extensions: [".ts", ".mts", ".cts"],
  lineComment: "//",
  indented: false,
  folder: "typescript",
  package: "tree-sitter-typescript",
  grammar: () => require("tree-sitter-typescript").typescript,
};

/** TypeScript with JSX, and JavaScript: on real JavaScript it makes no more errors than JavaScript's own grammar. */
export const tsx: Language = {
  ids: ["typescriptreact", "javascript", "javascriptreact"],
  extensions: [".tsx", ".jsx", ".js", ".mjs", ".cjs"],
  lineComment: "//",
  indented: false,
  folder: "typescript",
  package: "tree-sitter-typescript",
  grammar: () => require("tree-sitter-typescript").tsx,
};
