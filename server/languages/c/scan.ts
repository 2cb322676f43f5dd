import { scanner } from "../scan/code.ts";

const c = `auto break case char const continue default do double else enum extern float for goto if inline int long register
  restrict return short signed sizeof static struct switch typedef union unsigned void volatile while _Bool _Complex
  _Static_assert bool true false NULL define ifdef ifndef endif elif undef pragma include error defined`;

const cpp = `alignas alignof and asm catch class concept consteval constexpr constinit const_cast co_await co_return co_yield
  decltype delete dynamic_cast explicit export final friend mutable namespace new noexcept not nullptr operator or override
  private protected public reinterpret_cast requires static_assert static_cast template this thread_local throw try typeid
  typename using virtual wchar_t`;

/** What may stand before a string of C++. */
const prefixes = ["u8", "u", "U", "L"];

/** The end of a raw string, `R"mark(…)mark"`. */
function rawStringEnd(text: string, at: number): number {
  rawStart.lastIndex = at;
  const opened = rawStart.exec(text);
  if (!opened) return at;
  const end = text.indexOf(`)${opened[1]}"`, rawStart.lastIndex);
  return end < 0 ? text.length : end + 2 + (opened[1]?.length ?? 0);
}

const rawStart = /(?:u8|[uUL])?R"([^()\\\s"]{0,16})\(/y;

/** The identifiers of C. */
export const scanC = scanner({
  keywords: c,
  lineComments: ["//"],
  blockComment: ["/*", "*/"],
  strings: ['"', ...prefixes.map((prefix) => `${prefix}"`)].map((open) => ({ open, close: '"', escapes: true })),
  hasCharacters: true,
  skip: includeEnd,
  skipAt: "<",
});

/** The identifiers of C++. */
export const scanCpp = scanner({
  keywords: `${c} ${cpp}`,
  lineComments: ["//"],
  blockComment: ["/*", "*/"],
  strings: ['"', ...prefixes.map((prefix) => `${prefix}"`)].map((open) => ({ open, close: '"', escapes: true })),
  hasCharacters: true,
  skip: (text, at) => (text[at] === "<" ? includeEnd(text, at) : rawStringEnd(text, at)),
  skipAt: "<RuUL",
});

/** The end of the file's name in `#include <name>`. */
function includeEnd(text: string, at: number): number {
  if (!/#[ \t]{0,8}include[ \t]{0,8}$/.test(text.slice(Math.max(0, at - 24), at))) return at;
  const end = text.indexOf(">", at);
  return end < 0 || end - at > 200 ? at : end + 1;
}
