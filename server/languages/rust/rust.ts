import { linesOf } from "../../text/lines.ts";
import { bracedFrames } from "../bracedFrames.ts";
import { docLines } from "../docLines.ts";
import type { LanguageRules } from "../language.ts";
import { nameFirst } from "../receivers.ts";
import { pathInCrate, rustModules } from "./modules.ts";
import { rustNodes } from "./nodes.ts";
import { scanRust } from "./scan.ts";

/** Hearth's knowledge of Rust. Its tests stand in the file of the code, so that none are written elsewhere. */
export const rustLanguage: LanguageRules = {
  scan: scanRust,
  marks: ["//", "/*", 'r##"', 'r#"', 'r"', 'long"', "character"],
  reach: {
    entered: new Set([
      "source_file",
      "declaration_list",
      "mod_item",
      "impl_item",
      "trait_item",
      "foreign_mod_item",
      "struct_item",
      "union_item",
      "enum_item",
      "enum_variant_list",
      "enum_variant",
      "field_declaration_list",
    ]),
    hints: /\b(?:fn|struct|enum|union|trait|impl|use|macro_rules|type|mod)\b|#\[/g,
    blockDocs: "/**",
  },
  locals: {
    isProperty: ({ type, parent }) => type === "field_identifier" && parent?.type !== "field_declaration",
    holdsParameter: ({ type }) => type === "mut_pattern",
  },
  modules: rustModules,
  importLines: {
    begins: /^(?:pub\s+)?use\s/,
    above: new Set(["inner_attribute_item"]),
    isBuiltIn: (specifier) => /^(?:std|core|alloc)\b/.test(specifier),
    paths: {
      begun: /^(?:pub\s+)?use\s+([\w:]*)$/,
      end: ";",
      imported: ({ specifier }, { imported, local }, statement) => {
        // What lists stand in lists for is not told.
        const isTold = statement.split("{").length < 3 && !/^(?:self|super)\b/.test(specifier);
        return isTold && imported.split("::").at(-1) === local ? `${specifier}::${imported}` : undefined;
      },
      whole: (specifier, name) => `${specifier}::${name}`,
      declared: pathInCrate,
    },
  },
  receivers: nameFirst,
  nodes: rustNodes,
  stub: (signature) => [...linesOf(`${signature} {`), "\ttodo!()", "}"],
  docs: docLines("///"),
  memberFrame: ["impl X {", "}"],
  elision: "// ...",
  lineFrames: bracedFrames({
    declarations: [
      ["", ""],
      ["impl X {\n", "\n}"],
      ["trait X {\n", "\n}"],
      ["struct X {\n", "\n}"],
      ["enum X {\n", "\n}"],
      ["use x::{\n", "\n};"],
    ],
    body: ["fn x() {\n", "\n}"],
    statements: [
      ["match x {\n", "\n}"],
      ["if x {\n} ", ""],
      ["let x = X {\n", "\n};"],
      ["x\n", ";"],
      ["x!(", "\n)"],
    ],
    openers: ["if x {\n", "match x {\n", "x = X {\n", "|| {\n", "impl X {\n"],
  }),
};
