import { rulesOf } from "../languages/languages.ts";
import type { Node } from "../languages/nameRules.ts";
import { isNear } from "../text/distance.ts";
import { lineStart } from "../text/lines.ts";
import type { Draft } from "./draft.ts";
import { writtenLines } from "./lines.ts";
import type { Original, Parsed } from "./original.ts";

/** Comments that are spoken to a tool, or that say what is still to be done. They end with what they are about. */
const temporary =
  /@ts-|eslint|biome-ignore|prettier-ignore|noqa|type: ?ignore|pylint|pyright|\b(?:TODO|FIXME|XXX|HACK)\b/;

/** A line of code that differs in so few of its characters is the line it was. */
const changedShare = 0.3;

/** The comments of a target that a draft has no more, in their order, but for those that only a tool or a plan needed. */
export function lostComments(draft: Draft, original: Original): readonly Comment[] {
  if (!draft.tree || !original.tree) return [];
  const hasDocstrings = rulesOf(original.language).docs?.place === "inside";
  const kept = commentsIn(draft, draft.start, draft.end, hasDocstrings);
  const texts = new Set(kept.map(({ words }) => words));
  const old = commentsIn(original, draft.from, draft.to, hasDocstrings);
  const fresh = kept.filter((comment) => !old.some(({ words }) => words === comment.words));
  return old.filter(
    (comment) =>
      comment.words !== "" &&
      !texts.has(comment.words) &&
      !temporary.test(comment.text) &&
      !kept.some((other) => isRewritten(comment.words, other.words)) &&
      !fresh.some((other) => isAboutTheSame(comment, other)),
  );
}

/** The first comment whose line of code stands in the draft still, or one that differs little. */
export function orphanAmong(lost: readonly Comment[], draft: Draft): Comment | undefined {
  const code = writtenLines(draft.text.slice(draft.start, draft.end)).map(withoutComment);
  return lost.find(({ about }) => about !== "" && code.some((line) => isNear(line, about, changedShare)));
}

/** A comment or a docstring. */
export type Comment = {
  readonly start: number;
  readonly end: number;
  readonly isDocstring: boolean;
  readonly text: string;
  /** The words of a comment, without its marks. */
  readonly words: string;
  /** The line of code it is about: its own, or the one below. */
  readonly about: string;
};

function commentsIn({ tree, text }: Parsed, start: number, end: number, hasDocstrings: boolean): Comment[] {
  const nodes: Node[] = [];
  const cursor = tree?.walk();
  for (let isMore = cursor !== undefined; cursor && isMore; ) {
    const near = cursor.endIndex > start && cursor.startIndex < end;
    const { nodeType } = cursor;
    const isDoc = hasDocstrings && nodeType === "string" && isDocstring(cursor.currentNode);
    if (near && (isDoc || nodeType.endsWith("comment"))) nodes.push(cursor.currentNode);
    if (near && cursor.gotoFirstChild()) continue;
    while (cursor.startIndex >= end || !cursor.gotoNextSibling()) {
      isMore = cursor.gotoParent();
      if (!isMore) break;
    }
  }
  return nodes.map((node) => ({
    start: node.startIndex,
    end: node.endIndex,
    isDocstring: node.type === "string",
    text: node.text,
    words: wordsOf(node.text),
    about: aboutOf(node, text),
  }));
}

/** A string that stands alone as the first statement of a block. */
function isDocstring(node: Node): boolean {
  if (node.type !== "string" || node.parent?.type !== "expression_statement") return false;
  const statement = node.parent;
  return (
    statement.namedChildCount === 1 &&
    statement.parent?.firstNamedChild?.id === statement.id &&
    statement.parent.type === "block"
  );
}

function aboutOf(node: Node, text: string): string {
  const before = text.slice(lineStart(text, node.startIndex), node.startIndex).trim();
  if (before !== "" && !/^\{$/.test(before)) return before;
  if (node.type === "string") return headerOf(node);
  const below = writtenLines(text.slice(node.endIndex, node.endIndex + 4000)).map(withoutComment);
  return below.find((line) => line !== "" && !/^[)\]}*/;,]+$/.test(line)) ?? "";
}

function headerOf(node: Node): string {
  const around = node.parent?.parent?.parent;
  return around ? withoutComment(around.text.split("\n")[0] ?? "").trim() : "";
}

/** A line of code without the comment at its end and the blanks around it. */
export function withoutComment(line: string): string {
  return line.replace(/(?:^|\s)(?:#|\/\/|\/\*|\*(?:\s|$)).{0,4000}$/, "").trim();
}

function wordsOf(comment: string): string {
  return comment
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
}

/** True if a new comment stands where the old one stood, as a translated one does. */
function isAboutTheSame(old: Comment, fresh: Comment): boolean {
  return old.about !== "" && isNear(old.about, fresh.about, changedShare);
}

/** True if a comment says the same in other words, or more of it. */
function isRewritten(words: string, other: string): boolean {
  return other.includes(words) || (words.length < 500 && other.length < 500 && isNear(words, other, 0.5));
}
