import { docLines } from "../docLines.ts";
import type { LanguageRules } from "../language.ts";
import { nameThenType } from "../receivers.ts";
import { goFrames } from "./lineFrames.ts";
import { goModules } from "./modules.ts";
import { goNodes } from "./nodes.ts";
import { scanGo } from "./scan.ts";
import { goTests } from "./tests.ts";

/** Hearth's knowledge of Go. */
export const goLanguage: LanguageRules = {
  scan: scanGo,
  marks: ["//", "/*", '"', "raw", "character"],
  reach: {
    entered: new Set([
      "source_file",
      "import_declaration",
      "import_spec_list",
      "const_declaration",
      "var_declaration",
      "var_spec_list",
      "type_declaration",
      "type_spec",
      "struct_type",
      "field_declaration_list",
      "interface_type",
    ]),
    hints: /\btype\b|\bstruct\b|\binterface\b/g,
    blockDocs: "/*",
  },
  locals: { isProperty: ({ parent, type }) => type === "field_identifier" && parent?.type !== "method_declaration" },
  modules: goModules,
  importLines: {
    begins: /^import\s/,
    above: new Set(["package_clause"]),
    isBuiltIn: (specifier) => !/^[^/]*\./.test(specifier),
    list: /^import\s*\(([^()]*)\)/,
    paths: {
      begun: /^(?:import[ \t]+|[ \t]+)("[^"]*)?$/,
      end: "",
      areOfPackages: true,
      imported: ({ specifier }, { local }, statement) => {
        const isAlias = /^[\w.]/.test(statement);
        return isAlias ? `${local} "${specifier}"` : `"${specifier}"`;
      },
      whole: (specifier) => `"${specifier}"`,
    },
  },
  receivers: nameThenType,
  nodes: goNodes,
  docs: docLines("//"),
  tests: goTests,
  elision: "// ...",
  outdented: /^\s*(?!default\b)\w+:\s*$/,
  lineFrames: goFrames,
};
