import { nextLineFeed } from "./skip.ts";
import { blank, digit, kindOf, name, nameEnd } from "./units.ts";

/**
 * The words of a text that do not begin with a digit, outside of line comments. They are the identifiers of a language
 * of which no more is known. Words in strings count too. Languages differ in what a quote means. Rust's `'a` opens
 * nothing, and a scan that took it for a string would lose code. A word too many costs a look; a lost one hides a use.
 * For the same reason a comment begins only where a blank or a line start precedes its mark. So `"https://…"` hides no
 * code behind it.
 */
export function scanWords(text: string, lineComment: string, found: (start: number, end: number) => void): void {
  const mark = lineComment.charCodeAt(0);
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    if (kind === name) {
      const end = nameEnd(text, i + 1);
      found(i, end);
      i = end;
    } else if (kind === digit) {
      i = nameEnd(text, i + 1);
    } else if (unit === mark && text.startsWith(lineComment, i) && (i === 0 || isBlankAt(text, i - 1))) {
      i = nextLineFeed(text, i);
    } else i++;
  }
}

function isBlankAt(text: string, offset: number): boolean {
  return kindOf(text.charCodeAt(offset)) === blank;
}
