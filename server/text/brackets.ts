import { elementAt } from "../../base/at.ts";
import { indentationWidth } from "./indentation.ts";
import {
  bracketTokens,
  characterEnd,
  endsEscaped,
  type Inside,
  insideOf,
  longEnds,
  longQuotes,
  type Marks,
  pastEnd,
  slashEnd,
} from "./inside.ts";
import { lineEnd } from "./lines.ts";
import { isLeftOpen, isQuoteLeftOpen } from "./template.ts";

/** A bracket that is open: what closes it, and how far the line it stands on is indented. */
export type Opener = {
  readonly close: string;
  readonly indent: number;
  /** It is the `${` of a template. */
  readonly template?: true;
  /** It is a brace with something behind it on its line: no line that is indented like that stands in it. */
  readonly inline?: true;
};

/** Where a reader of brackets stands: the open ones, outermost first, and what it is inside of. */
export type BracketState = {
  readonly open: readonly Opener[];
  readonly inside: Inside;
  readonly indent: number;
  /** What ends the heredocs that begin on the next line, in order, or the one that is read. */
  readonly heredocs?: readonly string[];
  /** The text ends in a backslash, which takes the next sign as it is. */
  readonly isEscaped?: true;
};

type BracketReading = BracketState & {
  /** Offset of the first closer that closes nothing; reading ended there. */
  readonly unmatched: number | undefined;
  /** The fewest brackets open at any moment, to tell whether one of those open at the start was closed. */
  readonly lowest: number;
};

export const noBrackets: BracketState = { open: [], inside: "code", indent: 0 };

/** Nobody nests deeper by hand: of brackets past this depth the outermost are forgotten, so that no text takes long. */
export const deepestNesting = 200;

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Reads code left to right from `start` on, skipping strings and comments. It tells which brackets are open at its end.
 * A light lexer, not a parser: it needs no grammar, starts anywhere and never fails.
 */
export function readBrackets(text: string, from: BracketState, comments: Marks, start = 0): BracketReading {
  return read(text, from, comments, start, undefined);
}

/**
 * The same for code that stands in a file, where lines may be half-written: a line that is indented no further than the
 * one a bracket was opened on does not stand in that bracket, and a closer that begins its line closes the bracket whose
 * line is indented like it. Brackets opened since then were left open by somebody who went on elsewhere, as templates
 * may be. `beyond` is what stands behind the text, which tells more of strings that were left open.
 */
export function readBracketsByLayout(
  text: string,
  from: BracketState,
  comments: Marks,
  start = 0,
  beyond = "",
): BracketReading {
  return read(text, from, comments, start, new Set(), beyond);
}

/** `leftBehind` asks for reading by layout from a line start on, and is given the brackets that were left open. */
function read(
  text: string,
  from: BracketState,
  comments: Marks,
  start: number,
  leftBehind: Set<Opener> | undefined,
  beyond = "",
): BracketReading {
  const open = [...from.open];
  const whole = text + beyond;
  const tokens = bracketTokens(comments);
  let { indent, inside } = from;
  const heredocs = [...(from.heredocs ?? [])];
  let lowest = open.length;
  let at = start === 0 && from.isEscaped ? 1 : start;
  let lineBegin = -1;
  const result = (unmatched?: number): BracketReading => ({
    open: open.slice(-deepestNesting),
    inside,
    indent,
    unmatched,
    lowest,
    ...(heredocs.length > 0 && { heredocs: [...heredocs] }),
    ...(unmatched === undefined && endsEscaped(text, inside, comments) && { isEscaped: true as const }),
  });

  const enter = (opener: Opener): void => {
    open.push(opener);
    // Not one by one, which in a text of nothing but brackets would take most of the time.
    if (open.length === 2 * deepestNesting) open.splice(0, deepestNesting);
  };
  const skip = (what: Exclude<Inside, "code">): boolean => {
    if (what === "<<") return skipHeredocs();
    inside = what;
    const end = pastEnd(what, text, at);
    if (end === undefined) return false;
    at = end;
    inside = "code";
    if (what === "`" && text[at - 1] === "{") enter({ close: "}", indent, template: true });
    return true;
  };

  /** Each ends with a line that has nothing but its word, or begins with it, as PHP allows. */
  const skipHeredocs = (): boolean => {
    inside = "<<";
    for (let word = heredocs[0]; word !== undefined; word = heredocs[0]) {
      const end = new RegExp(`^[ \\t]*${word}(?![\\w-])`, "gm");
      end.lastIndex = at;
      if (!end.test(text)) return false;
      at = end.lastIndex;
      heredocs.shift();
    }
    inside = "code";
    return true;
  };

  const leave = (from: number): void => {
    for (const opener of open.splice(from)) leftBehind?.add(opener);
  };
  const startLine = (): void => {
    indent = indentationWidth(text, at);
    lineBegin = firstWritten(text, at);
    if (beginsStatement(text, lineBegin)) leave(enclosing(open, indent));
  };

  if (inside !== "code" && !skip(inside)) return result();
  if (leftBehind && at === 0) startLine();
  for (;;) {
    tokens.lastIndex = at;
    const token = tokens.exec(text);
    if (!token) return result();
    const [symbol] = token;
    at = token.index + symbol.length;
    if (symbol === "\n") {
      if (heredocs.length > 0) {
        if (!skipHeredocs()) return result();
      } else if (leftBehind) startLine();
      else indent = indentationWidth(text, at);
    } else if (closers[symbol]) {
      const isInline = leftBehind && symbol === "{" && !endsLine(text, at);
      enter({ close: closers[symbol], indent, ...(isInline && { inline: true }) });
    } else if (symbol === ")" || symbol === "]" || symbol === "}") {
      if (token.index === lineBegin) leave(alignedWith(open, symbol, indent));
      if (symbol === ")" && open.at(-1)?.close !== symbol && comments.includes("patterns")) continue;
      if (open.at(-1)?.close !== symbol) return result(token.index);
      const closed = open.pop();
      lowest = Math.min(lowest, open.length);
      if (closed?.template && !skip("`")) return result();
    } else if (symbol === "/") at = slashEnd(text, token.index) ?? at;
    else if (symbol === "'" && comments.includes("character")) at = characterEnd(text, token.index);
    else if (symbol[0] === "\\") continue;
    else if (symbol.startsWith("<<")) heredocs.push(symbol.replace(/[^\w]/g, ""));
    else if (symbol === "`" && leftBehind && !comments.includes("raw") && isLeftOpen(text, at)) at = lineEnd(text, at);
    else if (
      leftBehind &&
      longQuotes.has(insideOf(symbol, comments)) &&
      isQuoteLeftOpen(whole, at, symbol, indent, text.length)
    )
      at = lineEnd(text, at);
    else if (!skip(insideOf(symbol, comments))) return result();
  }
}

