import type { NodeRules } from "../languages/language.ts";
import { rulesOf } from "../languages/languages.ts";
import { inside, type SyntaxNode, upwards } from "../languages/syntaxIn.ts";
import { isBlank, lineEnd, lineStart } from "../text/lines.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Site } from "./site.ts";

/** The innermost named node that holds a range. */
export function nodeHolding(root: SyntaxNode, { start, end }: OffsetRange): SyntaxNode {
  const inner = root.children.find((child) => child.isNamed && child.start <= start && end <= child.end);
  return inner ? nodeHolding(inner, { start, end }) : root;
}

export function textOf({ file }: Pick<Site, "file">, { start, end }: OffsetRange): string {
  return file.text.slice(start, end);
}

/** True if nothing else stands on the lines of a range. */
export function standsAlone({ file: { text } }: Pick<Site, "file">, { start, end }: OffsetRange): boolean {
  return isBlank(text.slice(lineStart(text, start), start)) && isBlank(text.slice(end, lineEnd(text, end)));
}

/** The node that holds the selection. */
export function nodeAt(site: Site): SyntaxNode | undefined {
  return site.root && nodeHolding(site.root, site);
}

/** The grammar's names for things here. */
export function nodesOf({ language }: Pick<Site, "language">): NodeRules | undefined {
  return rulesOf(language).nodes;
}

/** The innermost function around a node, as a node. */
export function functionAround(site: Site, node: SyntaxNode | undefined): SyntaxNode | undefined {
  return upwards(node).find(({ type }) => nodesOf(site)?.functions.has(type));
}

/** The function that a definition at `[start, end)` declares. */
export function functionOf(site: Site, range: OffsetRange): SyntaxNode | undefined {
  const declared = site.root && nodeHolding(site.root, range);
  return inside(declared).find(({ type, start }) => start >= range.start && nodesOf(site)?.functions.has(type));
}

/** The innermost statement, or member of a class, that holds a node. */
export function statementAround(site: Site, node: SyntaxNode | undefined): SyntaxNode | undefined {
  const nodes = nodesOf(site);
  return upwards(node).find(
    ({ parent }) => parent && (nodes?.blocks.has(parent.type) || nodes?.members.has(parent.type)),
  );
}

/** The statements that are selected, if nothing but whole ones is. */
export function statementsIn(site: Site): readonly SyntaxNode[] {
  const holding = nodeAt(site);
  if (!holding || site.start === site.end) return [];
  const block = upwards(holding).find(({ type }) => nodesOf(site)?.blocks.has(type));
  const covered = block?.children.filter(({ start, end }) => start < site.end && end > site.start) ?? [];
  const isWhole = covered[0]?.start === site.start && covered.at(-1)?.end === site.end;
  return isWhole && covered.every(({ isNamed }) => isNamed) ? covered : [];
}
