import { createRequire } from "node:module";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

/** PHP, read as if it were code from its first character on, so that a piece of a file parses without its `<?php`. */
export const php: Language = {
  ids: ["php"],
  extensions: [".php"],
  lineComment: "//",
  indented: false,
  folder: "php",
  package: "tree-sitter-php",
  grammar: () => require("tree-sitter-php").php_only,
};
