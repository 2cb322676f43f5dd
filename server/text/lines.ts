/** Where each line starts, in UTF-16 offsets. Lines end with \n, \r\n or \r, as LSP counts them. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (unit === 13 || unit === 10) starts.push(i + 1);
  }
  return starts;
}

/** The offset of the first line end at or after `offset`: the end of the line that holds it. */
export function lineEnd(text: string, offset: number): number {
  for (let i = offset; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || unit === 13) return i;
  }
  return text.length;
}

/** The offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  for (let i = offset; i > 0; i--) {
    const unit = text.charCodeAt(i - 1);
    if (unit === 10 || unit === 13) return i;
  }
  return 0;
}

/** The blanks a line begins with. */
export function indentationOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}
