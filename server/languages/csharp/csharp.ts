import { linesOf } from "../../text/lines.ts";
import { bracedFrames } from "../bracedFrames.ts";
import { docLines } from "../docLines.ts";
import { annotationOf, bracedBelow } from "../heads.ts";
import type { LanguageRules } from "../language.ts";
import { typeFirst } from "../receivers.ts";
import { csharpModules } from "./modules.ts";
import { csharpNodes } from "./nodes.ts";
import { scanCsharp } from "./scan.ts";
import { csharpTests } from "./tests.ts";

/** Hearth's knowledge of C#. */
export const csharpLanguage: LanguageRules = {
  scan: scanCsharp,
  marks: ["//", "/*", '"""', '@"', '"', "character"],
  reach: {
    entered: new Set([
      "compilation_unit",
      "namespace_declaration",
      "declaration_list",
      "class_declaration",
      "struct_declaration",
      "record_declaration",
      "interface_declaration",
      "enum_declaration",
      "enum_member_declaration_list",
      "preproc_if",
      "preproc_else",
      "preproc_elif",
    ]),
    // A function in a function has a type before its name and a body behind its parameters.
    hints: /[\w>\])?] +\w+(?:<[^<>()]{1,40}>)?\([^(){};]{0,300}\)\s*(?:\{|=>)/g,
    blockDocs: "/**",
  },
  locals: {
    isProperty: ({ parent, startIndex }) =>
      parent?.type === "member_access_expression" && parent.childForFieldName("name")?.startIndex === startIndex,
  },
  modules: csharpModules,
  importLines: {
    begins: /^(?:global\s+)?using\s/,
    above: new Set(["extern_alias_directive"]),
    isBuiltIn: (specifier) => /^System\b/.test(specifier),
    paths: {
      begun: /^(?:global\s+)?using\s+((?!static\b)[\w.]*)$/,
      end: ";",
      whole: (specifier) => specifier,
      declared: ({ text }) => /^[ \t]*namespace\s+([\w.]+)/m.exec(text)?.[1],
    },
  },
  receivers: typeFirst,
  nodes: csharpNodes,
  stub: (signature, isOfInterface) => {
    const visible = /^(?:public|protected|internal)\b/.test(signature) ? signature : `public ${signature}`;
    const head = isOfInterface ? visible : visible.replace(/^(?:\w+\s+)/, "$&override ");
    return [...linesOf(head), "{", "\tthrow new System.NotImplementedException();", "}"];
  },
  docs: docLines("///"),
  tests: csharpTests,
  memberFrame: ["class X {", "}"],
  elision: "// ...",
  heads: [annotationOf("void X() {}", "class X {}"), ...bracedBelow],
  outdented: /^\s*#/,
  lineFrames: bracedFrames({
    declarations: [
      ["", ""],
      ["class X {\n", "\n}"],
      ["interface X {\n", "\n}"],
      ["enum X {\n", "\n}"],
      ["class X { int X {\n", "\n} }"],
      ["class X { void X(\n", "\n) {} }"],
    ],
    body: ["class X { void X() {\n", "\n} }"],
    statements: [
      ["if (x) {} ", ""],
      ["try {} ", ""],
      ["switch (x) {\n", "\n}"],
      ["x = x switch {\n", "\n};"],
      ["x = new X {\n", "\n};"],
      ["x = x\n", ";"],
      ["x\n", ";"],
    ],
    openers: ["if (x) {\n", "x = () => {\n", "x = new X {\n", "try {\n"],
  }),
};
