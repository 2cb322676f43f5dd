import { linesOf } from "../../text/lines.ts";
import { bracedFrames } from "../bracedFrames.ts";
import { docBlocks } from "../docLines.ts";
import { annotationOf, bracedBelow } from "../heads.ts";
import { packagePaths } from "../importing/packagePaths.ts";
import type { LanguageRules } from "../language.ts";
import { typeFirst } from "../receivers.ts";
import { packageModules } from "./modules.ts";
import { javaNodes } from "./nodes.ts";
import { scanJava } from "./scan.ts";
import { javaTests } from "./tests.ts";

/** Hearth's knowledge of Java. */
export const javaLanguage: LanguageRules = {
  scan: scanJava,
  marks: ["//", "/*", '"""', '"', "character"],
  reach: {
    entered: new Set([
      "program",
      "class_declaration",
      "class_body",
      "interface_declaration",
      "interface_body",
      "enum_declaration",
      "enum_body",
      "enum_body_declarations",
      "enum_constant",
      "record_declaration",
      "annotation_type_declaration",
      "annotation_type_body",
      "object_creation_expression",
    ]),
    // A class without a name is an expression: `new X() {`.
    hints: /\b(?:class|enum|interface|record|new)\b/g,
    blockDocs: "/**",
  },
  locals: {
    isProperty: ({ parent, startIndex }) =>
      (parent?.type === "field_access" && parent.childForFieldName("field")?.startIndex === startIndex) ||
      (parent?.type === "method_invocation" && parent.childForFieldName("name")?.startIndex === startIndex),
  },
  modules: packageModules(".java"),
  importLines: {
    begins: /^import\s/,
    above: new Set(["package_declaration"]),
    isBuiltIn: (specifier) => /^javax?\./.test(specifier),
    paths: packagePaths(";"),
  },
  receivers: typeFirst,
  nodes: javaNodes,
  stub: (signature) => {
    const visible = /^(?:public|protected)\b/.test(signature) ? signature : `public ${signature}`;
    return ["@Override", ...linesOf(`${visible} {`), "\tthrow new UnsupportedOperationException();", "}"];
  },
  docs: docBlocks,
  tests: javaTests,
  memberFrame: ["class _ {", "}"],
  elision: "// ...",
  heads: [annotationOf("void x() {}", "class X {}"), ...bracedBelow],
  lineFrames: bracedFrames({
    declarations: [
      ["", ""],
      ["class X {\n", "\n}"],
      ["interface X {\n", "\n}"],
      ["enum X {\n", "\n}"],
      ["class X { X(\n", "\n) {} }"],
    ],
    body: ["class X { void x() {\n", "\n} }"],
    statements: [
      ["if (x) {} ", ""],
      ["try {} ", ""],
      ["switch (x) {\n", "\n}"],
      ["x = x\n", ";"],
      ["x\n", ";"],
      ["X[] x = {\n", "\n};"],
    ],
    openers: ["if (x) {\n", "x = () -> {\n", "x = new X() {\n", "X[] x = {\n", "try {\n"],
  }),
};
