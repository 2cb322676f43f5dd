import { rulesOf } from "../../languages/languages.ts";
import type { Node } from "../../languages/nameRules.ts";
import { isNear } from "../../text/distance.ts";
import { lineStart, linesOf } from "../../text/lines.ts";
import { writtenLines } from "../lines.ts";
import type { Parsed } from "../original.ts";
import { refused } from "../proposal.ts";
import type { DraftCheck } from "./check.ts";

/** Comments that are spoken to a tool, or that say what is still to be done. They end with what they are about. */
const temporary =
  /@ts-|eslint|biome-ignore|prettier-ignore|noqa|type: ?ignore|pylint|pyright|\b(?:TODO|FIXME|XXX|HACK)\b/;

/** A line of code that differs in so few of its characters is the line it was. */
const changedShare = 0.3;

/** Comments are kept where the code they explain is kept. */
export const comments: DraftCheck = (draft, original) => {
  if (!draft.tree || !original.tree || original.mode === "document") return [];
  const hasDocstrings = rulesOf(original.language).docs?.place === "inside";
  const kept = commentsIn(draft, draft.start, draft.end, hasDocstrings);
  const texts = new Set(kept.map(({ words }) => words));
  const code = writtenLines(draft.text.slice(draft.start, draft.end)).map(withoutComment);
  const old = commentsIn(original, draft.from, draft.to, hasDocstrings);
  const fresh = kept.filter((comment) => !old.some(({ words }) => words === comment.words));
  const lost = old.filter(
    (comment) =>
      comment.words !== "" &&
      !texts.has(comment.words) &&
      !temporary.test(comment.text) &&
      !kept.some((other) => isRewritten(comment.words, other.words)) &&
      !fresh.some((other) => isAboutTheSame(comment, other)),
  );
  const orphan = lost.find(({ about }) => about !== "" && code.some((line) => isNear(line, about, changedShare)));
  if (orphan) {
    return refused(
      "The answer deletes a comment of code that stays.",
      `Keep all comments. This one is missing: \`${linesOf(orphan.text)[0]?.slice(0, 80)}\``,
    );
  }
  if (lost.length === 0) return [];
  return [
    lost.length === 1
      ? "A comment is deleted with the code it explained."
      : `${lost.length} comments are deleted with the code they explained.`,
  ];
};

type Comment = {
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
  return nodes.map((node) => ({ text: node.text, words: wordsOf(node.text), about: aboutOf(node, text) }));
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

function withoutComment(line: string): string {
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
