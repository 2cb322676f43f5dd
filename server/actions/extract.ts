import type { SyntaxNode } from "../index/syntaxIn.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { callable, definitionAround } from "./definitionAt.ts";
import { type Site, viewed } from "./site.ts";
import { nodeAt, statementAround, statementsIn, textOf } from "./syntax.ts";

/** Selected statements become a function of their own. */
export const extractFunction: Action = {
  id: "extract-function",
  kind: "refactor.extract.function",
  offers: (site) => {
    const statements = statementsIn(site).filter(({ type }) => type !== "comment");
    if (statements.length === 0 || statements.some(({ type }) => notExtracted.test(type))) return [];
    const range = definitionAround(site, callable) ?? site;
    const say =
      "Move the part to extract into a function of its own beside the code above, with a name that says what it does, and call it where the part stood. Write all of the code above again, and the new function.";
    const work = changeOf(site, range, { instruction: "rewrite", say, beside: [part(site)] });
    return [{ title: "Extract into a function", work }];
  },
};

/** A selected expression becomes a variable. */
export const extractVariable: Action = {
  id: "extract-variable",
  kind: "refactor.extract.variable",
  offers: (site) => {
    const expression = selectedExpression(site);
    const statement = statementAround(expression);
    if (!expression || !statement || statement.type === "import_statement") return [];
    const say =
      "Give the part to extract a name: declare a variable for it on the line before, and use the variable in its place. Write all of the code above again.";
    const work = changeOf(site, statement, { instruction: "rewrite", say, beside: [part(site)] });
    return [{ title: "Extract into a variable", work }];
  },
};

const notExtracted =
  /^(?:import|export|class|function|method|interface|type_alias|enum|decorated|future_import|public_field)/;

/** Value expressions of both grammars that are worth a name. */
const expressions =
  /_expression$|^(?:call|attribute|subscript|binary_operator|unary_operator|boolean_operator|comparison_operator|not_operator|lambda|await|list|tuple|set|dictionary|list_comprehension|dictionary_comprehension|set_comprehension|generator_expression|array|object|string|template_string|concatenated_string|number|integer|float|regex)$/;

function selectedExpression(site: Site): SyntaxNode | undefined {
  const node = nodeAt(site);
  if (!node || node.start !== site.start || node.end !== site.end || !expressions.test(node.type)) return undefined;
  const { parent, field } = node;
  const isStatement = parent?.type === "expression_statement";
  const isKey = field === "key" || field === "name";
  const isAssigned = field === "left" && /assignment/.test(parent?.type ?? "");
  return isStatement || isKey || isAssigned || parent?.type === "literal_type" ? undefined : node;
}

function part(site: Site) {
  return { title: "The part to extract", path: viewed(site).path, text: textOf(site, site) };
}
