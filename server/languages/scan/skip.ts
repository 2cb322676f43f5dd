const newline = 10;
const backslash = 92;
const slash = 47;

/** The end of the line that `offset` is on. */
export function nextLineFeed(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

/** The end of the comment or string that `close` ends; the end of the text if nothing does. */
export function endAfter(text: string, offset: number, close: string): number {
  const end = text.indexOf(close, offset);
  return end < 0 ? text.length : end + close.length;
}

/**
 * The end of the string that begins with the quote at `start`. It is behind its closing quote, or at the end of the
 * line.
 */
export function stringEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let i = start + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === backslash) i++;
    else if (unit === quote) return i + 1;
    else if (unit === newline) return i;
  }
  return text.length;
}

/** No one writes longer regular expressions, and a line of minified code may hold very many slashes. */
const maxRegexLength = 500;

/**
 * The end of the regular expression that begins with the slash at `start`. It is `start` if the expression does not end
 * on its line.
 */
export function regexEnd(text: string, start: number): number {
  let inClass = false;
  const stop = Math.min(text.length, start + maxRegexLength);
  for (let i = start + 1; i < stop; i++) {
    const unit = text.charCodeAt(i);
    if (unit === backslash) i++;
    else if (unit === newline) return start;
    else if (unit === 91) inClass = true;
    else if (unit === 93) inClass = false;
    else if (unit === slash && !inClass) return i + 1;
  }
  return start;
}
