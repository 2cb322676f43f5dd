import { scanner } from "../scan/code.ts";

/** The identifiers of Go. Names that come with the language are some, too: anybody may declare them anew. */
export const scanGo = scanner({
  keywords: `break case chan const continue default defer else fallthrough for func go goto if import interface map
  package range return select struct switch type var true false nil iota _`,
  lineComments: ["//"],
  blockComment: ["/*", "*/"],
  strings: [
    { open: '"', close: '"', escapes: true },
    { open: "`", close: "`", isLong: true },
  ],
  hasCharacters: true,
});
