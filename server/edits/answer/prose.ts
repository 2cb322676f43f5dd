import { isBlank } from "../../text/lines.ts";

/** Characters that hardly occur in sentences. */
const codeMarks =
  /[{};=]|\(\)|\/\*|\*\/|\/\/ |"""|=>|\w\(|^\s*(?:@|def |class |return\b|import |from |export |const |let |function )/;

const declines =
  /^\W*(?:i['’]?m (?:sorry|afraid|unable|not able)|sorry\b|unfortunately\b|i (?:cannot|can['’]?t|can not|won['’]?t|am unable|am not able)|as an ai\b|i apologi[sz]e)/i;

/** True if a line is a sentence, a heading or an item of a list, and not code. */
export function isProse(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed === "") return true;
  if (/^(?:#{1,6} |\*\*|[-*] \*{0,2}[A-Z`]|\d{1,2}\. )/.test(trimmed) && !/^# [a-z_]+\(/.test(trimmed))
    return !/[;{]$/.test(trimmed);
  if (/!?\[[^\]\n]{0,200}\]\(https?:/.test(trimmed)) return true;
  const words = trimmed.split(/\s+/);
  if (/^[A-Z`"'*]/.test(trimmed) && words.length > 2 && /[.:!?*]$/.test(trimmed))
    return !/^(?:class|def) /.test(trimmed);
  return words.length > 5 && !codeMarks.test(trimmed);
}

/** True if a model said that it will not do what it was asked. */
export function isDeclined(lines: readonly string[]): boolean {
  return declines.test(lines.find((line) => !isBlank(line)) ?? "");
}

/** The lines of an answer without fences that are code: without the sentences above and below. Empty where none are. */
export function bareCode(lines: readonly string[]): readonly string[] {
  if (lines.every(isProse)) return [];
  const first = lines.findIndex((line) => !isProse(line));
  const last = lines.findLastIndex((line) => !isProse(line));
  return lines.slice(withComments(lines, first), last + 1);
}

/** Comments look like prose: those directly above the first line of code belong to it. */
function withComments(lines: readonly string[], first: number): number {
  let start = first;
  while (start > 0 && /^\s*(?:#(?!#)|\/\/|\/\*|\*|"""|@)/.test(lines[start - 1] ?? "")) start--;
  return start;
}
