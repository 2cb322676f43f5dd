import { docLines } from "../docLines.ts";
import type { LanguageRules } from "../language.ts";
import { wordedFrames } from "../wordedFrames.ts";
import { rubyModules } from "./modules.ts";
import { rubyNodes } from "./nodes.ts";
import { rubyReceivers } from "./receivers.ts";
import { scanRuby } from "./scan.ts";
import { rubyTests } from "./tests.ts";

/** Hearth's knowledge of Ruby. */
export const rubyLanguage: LanguageRules = {
  scan: scanRuby,
  marks: ["#", "=begin", "<<~", '"', "'", "raw", "regex"],
  reach: {
    entered: new Set(["program", "module", "class", "singleton_class", "body_statement"]),
    bodies: new Set(["body_statement"]),
    // A constant is set anywhere but in a method.
    hints:
      /\b(?:def|class|module|alias|\w*attr\w*|define_\w*method|alias_method|require\w*|load|autoload|belongs_to|has_\w+|scope)\b|\b[A-Z]\w{0,80}[ \t]{0,8}(?:\|\||&&)?=/g,
    blockDocs: undefined,
  },
  locals: {
    isProperty: ({ type, parent, startIndex }) =>
      type === "hash_key_symbol" ||
      (parent?.type === "call" &&
        parent.childForFieldName("receiver") !== null &&
        parent.childForFieldName("method")?.startIndex === startIndex),
  },
  modules: rubyModules,
  receivers: rubyReceivers,
  nodes: rubyNodes,
  docs: docLines("#"),
  tests: rubyTests,
  elision: "# ...",
  blockWords: {
    begins:
      /^\s*(?:(?:\w+\s+)?def|class|module|begin|case|if|unless|while|until|for)\b(?!.*\bend\b)(?!.*\)\s*=\s)|\bdo\s*(?:\|[^|]*\|)?\s*$|=\s*(?:begin|case|if|unless)\b(?!.*\bend\b)/,
    goesOn: /^\s*(?:else|elsif|when|in|rescue|ensure)\b/,
    ends: /^\s*end\b(?!\s*[=:])/,
    conditions: /\s(?:if|unless)\s/,
  },
  lineFrames: wordedFrames({
    around: [
      ["class X\n", "\nend"],
      ["case x\n", "\nend"],
      ["begin\n", "\nend"],
      ["if x\n x\n", "\nend"],
      ["x = {\n", "\n}"],
      ["x = [\n", "\n]"],
      ["x = x\n", ""],
      ["def x(\n", "\n) end"],
    ],
    opens: ["begin\n", "if x\n", "x do |x|\n"],
    ends: "end",
    openers: { ")": ["x("], "]": ["x = ["], "}": ["x = {", "x { |x|\n", '"#{'] },
  }),
};
