/** The surroundings of a character: code, or a string or comment named by how it begins. */
export type Inside =
  | "code"
  | "//"
  | "#"
  | "--"
  | "/*"
  | "--[["
  | "--[=["
  | "=begin"
  | "[["
  | "[=["
  | '"'
  | "'"
  | "$'"
  | 'long"'
  | "long'"
  | 'r"'
  | 'r#"'
  | 'r##"'
  | '@"'
  | 'R"('
  | "`"
  | "raw"
  | '"""'
  | "'''"
  | "<<";

/**
 * The comments and strings that a language has, each by how it begins. `raw` is a backquote that holds no code, and
 * `character` a quote that holds one character and otherwise is none, as the `'a` of Rust. `long"` and `long'` are
 * quotes that go on over lines, those of a shell. `r"` and the like begin raw strings of Rust, `@"` of C# and `R"(` of C++,
 * in which a backslash is itself. `regex` is a slash where a value is expected, and `escape` a backslash
 * that takes the sign behind it as it is. `<<`, `<<~` and `<<<` begin heredocs of Bash, Ruby and PHP. `patterns` end
 * with parentheses that nothing opens. `value"` and `value'` are quotes with which a value of YAML begins, and `prose`
 * is a text without code. A list of line comments alone stands for what TypeScript has, by "//", or Python, by "#"; of
 * both, for what any language may have.
 */
export type Marks = readonly (
  | Exclude<Inside, "code">
  | "character"
  | "regex"
  | "escape"
  | "patterns"
  | "<<~"
  | "<<<"
  | 'value"'
  | "value'"
  | "prose"
)[];

/** What is known of strings and comments of one kind. */
type Kind = {
  /** Sticky, from just inside of one to just behind it; a short string ends with its line. */
  readonly past: RegExp;
  /** How the language writes the beginning, where the kind is not called so. */
  readonly opens?: string;
  /** What ends one that may go on over lines. */
  readonly closes?: string;
};

const lineComment: Kind = { past: /[^\n]*(?=\n)/sy };

