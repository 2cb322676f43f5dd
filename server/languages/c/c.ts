import { bracedFrames } from "../bracedFrames.ts";
import { docBlocks } from "../docLines.ts";
import type { Reach } from "../extract/cursorQuery.ts";
import { bracedBelow } from "../heads.ts";
import type { LanguageRules } from "../language.ts";
import { typeFirst } from "../receivers.ts";
import { maskedC } from "./masked.ts";
import { cModules } from "./modules.ts";
import { cNodes } from "./nodes.ts";
import { scanC, scanCpp } from "./scan.ts";

const entered = [
  "translation_unit",
  "preproc_if",
  "preproc_ifdef",
  "preproc_else",
  "preproc_elif",
  "preproc_elifdef",
  "linkage_specification",
  "declaration_list",
  "declaration",
  "type_definition",
  "struct_specifier",
  "union_specifier",
  "enum_specifier",
  "field_declaration_list",
  "field_declaration",
  "enumerator_list",
];

/** Types and macros stand in functions, too. */
const hints = /\b(?:struct|union|enum|class)\b[^;(){}=]{0,80}\{|#[ \t]{0,8}define\b/g;

const reach: Reach = { entered: new Set(entered), hints, blockDocs: "/*" };

const cFrames = {
  declarations: [
    ["", ""],
    ["struct x {\n", "\n};"],
    ["enum x {\n", "\n};"],
    ["x x[] = {\n", "\n};"],
    ["void x(\n", "\n) {}"],
  ],
  body: ["void x() {\n", "\n}"],
  statements: [
    ["if (x) {} ", ""],
    ["do {} ", ""],
    ["switch (x) {\n", "\n}"],
    ["x = x\n", ";"],
    ["x\n", ";"],
    ["x y = {\n", "\n};"],
  ],
  openers: ["if (x) {\n", "x y[] = {\n", "struct x {\n", "do {\n"],
} as const;

const shared: LanguageRules = {
  masked: maskedC,
  marks: ["//", "/*", 'R"(', '"', "character"],
  locals: {
    isProperty: ({ type, parent }) => type === "field_identifier" && parent?.type === "field_expression",
    holdsParameter: ({ type, parent }) =>
      /^(?:pointer|array|reference)_declarator$/.test(type) && /parameter_declaration$/.test(parent?.type ?? ""),
  },
  modules: cModules,
  receivers: typeFirst,
  nodes: cNodes,
  docs: docBlocks,
  heads: bracedBelow,
  elision: "// ...",
  outdented: /^\s*(?:#|(?!default\b)\w+:\s*$)/,
};

/** Hearth's knowledge of C. */
export const cLanguage: LanguageRules = { ...shared, scan: scanC, reach, lineFrames: bracedFrames(cFrames) };

/** Hearth's knowledge of C++. */
export const cppLanguage: LanguageRules = {
  ...shared,
  scan: scanCpp,
  reach: {
    ...reach,
    entered: new Set([...entered, "namespace_definition", "template_declaration", "class_specifier"]),
  },
  memberFrame: ["class X {", "};"],
  lineFrames: bracedFrames({
    ...cFrames,
    declarations: [...cFrames.declarations, ["class X {\n", "\n};"], ["namespace x {\n", "\n}"], ["X::X()\n", " {}"]],
    statements: [...cFrames.statements, ["try {} ", ""]],
    openers: [...cFrames.openers, "auto x = [] {\n", "class X {\n", "try {\n"],
  }),
};