const blanks = /[ \t]*/y;

function firstWritten(text: string, at: number): number {
  blanks.lastIndex = at;
  blanks.test(text);
  return blanks.lastIndex;
}

const lineEnding = /[ \t]*(?:[\r\n]|$|\/\/|\/\*|#)/y;

function endsLine(text: string, at: number): boolean {
  lineEnding.lastIndex = at;
  return lineEnding.test(text);
}

/** What a line begins with that is blank, a comment, or goes on with the line above. */
const goesOn = /[\r\n]|$|\/\/|\/\*|\*|#|[)\]}|&?:+<>=,.-]|end(?:[)\]},]|$)/y;

function beginsStatement(text: string, at: number): boolean {
  goesOn.lastIndex = at;
  return !goesOn.test(text);
}

/**
 * How many brackets a line stands in by its indentation. What stands in braces may be indented like their line, which
 * is how whole files are wrapped.
 */
function enclosing(open: readonly Opener[], indent: number): number {
  const mayHold = ({ close, inline, ...opener }: Opener) => opener.indent === indent && close === "}" && !inline;
  return open.findLastIndex((opener) => opener.template || opener.indent < indent || mayHold(opener)) + 1;
}

/** How many brackets there are up to the one that a closer at the begin of a line closes by its indentation, or all. */
function alignedWith(open: readonly Opener[], close: string, indent: number): number {
  const template = open.findLastIndex((opener) => opener.template);
  const aligned = open.findLastIndex((opener) => opener.close === close && opener.indent === indent);
  return aligned > template ? aligned + 1 : open.length;
}

/**
 * The brackets open in `state` that the text below, beginning at a line start, does not close: outermost first.
 *
 * A closer that begins its line belongs to the opener whose line is indented like it. So a bracket left open in the
 * middle of a file is told apart from those around it. All of them are closed by the same character.
 */
export function unclosedBrackets(state: BracketState, below: string, comments: Marks): readonly Opener[] {
  const unclosed = new Set<Opener>();
  const inside =
    state.heredocs && state.inside === "code"
      ? "<<"
      : goesOnBelow(state.inside, below, state.indent)
        ? state.inside
        : "code";
  // A backslash at the cursor takes what is written there, not what stands below.
  const { isEscaped: _, ...reached } = state;
  let from: BracketState = { ...reached, inside, indent: indentationWidth(below, 0) };
  let at = 0;
  for (;;) {
    const reading = read(below, from, comments, at, unclosed);
    if (reading.unmatched === undefined) {
      // Where a bracket of the text below is still open, that text ends too early to tell.
      if (reading.open.every((opener) => state.open.includes(opener))) addAll(unclosed, reading.open);
      break;
    }
    const close = elementAt(below, reading.unmatched);
    const indent = startsLine(below, at, reading.unmatched) ? reading.indent : undefined;
    const owner = openerOf(reading.open, close, indent);
    // A closer of none of them closes what the cursor's line is still to open: that line has closed nothing yet.
    if (owner < 0) {
      if (indent !== undefined) {
        addAll(
          unclosed,
          reading.open.filter((opener) => opener.indent >= indent),
        );
      }
      break;
    }
    addAll(unclosed, reading.open.slice(owner + 1));
    at = reading.unmatched + 1;
    from = { open: reading.open.slice(0, owner), inside: "code", indent: reading.indent };
  }
  return state.open.filter((opener) => unclosed.has(opener));
}

function addAll(set: Set<Opener>, openers: readonly Opener[]): void {
  for (const opener of openers) set.add(opener);
}

/** True if a string or comment that a line ends in goes on in the text below. Comments of a line and short strings do not. */
export function goesOnBelow(inside: Inside, below: string, indent: number): boolean {
  if (inside === "<<") return true;
  const closes = longEnds[inside];
  return closes !== undefined && !(longQuotes.has(inside) && isQuoteLeftOpen(`\n${below}`, 0, closes, indent, -1));
}

/** True if nothing but blanks stands before `offset` on its line, or since `from`. */
function startsLine(text: string, from: number, offset: number): boolean {
  return /(^|\n)[ \t]*$/.test(text.slice(Math.max(from, offset - 200), offset));
}

function openerOf(open: readonly Opener[], close: string, indent: number | undefined): number {
  const aligned = open.findLastIndex((opener) => opener.close === close && opener.indent === indent);
  return aligned >= 0 ? aligned : open.findLastIndex((opener) => opener.close === close);
}
