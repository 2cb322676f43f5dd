import type { Language } from "../../../grammars/language.ts";
import { parse, type Tree } from "../../../server/languages/parse.ts";

type Node = Tree["rootNode"];

/**
 * Whether an action changed nothing but what it is for. It is told apart from how the product tells it: by what is left
 * of both texts when that is taken out which the action may change.
 */
export function isUntouched(action: string, language: Language, before: string, after: string): boolean {
  const rest = rests[action];
  if (!rest) return true;
  const [a, b] = [rest(language, before), rest(language, after)];
  return a.length === b.length && a.every((token, i) => token === b[i]);
}

const rests: Readonly<Record<string, (language: Language, text: string) => readonly string[]>> = {
  types: (language, text) =>
    tokens(language, text, (node) => isType(node) || isImport(node)).filter((token) => !/^(?:[():?,]|->)$/.test(token)),
  document: (language, text) => tokens(language, text, isDocumentation),
};

function tokens(language: Language, text: string, isLeftOut: (node: Node) => boolean): string[] {
  const found: string[] = [];
  const add = (node: Node): void => {
    if (isLeftOut(node)) return;
    if (node.childCount === 0 || node.type === "string") found.push(node.text);
    else for (const child of node.children) add(child);
  };
  const tree = parse(language, text);
  if (tree) add(tree.rootNode);
  return found;
}

function isType(node: Node): boolean {
  const { type, parent } = node;
  if (type === "type_annotation" || type === "type") return true;
  return parent?.childForFieldName("return_type")?.id === node.id;
}

function isImport({ type }: Node): boolean {
  return /^(?:import_statement|import_from_statement|future_import_statement)$/.test(type);
}

function isDocumentation(node: Node): boolean {
  const isString = node.type === "expression_statement" && node.firstNamedChild?.type === "string";
  return node.type === "comment" || (isString && node.namedChildCount === 1);
}
