import { elementAt } from "../../base/at.ts";
import { indentationWidth } from "./indentation.ts";

/** The surroundings of a character: code, or a string or comment named by how it begins. */
type Inside = "code" | "//" | "#" | "/*" | '"' | "'" | "`" | '"""' | "'''";

/** A bracket that is open: what closes it, and how far the line it stands on is indented. */
export type Opener = { readonly close: string; readonly indent: number; readonly template?: true };

/** Where a reader of brackets stands: the open ones, outermost first, and what it is inside of. */
export type BracketState = { readonly open: readonly Opener[]; readonly inside: Inside; readonly indent: number };

type BracketReading = BracketState & {
  /** Offset of the first closer that closes nothing; reading ended there. */
  readonly unmatched: number | undefined;
  /** The fewest brackets open at any moment, to tell whether one of those open at the start was closed. */
  readonly lowest: number;
};

/** How a language comments to the end of a line; unknown languages are read with both. */
export type LineComments = readonly ("//" | "#")[];

export const noBrackets: BracketState = { open: [], inside: "code", indent: 0 };

/** Nobody nests deeper by hand: of brackets past this depth the outermost are forgotten, so that no text takes long. */
export const deepestNesting = 200;

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Sticky patterns from just inside a string or comment to just behind it; a short string ends with its line. */
const ends: Readonly<Record<Exclude<Inside, "code">, RegExp>> = {
  "//": /[^\n]*(?=\n)/sy,
  "#": /[^\n]*(?=\n)/sy,
  "/*": /.*?\*\//sy,
  '"': /(?:\\.|[^"\\\n])*(?:"|(?=\n))/sy,
  "'": /(?:\\.|[^'\\\n])*(?:'|(?=\n))/sy,
  "`": /(?:\\.|\$(?!\{)|[^`$\\])*(?:`|\$\{)/sy,
  '"""': /(?:\\.|"(?!"")|[^"\\])*"""/sy,
  "'''": /(?:\\.|'(?!'')|[^'\\])*'''/sy,
};
const regexLiteral = /(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const slashTokens = /\/\/|\/\*|["'`/()[\]{}\n]/g;
const hashTokens = /#|"""|'''|["'()[\]{}\n]/g;
const unknownTokens = /\/\/|\/\*|#|"""|'''|["'`/()[\]{}\n]/g;

/**
 * Reads code left to right from `start` on, skipping strings and comments. It tells which brackets are open at its end.
 * A light lexer, not a parser: it needs no grammar, starts anywhere and never fails.
 */
export function readBrackets(text: string, from: BracketState, comments: LineComments, start = 0): BracketReading {
  const open = [...from.open];
  const tokens = tokensOf(comments);
  let { indent, inside } = from;
  let lowest = open.length;
  let at = start;
  const result = (unmatched?: number): BracketReading => ({
    open: open.slice(-deepestNesting),
    inside,
    indent,
    unmatched,
    lowest,
  });

  const enter = (opener: Opener): void => {
    open.push(opener);
    // Not one by one, which in a text of nothing but brackets would take most of the time.
    if (open.length === 2 * deepestNesting) open.splice(0, deepestNesting);
  };
  const skip = (what: Exclude<Inside, "code">): boolean => {
    const end = ends[what];
    end.lastIndex = at;
    inside = what;
    if (!end.test(text)) return false;
    at = end.lastIndex;
    inside = "code";
    if (what === "`" && text[at - 1] === "{") enter({ close: "}", indent, template: true });
    return true;
  };

  if (inside !== "code" && !skip(inside)) return result();
  for (;;) {
    tokens.lastIndex = at;
    const token = tokens.exec(text);
    if (!token) return result();
    const [symbol] = token;
    at = token.index + symbol.length;
    if (symbol === "\n") indent = indentationWidth(text, at);
    else if (closers[symbol]) enter({ close: closers[symbol], indent });
    else if (symbol === ")" || symbol === "]" || symbol === "}") {
      if (open.at(-1)?.close !== symbol) return result(token.index);
      const closed = open.pop();
      lowest = Math.min(lowest, open.length);
      if (closed?.template && !skip("`")) return result();
    } else if (symbol === "/") at = regexEnd(text, token.index) ?? at;
    else if (!skip(symbol as Exclude<Inside, "code">)) return result();
  }
}

function tokensOf(comments: LineComments): RegExp {
  if (comments.length !== 1) return unknownTokens;
  return comments[0] === "#" ? hashTokens : slashTokens;
}

/** A slash begins a regular expression where a value is expected, and divides elsewhere. */
function regexEnd(text: string, slash: number): number | undefined {
  const before = text.slice(Math.max(0, slash - 20), slash).trimEnd();
  if (!/(^|[(,=:[!&|?{};+*%~^>-]|\breturn)$/.test(before)) return undefined;
  regexLiteral.lastIndex = slash + 1;
  return regexLiteral.test(text) ? regexLiteral.lastIndex : undefined;
}

/**
 * The brackets open in `state` that the text below, beginning at a line start, does not close: outermost first.
 *
 * A closer that begins its line belongs to the opener whose line is indented like it. So a bracket left open in the
 * middle of a file is told apart from those around it. All of them are closed by the same character.
 */
export function unclosedBrackets(state: BracketState, below: string, comments: LineComments): readonly Opener[] {
  const open = [...state.open];
  const unclosed: Opener[] = [];
  let from: BracketState = { open: [], inside: acrossLines(state.inside), indent: indentationWidth(below, 0) };
  let at = 0;
  while (open.length > 0) {
    const reading = readBrackets(below, from, comments, at);
    if (reading.unmatched === undefined)
      return reading.open.length > 0 ? unclosed.reverse() : [...open, ...unclosed.reverse()];
    const close = elementAt(below, reading.unmatched);
    const owner = openerOf(open, close, startsLine(below, at, reading.unmatched) ? reading.indent : undefined);
    if (owner < 0) break;
    unclosed.push(...open.splice(owner).slice(1).reverse());
    at = reading.unmatched + 1;
    from = { open: reading.open, inside: "code", indent: reading.indent };
  }
  return unclosed.reverse();
}

/** A comment or short string ends with its line; the long forms go on below. */
function acrossLines(inside: Inside): Inside {
  return inside === "/*" || inside === "`" || inside === '"""' || inside === "'''" ? inside : "code";
}

/** True if nothing but blanks stands before `offset` on its line, or since `from`. */
function startsLine(text: string, from: number, offset: number): boolean {
  return /(^|\n)[ \t]*$/.test(text.slice(Math.max(from, offset - 200), offset));
}

function openerOf(open: readonly Opener[], close: string, indent: number | undefined): number {
  const aligned = open.findLastIndex((opener) => opener.close === close && opener.indent === indent);
  return aligned >= 0 ? aligned : open.findLastIndex((opener) => opener.close === close);
}
