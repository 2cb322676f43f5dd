/** A tab reaches this many columns: only how lines compare depends on it, never what is written. */
export const tabWidth = 4;

/** Columns of blanks at the start of the line that begins at `start`. */
export function indentationWidth(text: string, start = 0): number {
  let width = 0;
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 32) width++;
    else if (unit === 9) width += tabWidth;
    else break;
  }
  return width;
}
