import { linesOf } from "../../text/lines.ts";
import { annotationOf } from "../heads.ts";
import type { LanguageRules } from "../language.ts";
import { pythonDocs } from "./docs.ts";
import { pythonExporting } from "./exporting.ts";
import { pythonRules } from "./extract.ts";
import { pythonImports } from "./importing.ts";
import { layoutErrors } from "./layout.ts";
import { pythonFrames } from "./lineFrames.ts";
import { pythonLocals } from "./locals.ts";
import { pythonModules } from "./modules.ts";
import { pythonNames } from "./names.ts";
import { pythonNodes } from "./nodes.ts";
import { scanPython } from "./scan.ts";
import { pythonTests } from "./tests.ts";
import { pythonTypes } from "./types.ts";

/** Hearth's knowledge of Python. */
export const pythonLanguage: LanguageRules = {
  scan: scanPython,
  walk: pythonRules,
  locals: pythonLocals,
  modules: pythonModules,
  names: pythonNames,
  exporting: pythonExporting,
  importing: pythonImports,
  nodes: pythonNodes,
  stub: (signature) => [...linesOf(signature), "\traise NotImplementedError"],
  docs: pythonDocs,
  types: pythonTypes,
  tests: pythonTests,
  conversions: new Set(["comprehension"]),
  layoutErrors,
  blankLines: 2,
  blockHeader:
    /^\s*(?:async\s+)?(?:case|class|def|elif|else|except|finally|for|if|match|try|while|with)\b.*:\s*(?:#.*)?$/,
  heads: [annotationOf("def x(): pass")],
  lineFrames: pythonFrames,
};
