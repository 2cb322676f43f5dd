import { changeContext } from "../context/prompts/refactor.ts";
import type { SyntaxNode } from "../index/syntaxIn.ts";
import type { Action, Question } from "./action.ts";
import { callable, definitionAround } from "./definitionAt.ts";
import { type Range, type Site, targetIn, viewed } from "./site.ts";
import { nodeAt, statementAround, textOf } from "./syntax.ts";

/** Finds a name that says more, and writes it wherever the file means the same. */
export const rename: Action = {
  id: "rename",
  kind: "refactor.rewrite",
  offers: (site) => {
    const node = nodeAt(site);
    if (!node || !isName(node)) return [];
    const name = textOf(site, node);
    if (!isOwn(site, name, node)) return [];
    const title = `Rename ${name} for clarity`;
    if (isKnownElsewhere(site, name)) {
      return [{ title, work: { does: "nothing", because: `other files know ${name} by its name` } }];
    }
    const say = `Find a better name for \`${name}\`: one that says what it stands for here. Answer with the new name alone.`;
    const shown = definitionAround(site, callable) ?? statementAround(node) ?? node;
    const { start, end } = shown;
    const question = (): Question => ({
      instruction: "rename",
      target: targetIn(site, node, "rename"),
      show: (situation, room) => changeContext(situation, { file: viewed(site), start, end, instruction: say }, room),
    });
    return [{ title, work: { does: "ask", question } }];
  },
};

function isName({ type }: SyntaxNode): boolean {
  return type === "identifier" || type === "type_identifier" || type === "shorthand_property_identifier_pattern";
}

/** Declared in this file: at its top, or inside the function around. Members belong to whatever has the class. */
function isOwn(site: Site, name: string, node: SyntaxNode): boolean {
  const isImported = site.tags.imports.some(({ names }) => names.some(({ local }) => local === name));
  const isDefined = site.tags.definitions.some(
    (one) => one.name === name && one.kind !== "field" && one.kind !== "method",
  );
  return !isImported && (isDefined || declares(node) || isDeclaredAround(site, name, node));
}

/** Exported names too, as long as nobody has taken them up. */
function isKnownElsewhere(site: Site, name: string): boolean {
  const isLocal = site.tags.definitions.every((one) => one.name !== name || one.exported === "no");
  return !isLocal && site.workspace.mentions(name).some(({ path }) => path !== site.file.path);
}

function isDeclaredAround(site: Site, name: string, node: SyntaxNode): boolean {
  const around: Range | undefined = definitionAround(site, callable);
  if (!around) return false;
  let top = node;
  while (top.parent && around.start <= top.parent.start && top.parent.end <= around.end) top = top.parent;
  const isDeclaration = (one: SyntaxNode): boolean =>
    (isName(one) && declares(one) && textOf(site, one) === name) || one.children.some(isDeclaration);
  return isDeclaration(top);
}

const declaring: Readonly<Record<string, string | null>> = {
  required_parameter: "pattern",
  optional_parameter: "pattern",
  arrow_function: "parameter",
  variable_declarator: "name",
  for_in_statement: "left",
  catch_clause: "parameter",
  array_pattern: null,
  object_pattern: null,
  parameters: null,
  lambda_parameters: null,
  default_parameter: "name",
  typed_parameter: null,
  typed_default_parameter: "name",
  assignment: "left",
  for_statement: "left",
  pattern_list: null,
  as_pattern_target: null,
};

/** The node introduces the name, as far as its parent tells. */
function declares({ parent, field }: SyntaxNode): boolean {
  if (!parent || !Object.hasOwn(declaring, parent.type)) return false;
  const as = declaring[parent.type];
  return as === null ? field !== "type" : field === as;
}
