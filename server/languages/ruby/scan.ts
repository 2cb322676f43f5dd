import { scanner } from "../scan/code.ts";
import { endAfter } from "../scan/skip.ts";

/** The identifiers of Ruby, without the signs that stand before or behind them: `@name`, `empty?`. */
export const scanRuby = scanner({
  keywords: `BEGIN END alias and begin break case class def defined do else elsif end ensure false for if in module next nil
  not or redo rescue retry return self super then true undef unless until when while yield __FILE__ __LINE__ __dir__`,
  lineComments: ["#"],
  strings: [
    { open: '"', close: '"', escapes: true, code: "#{" },
    { open: "'", close: "'", escapes: true },
    { open: "`", close: "`", escapes: true, code: "#{" },
  ],
  dollars: true,
  skip: blockCommentEnd,
  skipAt: "=",
});

/** The end of a comment between `=begin` and `=end`, both at the start of a line. */
function blockCommentEnd(text: string, at: number): number {
  const begins = text.startsWith("=begin", at) && (at === 0 || text[at - 1] === "\n");
  return begins ? endAfter(text, at, "\n=end") : at;
}
