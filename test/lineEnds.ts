/** The ways in which one text may lie on a disk. What works on text is tested on each. */
export const forms = [
  { name: "LF", lineEnd: "\n", bom: "" },
  { name: "CRLF", lineEnd: "\r\n", bom: "" },
  { name: "CRLF with a BOM", lineEnd: "\r\n", bom: "\uFEFF" },
] as const;

export type Form = (typeof forms)[number];

/** A text written with \n, in a form. */
export function inForm({ lineEnd, bom }: Form, text: string): string {
  return bom + text.replaceAll("\n", lineEnd);
}

/** Only the line ends, for texts that are parts of a file. */
export function endedAs({ lineEnd }: Form, text: string): string {
  return text.replaceAll("\n", lineEnd);
}
