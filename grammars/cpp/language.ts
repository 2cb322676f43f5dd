import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

/** C++, and headers, which may be of either. */
export const cpp: Language = {
  ids: ["cpp", "cuda-cpp"],
  extensions: [".cpp", ".cc", ".cxx", ".c++", ".hpp", ".hh", ".hxx", ".h", ".inl", ".ipp"],
  lineComment: "//",
  indented: false,
  folder: "cpp",
  group: "c",
  package: "tree-sitter-cpp",
  grammar: () => require("tree-sitter-cpp"),
};
