import { scanner } from "../scan/code.ts";

/** The identifiers of Kotlin, those in strings, too. */
export const scanKotlin = scanner({
  keywords: `as break by catch class companion const constructor continue crossinline data do dynamic else enum expect
  external false final finally for fun get if import in infix init inline inner interface internal is lateinit noinline
  null object open operator out override package private protected public reified return sealed set super suspend tailrec
  this throw true try typealias val var vararg when where while actual abstract annotation it field`,
  lineComments: ["//"],
  blockComment: ["/*", "*/"],
  nests: true,
  strings: [
    { open: '"""', close: '"""', isLong: true, code: "${", names: true },
    { open: '"', close: '"', escapes: true, code: "${", names: true },
  ],
  hasCharacters: true,
});