const kinds: Readonly<Record<Exclude<Inside, "code" | "<<">, Kind>> = {
  "//": lineComment,
  "#": lineComment,
  "--": lineComment,
  "/*": { past: /.*?\*\//sy, closes: "*/" },
  "--[[": { past: /.*?\]\]/sy, closes: "]]" },
  "--[=[": { past: /.*?\]=\]/sy, closes: "]=]" },
  "=begin": { past: /.*?\n=end[^\n]*(?=\n)/sy, closes: "\n=end" },
  "[[": { past: /.*?\]\]/sy, closes: "]]" },
  "[=[": { past: /.*?\]=\]/sy, closes: "]=]" },
  "$'": { past: /(?:\\.|[^'\\])*'/sy, closes: "'" },
  'long"': { past: /(?:\\.|[^"\\])*"/sy, opens: '"', closes: '"' },
  "long'": { past: /[^']*'/sy, opens: "'", closes: "'" },
  'r"': { past: /[^"]*"/sy, closes: '"' },
  'r#"': { past: /.*?"#/sy, closes: '"#' },
  'r##"': { past: /.*?"##/sy, closes: '"##' },
  '@"': { past: /(?:""|[^"])*"/sy, closes: '"' },
  'R"(': { past: /.*?\)\w*"/sy, closes: ')"' },
  '"': { past: /(?:\\.|[^"\\\n])*(?:"|(?=\n))/sy },
  "'": { past: /(?:\\.|[^'\\\n])*(?:'|(?=\n))/sy },
  "`": { past: /(?:\\.|\$(?!\{)|[^`$\\])*(?:`|\$\{)/sy, closes: "`" },
  raw: { past: /[^`]*`/sy, opens: "`", closes: "`" },
  '"""': { past: /(?:\\.|"(?!"")|[^"\\])*"""/sy, closes: '"""' },
  "'''": { past: /(?:\\.|'(?!'')|[^'\\])*'''/sy, closes: "'''" },
};

/** The strings and comments that go on over several lines, and what ends them. */
export const longEnds: Readonly<Partial<Record<Inside, string>>> = Object.fromEntries(
  Object.entries(kinds).flatMap(([name, { closes }]) => (closes === undefined ? [] : [[name, closes]])),
);

/** How the language writes the beginning of a string or comment; "" for code, and for heredocs, whose word is not known. */
export function openingOf(inside: Inside): string {
  return inside === "code" || inside === "<<" ? "" : (kinds[inside].opens ?? inside);
}

/** True if a text that stands in a string or comment may end it, or stand in code for a part. What begins a heredoc may. */
export function mayEnd(inside: Inside, text: string): boolean {
  if (isLineComment(inside)) return text.includes("\n");
  if (inside === "`" && text.includes("${")) return true;
  const closes = longEnds[inside]?.trim();
  return closes === undefined || text.includes(closes);
}

/** Behind the string or comment that `at` is just inside of; undefined if it goes on past the text. */
export function pastEnd(inside: keyof typeof kinds, text: string, at: number): number | undefined {
  const { past } = kinds[inside];
  past.lastIndex = at;
  return past.test(text) ? past.lastIndex : undefined;
}

/** True if a text ends in a backslash that escapes what comes next. */
export function endsEscaped(text: string, inside: Inside, marks: Marks): boolean {
  if (!text.endsWith("\\")) return false;
  const escapes =
    inside === "code" ? marks.includes("escape") : inside !== "<<" && kinds[inside].past.source.includes("\\\\.");
  return escapes && (/\\+$/.exec(text)?.[0].length ?? 0) % 2 === 1;
}

/** True if a mark begins a comment that ends with its line. */
export function isLineComment(mark: string): boolean {
  return mark === "//" || mark === "#" || mark === "--";
}

/** The quotes that may go on over lines, and may be left open where they need not. */
export const longQuotes: ReadonlySet<Inside> = new Set(['long"', "long'"]);

/** The signs of raw strings of Rust, which a `b` or a `c` may stand before; the longest first. */
const rawSigns = ['r##"', 'r#"', 'r"'] as const;

/** What a sign begins in a language, where that is not told by the sign alone. */
export function insideOf(symbol: string, marks: Marks): Exclude<Inside, "code"> {
  const rawSign = symbol.length > 1 ? rawSigns.find((sign) => symbol.endsWith(sign)) : undefined;
  if (rawSign) return rawSign;
  if (symbol.startsWith('R"')) return 'R"(';
  if (/^\$?@\$?"$/.test(symbol)) return '@"';
  if (symbol === "`" && marks.includes("raw")) return "raw";
  if (symbol === '"' && marks.includes('long"')) return 'long"';
  if (symbol === "'" && marks.includes("long'")) return "long'";
  return symbol as Exclude<Inside, "code">;
}

/** How the heredocs of a language begin that has one of these marks. */
const heredocSigns: Readonly<Record<string, string>> = {
  "<<": "(?<!<)<<-?(?:[ \\t]+\\\\?[\"']?[A-Z]|\\\\?[\"']?[A-Za-z_])\\w*[\"']?",
  "<<~": "<<[~-][\"'`]?[A-Za-z_]\\w*[\"'`]?|<<[\"'`]?[A-Z]\\w*[\"'`]?",
  "<<<": "<<<[ \\t]*[\"']?[A-Za-z_]\\w*[\"']?",
};
const lineTokens = /\n/g;
const slashTokens = /\/\/|\/\*|["'`/()[\]{}\n]/g;
const hashTokens = /#|"""|'''|["'()[\]{}\n]/g;
const unknownTokens = /\/\/|\/\*|#|"""|'''|["'`/()[\]{}\n]/g;

/** What a reader of brackets stops at: brackets, ends of lines, and the signs that strings and comments begin with. */
export function bracketTokens(marks: Marks): RegExp {
  const known = tokensByMarks.get(marks);
  if (known) return known;
  if (marks.includes("prose")) return lineTokens;
  if (marks.length === 1 && isLineComment(marks[0] ?? "")) return marks[0] === "#" ? hashTokens : slashTokens;
  if (marks.every(isLineComment)) return unknownTokens;
  const signs = marks
    .filter((mark) => mark !== "patterns")
    .map((mark) => heredocSigns[mark] ?? signOf[mark] ?? mark.replace(/[[*$]/g, "\\$&"));
  const tokens = new RegExp([...signs.sort((a, b) => b.length - a.length), "[()[\\]{}\n]"].join("|"), "g");
  tokensByMarks.set(marks, tokens);
  return tokens;
}

/** A language has one list of marks, so that its pattern is made once. */
const tokensByMarks = new WeakMap<Marks, RegExp>();

const signOf: Readonly<Partial<Record<Marks[number], string>>> = {
  raw: "`",
  character: "'",
  // Elsewhere it is the length of a list or a variable.
  "#": "(?<![^\\s;(])#(?!\\[)",
  'long"': '"',
  "long'": "'",
  'value"': '(?<=[\\s:,[{-]|^)"',
  "value'": "(?<=[\\s:,[{-]|^)'",
  'r"': '(?<!\\w)[bc]?r"',
  'r#"': '(?<!\\w)[bc]?r#"',
  'r##"': '(?<!\\w)[bc]?r##"',
  '@"': '\\$?@\\$?"',
  'R"(': '(?<!\\w)(?:u8|[uUL])?R"\\w*\\(',
  regex: "/",
  escape: "\\\\.",
  "=begin": "(?<![^\\n])=begin",
};

/** A character between its quotes, escaped or not. */
const character = /'(?:\\[^\n]{1,10}?|[^\\'\n]{1,2})'/y;

/** Behind the character that begins at a quote, or behind the quote if none does. */
export function characterEnd(text: string, quote: number): number {
  character.lastIndex = quote;
  return character.test(text) ? character.lastIndex : quote + 1;
}

const regexLiteral = /(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;

/** Behind the regular expression that a slash begins where a value is expected. Elsewhere it divides. */
export function slashEnd(text: string, slash: number): number | undefined {
  const before = text.slice(Math.max(0, slash - 20), slash).trimEnd();
  if (!/(^|[(,=:[!&|?{};+*%~^>-]|\b(?:return|if|unless|when|and|or|not))$/.test(before)) return undefined;
  regexLiteral.lastIndex = slash + 1;
  return regexLiteral.test(text) ? regexLiteral.lastIndex : undefined;
}
