import { linesOf } from "../../text/lines.ts";
import { bracedFrames } from "../bracedFrames.ts";
import { docBlocks } from "../docLines.ts";
import { annotationOf } from "../heads.ts";
import { packagePaths } from "../importing/packagePaths.ts";
import type { LanguageRules } from "../language.ts";
import { nameFirst } from "../receivers.ts";
import { kotlinModules } from "./modules.ts";
import { kotlinNodes } from "./nodes.ts";
import { scanKotlin } from "./scan.ts";
import { kotlinTests } from "./tests.ts";

/** Hearth's knowledge of Kotlin. */
export const kotlinLanguage: LanguageRules = {
  scan: scanKotlin,
  marks: ["//", "/*", '"""', '"', "character"],
  reach: {
    entered: new Set([
      "source_file",
      "class_declaration",
      "class_body",
      "enum_class_body",
      "enum_entry",
      "object_declaration",
      "companion_object",
      "primary_constructor",
      "class_parameters",
      "property_declaration",
    ]),
    hints: /\b(?:fun|class|interface|object|typealias)\b/g,
    blockDocs: "/**",
  },
  locals: {
    isProperty: ({ parent, startIndex }) =>
      parent?.type === "navigation_expression" && parent.startIndex !== startIndex,
    holdsParameter: ({ type }) => type === "variable_declaration",
  },
  modules: kotlinModules,
  importLines: {
    begins: /^import\s/,
    above: new Set(["package_header", "file_annotation"]),
    isBuiltIn: (specifier) => /^(?:kotlin|javax?)\./.test(specifier),
    paths: packagePaths(""),
  },
  receivers: nameFirst,
  nodes: kotlinNodes,
  stub: (signature) => [...linesOf(`override ${signature} {`), '\tTODO("Not yet implemented")', "}"],
  docs: docBlocks,
  tests: kotlinTests,
  memberFrame: ["class X {", "}"],
  elision: "// ...",
  heads: [annotationOf("fun x() {}")],
  lineFrames: bracedFrames({
    declarations: [
      ["", ""],
      ["class X {\n", "\n}"],
      ["interface X {\n", "\n}"],
      ["enum class X {\n", "\n}"],
      ["class X(\n", "\n)"],
    ],
    body: ["fun x() {\n", "\n}"],
    statements: [
      ["if (x) {} ", ""],
      ["try {} ", ""],
      ["when (x) {\n", "\n}"],
      ["x = x\n", ""],
      ["x\n", ""],
    ],
    openers: ["if (x) {\n", "x {\n", "when (x) {\n", "try {\n", "x = object : X {\n"],
  }),
};
