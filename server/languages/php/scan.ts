import { scanner } from "../scan/code.ts";
import { nextLineFeed } from "../scan/skip.ts";

/** The identifiers of PHP, without the `$` before them. */
export const scanPhp = scanner({
  keywords: `php abstract and array as break callable case catch class clone const continue declare default do echo else
  elseif empty enddeclare endfor endforeach endif endswitch endwhile enum eval exit extends final finally fn for foreach
  function global goto if implements include include_once instanceof insteadof interface isset list match namespace new
  or print private protected public readonly require require_once return static switch throw trait try unset use var
  while xor yield true false null TRUE FALSE NULL self parent this bool int float string void mixed never object iterable`,
  lineComments: ["//"],
  blockComment: ["/*", "*/"],
  strings: [
    { open: '"', close: '"', escapes: true, code: "{", names: true },
    { open: "'", close: "'", escapes: true },
  ],
  dollars: true,
  skip: hashEnd,
  skipAt: "#",
});

/** The end of a comment that begins with `#`; `#[` begins an attribute, which is code. */
function hashEnd(text: string, at: number): number {
  return text[at + 1] === "[" ? at : nextLineFeed(text, at);
}
