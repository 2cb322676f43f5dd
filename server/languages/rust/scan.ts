import { scanner } from "../scan/code.ts";

/** The end of a raw string, which any number of `#` may surround: `r#"…"#`, `br"…"`. */
function rawStringEnd(text: string, at: number): number {
  rawStart.lastIndex = at;
  const opened = rawStart.exec(text);
  if (!opened || /\w/.test(text[at - 1] ?? "")) return at;
  const end = text.indexOf(`"${opened[1]}`, rawStart.lastIndex);
  return end < 0 ? text.length : end + 1 + (opened[1]?.length ?? 0);
}

const rawStart = /b?c?r(#*)"/y;

/** The identifiers of Rust. */
export const scanRust = scanner({
  keywords: `as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod
  move mut pub ref return self static struct super trait true type union unsafe use where while
  bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize`,
  lineComments: ["//"],
  blockComment: ["/*", "*/"],
  nests: true,
  strings: [{ open: '"', close: '"', escapes: true, isLong: true }],
  hasCharacters: true,
  skip: rawStringEnd,
  skipAt: "rbc",
});
