import { field, inside, namedChildren, type SyntaxNode } from "../languages/syntaxIn.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { callable, definitionAround, definitionAt, signatureOf } from "./definitionAt.ts";
import type { Site } from "./site.ts";
import { functionOf, nodesOf, textOf } from "./syntax.ts";

/**
 * Writes the body of a function whose signature and comment say what it shall do.
 *
 * @example Implement median
 * ```py
 * def median(numbers: list[float]) -> float:
 *     """The middle of the numbers."""
 *     │raise NotImplementedError
 * ```
 * ```py
 * «def median(numbers: list[float]) -> float:
 *     """The middle of the numbers."""
 *     ordered = sorted(numbers)
 *     return ordered[len(ordered) // 2]»
 * ```
 */
export const implement: Action = {
  id: "implement",
  kind: "refactor.rewrite",
  offers: (site) => {
    const definition = definitionAt(site, callable) ?? definitionAround(site, callable);
    const body = definition && field(functionOf(site, definition), "body");
    if (!definition || !body || !isUnwritten(site, body) || isDeclaration(site, definition)) return [];
    const say = `The code to implement is \`${definition.name}\`.`;
    const work = changeOf(site, definition, {
      instruction: "implement",
      say,
      kept: [signatureOf(definition)],
    });
    return [{ title: `Implement ${definition.name}`, work }];
  },
};

/** Nothing; or what says that nothing is there yet; or a comment that says so, over one statement at most. */
function isUnwritten(site: Site, body: SyntaxNode): boolean {
  if (body.type !== nodesOf(site)?.body) return false;
  const statements = namedChildren(body).filter((statement) => !isDocstring(statement));
  if (statements.every((statement) => isPlaceholder(site, statement))) return true;
  const comments = inside(body).filter(({ type }) => type === "comment");
  const isMarked = comments.some((comment) => /\b(?:TODO|FIXME|implement)\b/i.test(textOf(site, comment)));
  return isMarked && statements.length <= 1;
}

function isPlaceholder(site: Site, { type, ...range }: SyntaxNode): boolean {
  const nodes = nodesOf(site);
  if (type === nodes?.nothing) return true;
  const text = textOf(site, range);
  if (text === "...") return true;
  return type === nodes?.failing && /not.?(?:yet.?)?implemented|unimplemented|todo/i.test(text);
}

function isDocstring({ type, children }: SyntaxNode): boolean {
  return type === "expression_statement" && children.length === 1 && children[0]?.type === "string";
}

/**
 * True if a body that is left away or empty may be all that is wanted. An abstract method, an overload and a protocol
 * are such.
 */
function isDeclaration(site: Site, definition: OffsetRange): boolean {
  const around = site.tags.definitions.findLast(
    ({ kind, start, end }) => kind === "class" && start < definition.start && definition.end <= end,
  );
  const head = around ? site.file.text.slice(around.start, around.bodyStart) : "";
  return nodesOf(site)?.isAbstract?.(textOf(site, definition), head) ?? false;
}
