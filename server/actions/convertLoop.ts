import { rulesOf } from "../languages/languages.ts";
import { field, namedChildren, type SyntaxNode, upwards } from "../languages/syntaxIn.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import type { Site } from "./site.ts";
import { nodeAt, textOf } from "./syntax.ts";

/**
 * A Python loop that only fills a list, a set or a dictionary becomes a comprehension.
 *
 * @example Convert to a comprehension
 * ```py
 * def paid(orders):
 *     names = []
 *     for order in │orders:
 *         if order.paid:
 *             names.append(order.name)
 *     return names
 * ```
 * ```py
 * def paid(orders):
 *     «names = [order.name for order in orders if order.paid]»
 *     return names
 * ```
 */
export const convertLoop: Action = {
  id: "convert-to-comprehension",
  kind: "refactor.rewrite",
  offers: (site) => {
    if (!rulesOf(site.language).conversions?.has("comprehension")) return [];
    const loop = upwards(nodeAt(site)).find(({ type }) => type === "for_statement");
    const range = loop && fillingLoop(site, loop);
    if (!range) return [];
    const say = "Write the loop and the line before it as one comprehension.";
    return [
      {
        title: "Convert to a comprehension",
        work: changeOf(site, range, { instruction: "convert", say, keepsValues: true }),
      },
    ];
  },
};

/** The loop and the empty collection above it, which every round of the loop adds one thing to, or nothing. */
function fillingLoop(site: Site, loop: SyntaxNode): OffsetRange | undefined {
  const siblings = loop.parent ? namedChildren(loop.parent) : [];
  const above = siblings[siblings.indexOf(loop) - 1];
  const name = above && emptyCollection(site, above);
  let body = field(loop, "body");
  for (let only = onlyStatement(body); only?.type === "if_statement" && !field(only, "alternative"); ) {
    body = field(only, "consequence");
    only = onlyStatement(body);
  }
  const last = onlyStatement(body);
  return above && name && last && adds(site, last, name) ? { start: above.start, end: loop.end } : undefined;
}

function onlyStatement(block: SyntaxNode | undefined): SyntaxNode | undefined {
  const statements = block ? namedChildren(block) : [];
  return statements.length === 1 ? statements[0] : undefined;
}

function emptyCollection(site: Site, statement: SyntaxNode): string | undefined {
  return /^(\w+)(?:\s*:[^=]+)?\s*=\s*(?:\[\s*\]|\{\s*\}|list\(\)|dict\(\)|set\(\))$/.exec(textOf(site, statement))?.[1];
}

function adds(site: Site, statement: SyntaxNode, name: string): boolean {
  const text = textOf(site, statement);
  return text.startsWith(`${name}.append(`) || text.startsWith(`${name}.add(`) || text.startsWith(`${name}[`);
}
