import { linesOf } from "../../text/lines.ts";
import { annotationOf, bracedBelow } from "../heads.ts";
import type { LanguageRules } from "../language.ts";
import { scriptDocs } from "./docs.ts";
import { scriptExporting } from "./exporting.ts";
import { typescriptRules } from "./extract.ts";
import { scriptImports } from "./importing.ts";
import { scriptFrames } from "./lineFrames.ts";
import { scriptLocals } from "./locals.ts";
import { scriptModules } from "./modules.ts";
import { typescriptNames } from "./names.ts";
import { scriptNodes } from "./nodes.ts";
import { scanTypeScript } from "./scan.ts";
import { scriptTests } from "./tests.ts";
import { scriptTypes } from "./types.ts";

/** Hearth's knowledge of TypeScript and JavaScript, with JSX and without. */
export const typescriptLanguage: LanguageRules = {
  scan: scanTypeScript,
  walk: typescriptRules,
  locals: scriptLocals,
  modules: scriptModules,
  names: typescriptNames,
  exporting: scriptExporting,
  importing: scriptImports,
  nodes: scriptNodes,
  stub: (signature) => [...linesOf(`${signature} {`), '\tthrow new Error("Method not implemented.");', "}"],
  docs: scriptDocs,
  types: scriptTypes,
  tests: scriptTests,
  conversions: new Set(["await", "functionComponent"]),
  memberFrame: ["class _ {", "}"],
  elision: "// ...",
  heads: [annotationOf("class X {}", "x() {}"), ...bracedBelow],
  lineFrames: scriptFrames,
  markdownName: (id, path) => {
    if (/\.[cm]?jsx?$/.test(path)) return "javascript";
    return id === "typescriptreact" ? "tsx" : id;
  },
};
