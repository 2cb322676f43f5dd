import { scanner } from "../scan/code.ts";

/** The identifiers of Bash: what is called, and variables, those in strings, too. */
export const scanBash = scanner({
  keywords: `if then elif else fi for while until do done case esac in function select time local declare readonly export
  unset return break continue exit true false shift set source eval exec trap`,
  lineComments: ["#"],
  needsBlank: true,
  strings: [
    { open: '"', close: '"', escapes: true, code: "$(", names: true },
    { open: "$'", close: "'", escapes: true },
    { open: "'", close: "'" },
  ],
  dollars: true,
});
