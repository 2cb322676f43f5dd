import { docLines } from "../docLines.ts";
import type { LanguageRules } from "../language.ts";
import { wordedFrames } from "../wordedFrames.ts";
import { bashModules } from "./modules.ts";
import { bashNodes } from "./nodes.ts";
import { scanBash } from "./scan.ts";

/** Hearth's knowledge of Bash. Its tests are in a language of their own, so that none are written. */
export const bashLanguage: LanguageRules = {
  scan: scanBash,
  marks: ["#", "<<", "escape", "patterns", "$'", 'long"', "long'"],
  reach: {
    entered: new Set(["program"]),
    hints: /\bfunction\b|\((?=\s{0,8}\))|\w\+?=|\b(?:source|load)\b|(?<![\w"'.])\.\s/g,
    blockDocs: undefined,
  },
  modules: bashModules,
  nodes: bashNodes,
  docs: docLines("#"),
  elision: "# ...",
  blockWords: {
    begins: /^\s*(?:if|elif|else|for|while|until|case|select)\b(?!.*\b(?:fi|done|esac)\b)|\b(?:then|do)\s*$/,
    goesOn: /^\s*(?:else|elif|then|do|;|[\w"'$*?.|-]+\))/,
    ends: /^\s*(?:(?:fi|done|esac)\b(?!\s*=)|;)/,
  },
  lineFrames: wordedFrames({
    around: [
      ["x() {\n", "\n}"],
      ["case x in\n", "\nesac"],
      ["case x in\nx)\n", "\n;;\nesac"],
      ["while x; do\n", "\ndone"],
      ["while x; do\n", ""],
      ["", "\ndone"],
      ["case x in\n", ""],
      ["x=(\n", "\n)"],
    ],
    opens: ["if x; then\n", "if x\n"],
    ends: "fi",
    openers: { ")": ["x=(", "(", "case x in\n"], "]": ["x["], "}": ["x() {\n", "{ "] },
  }),
};
