import { languageWithId } from "../../../grammars/languages.ts";
import type { Cursor } from "../../context/cursor.ts";
import { parse, type Tree } from "../../languages/parse.ts";
import { holeOf } from "../../suggestions/shape.ts";
import { lineEnd } from "../../text/lines.ts";
import { CommandError, command, print, printJson } from "../command.ts";
import { cursorOf } from "../place.ts";

/** Deeper trees are cut here: nobody reads on. */
const maxDepth = 60;

const maxExcerpt = 60;

export const syntaxCommand = command({
  usage: "syntax FILE:LINE[:COL] [--json]",
  summary: "Shows the syntax tree around a place, and what suggestions see there.",
  details: `
Lines and columns count from 1; without COL the end of the line is meant.
Shown are the nodes that the place lies in, the outermost first, then all that stands on its line. ERROR is code that
the grammar does not know, MISSING what it expects and does not find.

  --json   {language, around: [node], line: [node], shape, inside, open}; a node is {type, field, named, missing, depth,
           startLine, startColumn, endLine, endColumn, text}. shape is "line" or "block", inside "code", or what begins
           the string or comment there, open the closers of the brackets that are open`,
  options: { json: { type: "boolean" } },
  run: async ({ json }, [place, ...more], io) => {
    if (more.length > 0) throw new CommandError("syntax takes one place", 2);
    const found = syntaxAt(cursorOf(place));
    if (json) printJson(io, found);
    else print(io, readable(found));
  },
});

type ShownNode = {
  readonly type: string;
  /** Its name in the node that holds it; null where it has none. */
  readonly field: string | null;
  readonly named: boolean;
  readonly missing: boolean;
  readonly depth: number;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The beginning of its first line. */
  readonly text: string;
};

type Found = {
  readonly language: string;
  readonly around: readonly ShownNode[];
  readonly line: readonly ShownNode[];
  readonly shape: string;
  readonly inside: string;
  readonly open: readonly string[];
};

function syntaxAt(cursor: Cursor): Found {
  const { file } = cursor;
  const language = languageWithId(file.languageId);
  if (!language) throw new CommandError(`${file.path} is in no language that Hearth has a grammar of`);
  const tree = parse(language, file.text);
  if (!tree) throw new CommandError(`${file.path} is too large or too slow to parse`);
  const { shape, brackets } = holeOf(cursor);
  return {
    language: file.languageId,
    ...nodesAt(tree, cursor),
    shape,
    inside: brackets.inside,
    open: brackets.open.map(({ close }) => close),
  };
}

/** The nodes that a place lies in, and those on its line that do not hold all of it. */
function nodesAt(tree: Tree, { file, offset, lineBefore, lineAfter }: Cursor): Pick<Found, "around" | "line"> {
  const [start, end] = [offset - lineBefore.length, offset + lineAfter.length];
  const around: ShownNode[] = [];
  const line: ShownNode[] = [];
  const at = tree.walk();
  for (let depth = 0; ; ) {
    const { startIndex, endIndex } = at;
    const isNear = startIndex <= end && endIndex >= start;
    if (isNear) {
      const holdsLine = startIndex <= start && endIndex >= end && (startIndex < start || endIndex > end);
      const [from, to] = [file.pointAt(startIndex), file.pointAt(endIndex)];
      (holdsLine ? around : line).push({
        type: at.nodeType,
        field: at.currentFieldName || null,
        named: at.nodeIsNamed,
        missing: at.nodeIsMissing,
        depth,
        startLine: from.line + 1,
        startColumn: from.character + 1,
        endLine: to.line + 1,
        endColumn: to.character + 1,
        text: excerpt(file.text.slice(startIndex, endIndex)),
      });
      if (depth < maxDepth && at.gotoFirstChild()) {
        depth++;
        continue;
      }
    }
    while (!at.gotoNextSibling()) {
      if (!at.gotoParent()) return { around, line };
      depth--;
    }
  }
}

function excerpt(text: string): string {
  const first = text.slice(0, lineEnd(text, 0));
  return first.length > maxExcerpt ? `${first.slice(0, maxExcerpt - 1)}…` : first;
}

function readable({ language, around, line, shape, inside, open }: Found): string {
  const base = line[0]?.depth ?? 0;
  const where = inside === "code" ? "code" : `what ${inside} begins`;
  return [
    `${language}; the cursor is in ${where}${open.length > 0 ? `, ${open.join(" ")} to be closed` : ""}`,
    `suggestions here: ${shape === "line" ? "the rest of a line" : "several lines"}`,
    "",
    "Around it:",
    ...around.map((node) => `  ${placeOf(node).padEnd(16)}${title(node)}`),
    "",
    "On the line:",
    ...(line.length === 0 ? ["  nothing"] : []),
    ...line.map((node) => {
      const indent = "  ".repeat(Math.max(0, node.depth - base));
      return `  ${placeOf(node).padEnd(16)}${indent}${title(node)}${node.named && node.text ? `  ${node.text}` : ""}`;
    }),
  ].join("\n");
}

function title({ type, field, named, missing }: ShownNode): string {
  const name = `${missing ? "MISSING " : ""}${named ? type : JSON.stringify(type)}`;
  return field === null ? name : `${field}: ${name}`;
}

function placeOf({ startLine, startColumn, endLine, endColumn }: ShownNode): string {
  return `${startLine}:${startColumn}-${endLine}:${endColumn}`;
}
