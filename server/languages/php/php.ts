import { linesOf } from "../../text/lines.ts";
import { bracedFrames } from "../bracedFrames.ts";
import { docBlocks } from "../docLines.ts";
import { annotationOf, bracedBelow } from "../heads.ts";
import type { LanguageRules } from "../language.ts";
import { phpModules } from "./modules.ts";
import { phpNodes } from "./nodes.ts";
import { phpReceivers } from "./receivers.ts";
import { scanPhp } from "./scan.ts";
import { phpTests } from "./tests.ts";

/** Hearth's knowledge of PHP. */
export const phpLanguage: LanguageRules = {
  scan: scanPhp,
  marks: ["//", "#", "/*", "<<<", '"', "'"],
  reach: {
    entered: new Set([
      "program",
      "namespace_definition",
      "compound_statement",
      "namespace_use_declaration",
      "class_declaration",
      "trait_declaration",
      "interface_declaration",
      "enum_declaration",
      "declaration_list",
      "enum_declaration_list",
    ]),
    bodies: new Set(["compound_statement"]),
    hints: /\b(?:function|class|interface|trait|enum|const|define|(?:require|include)(?:_once)?)\b|\b__construct\b/g,
    blockDocs: "/**",
  },
  locals: {
    isProperty: ({ parent, startIndex }) =>
      memberNames.has(parent?.type ?? "") && parent?.childForFieldName("name")?.startIndex === startIndex,
  },
  modules: phpModules,
  importLines: {
    begins: /^use\s/,
    above: new Set(["php_tag", "declare_statement", "namespace_definition"]),
    isBuiltIn: (specifier) => !specifier.includes("\\"),
    paths: {
      begun: /^use\s+([\w\\]*)$/,
      end: ";",
      imported: ({ specifier }, { imported, local }) => {
        if (local === "*" || local !== imported || /[/.]/.test(specifier)) return undefined;
        // A list in braces has the rest of the name.
        return specifier === local || specifier.endsWith(`\\${local}`) ? specifier : `${specifier}\\${local}`;
      },
      whole: (specifier, name) => `${specifier}\\${name}`,
      declared: ({ text }, name) => {
        const own = /^[ \t]*namespace[ \t]+([\w\\]+)/m.exec(text)?.[1];
        return own === undefined ? undefined : `${own}\\${name}`;
      },
    },
  },
  receivers: phpReceivers,
  nodes: phpNodes,
  stub: (signature) => [...linesOf(signature), "{", "\tthrow new \\LogicException('Not implemented.');", "}"],
  docs: docBlocks,
  tests: phpTests,
  memberFrame: ["class X {", "}"],
  elision: "// ...",
  heads: [annotationOf("function x() {}", "class X {}"), ...bracedBelow],
  lineFrames: bracedFrames({
    declarations: [
      ["", ""],
      ["class X {\n", "\n}"],
      ["interface X {\n", "\n}"],
      ["enum X {\n", "\n}"],
      ["function x(\n", "\n) {}"],
      // A head whose brace is on the next line, as PSR-12 has it.
      ["", "\n{}"],
      ["class X {\n", "\n{}\n}"],
      ["interface X {\n", "\n;\n}"],
    ],
    body: ["function x() {\n", "\n}"],
    statements: [
      ["", "\n{}"],
      ["if ($x) {} ", ""],
      ["try {} ", ""],
      ["switch ($x) {\n", "\n}"],
      ["$x = match ($x) {\n", "\n};"],
      ["$x = [\n", "\n];"],
      ["$x = $x\n", ";"],
      ["$x\n", ";"],
    ],
    openers: ["if ($x) {\n", "$x = function () {\n", "$x = match ($x) {\n", "try {\n", "class X {\n"],
  }),
};

const memberNames: ReadonlySet<string> = new Set([
  "member_access_expression",
  "nullsafe_member_access_expression",
  "member_call_expression",
  "nullsafe_member_call_expression",
]);
