import { scanner } from "../scan/code.ts";

/** The identifiers of Java. */
export const scanJava = scanner({
  keywords: `abstract assert boolean break byte case catch char class const continue default do double else enum extends
  false final finally float for goto if implements import instanceof int interface long native new null package private
  protected public return short static strictfp super switch synchronized this throw throws transient true try void
  volatile while`,
  lineComments: ["//"],
  blockComment: ["/*", "*/"],
  strings: [
    { open: '"""', close: '"""', escapes: true, isLong: true },
    { open: '"', close: '"', escapes: true },
  ],
  hasCharacters: true,
});
