import type { Section } from "../context/prompts/chat.ts";
import type { SyntaxNode } from "../languages/syntaxIn.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { callable, definitionAround } from "./definitionAt.ts";
import type { Site } from "./site.ts";
import { nodeAt, nodesOf, statementAround, statementsIn, textOf } from "./syntax.ts";

/**
 * Selected statements become a function of their own.
 *
 * @example Extract into a function
 * ```ts
 * export function bill(prices: number[]) {
 *   │let total = 0;
 *   for (const price of prices) total += price;│
 *   return total.toFixed(2);
 * }
 * ```
 * ```ts
 * «function sum(prices: number[]) {
 *   let total = 0;
 *   for (const price of prices) total += price;
 *   return total;
 * }
 *
 * export function bill(prices: number[]) {
 *   const total = sum(prices);
 *   return total.toFixed(2);
 * }»
 * ```
 */
export const extractFunction: Action = {
  id: "extract-function",
  kind: "refactor.extract.function",
  offers: (site) => {
    const statements = statementsIn(site).filter(({ type }) => type !== "comment");
    if (statements.length === 0 || statements.some(({ type }) => nodesOf(site)?.declarations.test(type))) return [];
    const range = definitionAround(site, callable) ?? site;
    const say = "Write all of the code to change again, and the new function.";
    const work = changeOf(site, range, {
      instruction: "extract-function",
      say,
      kept: aroundSelection(site, range),
      beside: [marked("The marked lines", site)],
    });
    return [{ title: "Extract into a function", work }];
  },
};

/**
 * A selected expression becomes a variable.
 *
 * @example Extract into a variable
 * ```ts
 * export function bill(price: number, count: number) {
 *   return `${│price * count * 1.2│} EUR`;
 * }
 * ```
 * ```ts
 * export function bill(price: number, count: number) {
 *   «const total = price * count * 1.2;
 *   return `${total} EUR`;»
 * }
 * ```
 */
export const extractVariable: Action = {
  id: "extract-variable",
  kind: "refactor.extract.variable",
  offers: (site) => {
    const expression = selectedExpression(site);
    const statement = statementAround(site, expression);
    if (!expression || !statement || /^import/.test(statement.type)) return [];
    const say = "Write all of the code to change again.";
    const work = changeOf(site, statement, {
      instruction: "extract-variable",
      say,
      kept: aroundSelection(site, statement),
      beside: [marked("The marked expression", site)],
    });
    return [{ title: "Extract into a variable", work }];
  },
};

function selectedExpression(site: Site): SyntaxNode | undefined {
  const node = nodeAt(site);
  if (!node || node.start !== site.start || node.end !== site.end || !nodesOf(site)?.isValue(node)) return undefined;
  const { parent, field } = node;
  const isStatement = parent?.type === "expression_statement";
  const isKey = field === "key" || field === "name";
  const isAssigned = field === "left" && /assignment/.test(parent?.type ?? "");
  return isStatement || isKey || isAssigned ? undefined : node;
}

/** The code around the extracted part. The extracted part leaves its place; all around it stays. */
function aroundSelection(selection: OffsetRange, { start, end }: OffsetRange): readonly OffsetRange[] {
  return [
    { start, end: selection.start },
    { start: selection.end, end },
  ];
}

function marked(title: string, site: Site): Section {
  return { title, path: site.file.path, text: textOf(site, site) };
}
