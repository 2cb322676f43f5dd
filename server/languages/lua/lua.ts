import { docLines } from "../docLines.ts";
import type { LanguageRules } from "../language.ts";
import { wordedFrames } from "../wordedFrames.ts";
import { luaModules } from "./modules.ts";
import { luaNodes } from "./nodes.ts";
import { scanLua } from "./scan.ts";
import { luaTests } from "./tests.ts";

/** Hearth's knowledge of Lua. */
export const luaLanguage: LanguageRules = {
  scan: scanLua,
  marks: ["--[[", "--[=[", "--", "[[", "[=[", '"', "'"],
  reach: {
    entered: new Set(["chunk", "variable_declaration", "assignment_statement", "variable_list", "expression_list"]),
    hints: /\bfunction\b|\b(?:require|dofile|loadfile)\b/g,
    blockDocs: undefined,
  },
  locals: {
    isProperty: ({ parent, startIndex }) =>
      (/^(?:dot|method)_index_expression$/.test(parent?.type ?? "") && parent?.startIndex !== startIndex) ||
      (parent?.type === "field" && parent.startIndex === startIndex && parent.childForFieldName("name") !== null),
  },
  modules: luaModules,
  nodes: luaNodes,
  docs: docLines("---"),
  tests: luaTests,
  elision: "-- ...",
  blockWords: {
    begins:
      /^\s*(?:(?:if|elseif|else|for|while|repeat|do)\b|(?:local\s+)?function\b)(?!.*\b(?:end|until)\b)|\b(?:function\s*\([^()]*\)|then|do)\s*$/,
    goesOn: /^\s*(?:else|elseif)\b/,
    ends: /^\s*(?:end|until)\b(?!\s*[=:])/,
  },
  lineFrames: wordedFrames({
    around: [
      ["x = {\n", "\n}"],
      ["return {\n", "\n}"],
      ["x = x\n", ""],
      ["repeat\n", ""],
    ],
    opens: ["do\n", "if x then\n", "x = function()\n", "x(function()\n"],
    ends: "end",
    openers: { ")": ["x("], "]": ["x = x["], "}": ["x = {"] },
  }),
};
