import { isBlank } from "../../text/lines.ts";

const numbered = /^\s{0,8}(\d{1,6})(?::|\s?\||\t|\.(?=\s|$))(?: |$)?/;

/**
 * The lines without the numbers that a prompt showed them with and a model copied: `12: foo`, `12 | foo`. The numbers
 * go only where every written line has one and each is larger than the one before. A gap is a line that was added.
 */
export function withoutLineNumbers(lines: readonly string[]): readonly string[] {
  let previous = -1;
  for (const line of lines.filter((each) => !isBlank(each))) {
    const number = Number(numbered.exec(line)?.[1] ?? Number.NaN);
    if (!(number > previous)) return lines;
    previous = number;
  }
  return previous < 0 ? lines : lines.map((line) => line.replace(numbered, ""));
}
