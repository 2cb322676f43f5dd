import { languageWithId } from "../../grammars/languages.ts";
import type { Cursor } from "../context/cursor.ts";
import { formatWithId } from "../languages/texts/format.ts";
import { indentationWidth } from "../text/indentation.ts";
import { isBlank } from "../text/lines.ts";
import { beginsBlock, endsBlock as endsWordedBlock, isInWordedBlock } from "./blockWords.ts";
import type { ShapedHole, SuggestionShape } from "./filter.ts";
import { type Hole, holeAt, onBlankLine, type TextAtCursor } from "./hole.ts";

/** The trigger of a request: a manual one asks for more than an automatic one. */
export type Trigger = "automatic" | "manual";

/**
 * The shape is several lines where a block begins or an empty one waits for its body. The end of a block is asked for
 * several lines, too. The shape is one line in front of other code, and in strings, comments and argument lists. It is
 * one line between statements, too. There a long suggestion would have to guess where the next statement takes over.
 * Lines, indentation and brackets tell the shape, so that it holds in half-written code and in every language.
 */
export function shapeOf(hole: Hole, trigger: Trigger = "automatic"): SuggestionShape {
  if (hole.brackets.inside !== "code" || /\w/.test(hole.lineAfter)) return "line";
  if (!onBlankLine(hole)) return opensBlock(hole) && isEmptyBelow(hole) ? "block" : "line";
  if (inArguments(hole)) return "line";
  return trigger === "manual" || endsBlock(hole) ? "block" : "line";
}

/** The hole at a cursor, in the file's language. */
export function holeOf(cursor: Cursor, trigger: Trigger = "automatic", maxLines: number | "auto" = "auto"): ShapedHole {
  const hole = shaped(holeWithId(cursor, cursor.file.languageId), trigger);
  return maxLines === "auto" ? hole : { ...hole, maxLines };
}

/** The hole at a place in a file of a language. What stands in fences or scripts is a text of its own. */
export function holeWithId(place: TextAtCursor, languageId: string): Hole {
  const format = formatWithId(languageId);
  const embedded = format?.embedded?.(place.before, place.after);
  if (!embedded) return holeAt(place, languageWithId(languageId), format);
  const { start, end, languageId: id, closes } = embedded;
  const inside = { ...place, before: place.before.slice(start), after: place.after.slice(0, end) };
  const isClosed = end < place.after.length;
  const hole = holeAt(inside, languageWithId(id), formatWithId(id));
  return isClosed ? { ...hole, embeddingBegins: closes } : hole;
}

export function shaped(hole: Hole, trigger: Trigger = "automatic"): ShapedHole {
  return { ...hole, shape: shapeOf(hole, trigger) };
}

/** The cursor stands behind what opens a block: a brace, an arrow's brace, a Python header's colon, Ruby's `do`. */
function opensBlock(hole: Hole): boolean {
  const { lineBefore, language, brackets } = hole;
  const line = lineBefore.trimEnd();
  if (beginsBlock(line, hole)) return true;
  if (language?.indented) return line.endsWith(":") && brackets.open.length === 0;
  return line.endsWith("{") || (language === undefined && line.endsWith(":"));
}

function isEmptyBelow({ nextLine, lineBefore }: Hole): boolean {
  return indentationWidth(nextLine) <= indentationWidth(lineBefore);
}

function inArguments(hole: Hole): boolean {
  return /[)\]]/.test(hole.brackets.open.at(-1)?.close ?? "") && !isInWordedBlock(hole) && !endsOuterBlock(hole);
}

/** The word below ends a block, whose first line may be half-written: arguments end with a bracket. */
function endsOuterBlock(hole: Hole): boolean {
  const { nextLine, lineBefore } = hole;
  return indentationWidth(nextLine) < indentationWidth(lineBefore) && endsWordedBlock(nextLine, hole);
}

/** Nothing but closers, or less indented code, follows on the cursor's level. */
function endsBlock(hole: Hole): boolean {
  const { nextLine, lineBefore, previousLine } = hole;
  const indent = Math.max(
    indentationWidth(lineBefore),
    endsInOpener(previousLine, hole) || beginsBlock(previousLine, hole) ? indentationWidth(previousLine) + 1 : 0,
  );
  const isCloser = /^\s*[)\]}]/.test(nextLine) || endsWordedBlock(nextLine, hole);
  return isBlank(nextLine) || isCloser || indentationWidth(nextLine) < indent;
}

/** A colon opens a block where indentation makes blocks, and behind a case or a label. */
function endsInOpener(line: string, { language }: Hole): boolean {
  if (!language || language.indented) return /[{:]\s*$/.test(line);
  return /\{\s*$|^\s*(?:case\b.*|\w+)\s*:\s*$/.test(line);
}
