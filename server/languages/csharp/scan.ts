import { scanner } from "../scan/code.ts";

/** The identifiers of C#. */
export const scanCsharp = scanner({
  keywords: `abstract as base bool break byte case catch char checked class const continue decimal default delegate do
  double else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal
  is lock long namespace new null object operator out override params private protected public readonly ref return sbyte
  sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort
  using virtual void volatile while async await var yield nameof when record init get set partial where required`,
  lineComments: ["//"],
  blockComment: ["/*", "*/"],
  strings: [
    { open: '$"""', close: '"""', isLong: true, code: "{" },
    { open: '"""', close: '"""', isLong: true },
    { open: '$@"', close: '"', isLong: true, code: "{" },
    { open: '@$"', close: '"', isLong: true, code: "{" },
    { open: '@"', close: '"', isLong: true },
    { open: '$"', close: '"', escapes: true, code: "{" },
    { open: '"', close: '"', escapes: true },
  ],
  hasCharacters: true,
  skip: directiveEnd,
  skipAt: "#",
});

/** `#region Name` and its like are no code; what `#if` asks is. */
function directiveEnd(text: string, at: number): number {
  directive.lastIndex = at;
  return directive.test(text) ? directive.lastIndex : at;
}

const directive = /#[ \t]*(?:region|endregion|pragma|error|warning|line|nullable|endif|else)\b[^\n]*/y;
