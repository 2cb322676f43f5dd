import type { TextChange } from "../../text/textChange.ts";
import { isField, type NameRole, type NameRules, type Node, nearest, other } from "../nameRules.ts";
import { pythonGlobals } from "./globals.ts";

const functionScopes = new Set(["module", "function_definition", "lambda", "class_definition"]);
const comprehensions = new Set([
  "list_comprehension",
  "dictionary_comprehension",
  "set_comprehension",
  "generator_expression",
]);
const allScopes = new Set([...functionScopes, ...comprehensions]);

const patterns = new Set(["pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern", "tuple", "list"]);
const parameterLists = new Set(["parameters", "lambda_parameters"]);
const parameterForms = new Set([
  "default_parameter",
  "typed_parameter",
  "typed_default_parameter",
  "list_splat_pattern",
  "dictionary_splat_pattern",
]);

export const pythonNames: NameRules = {
  names: new Set(["identifier"]),
  role,
  sees,
  globals: pythonGlobals,
  kept: (node, old, name) =>
    node.parent?.type === "dotted_name" && /^import/.test(node.parent.parent?.type ?? "")
      ? `${old} as ${name}`
      : undefined,
  listed,
  isArgumentName: ({ parent }) => parent?.type === "keyword_argument",
};

/**
 * Decorators, defaults, annotations and bases are read around what they belong to; so is the first iterable of a
 * comprehension. What a class declares is seen in its body, and not in the functions and comprehensions there.
 */
function sees(scope: Node, node: Node): boolean {
  if (comprehensions.has(scope.type)) return !isFirstIterable(scope, node);
  if (scope.type === "module") return true;
  if (isOutside(scope, node) || isDeclaredFurtherOut(scope, node)) return false;
  if (scope.type !== "class_definition") return true;
  let around = nearest(node, allScopes);
  while (around.id !== scope.id && isReadAround(around, node)) around = nearest(around, allScopes);
  return around.id === scope.id;
}

/** True if a node is read where a scope stands, and not in it. */
function isReadAround(scope: Node, node: Node): boolean {
  return comprehensions.has(scope.type) ? isFirstIterable(scope, node) : isOutside(scope, node);
}

function isFirstIterable(comprehension: Node, node: Node): boolean {
  const first = comprehension.namedChildren.find(({ type }) => type === "for_in_clause");
  const iterable = first?.childForFieldName("right");
  return iterable != null && iterable.startIndex <= node.startIndex && node.endIndex <= iterable.endIndex;
}

/** In front of the body, but not a parameter; type parameters are seen everywhere. */
function isOutside(scope: Node, node: Node): boolean {
  if (!functionScopes.has(scope.type) || isInBody(scope, node)) return false;
  if (scope.childForFieldName("type_parameters")) return false;
  if (isField(scope, "name", node)) return true;
  const role = inParameters(node, node.parent ?? scope);
  return !(role?.kind === "declaration" && role.scope.id === scope.id);
}

/** True if a function between a node and a scope, or the scope itself, says `global` of the name. */
function isDeclaredFurtherOut(scope: Node, node: Node): boolean {
  const name = node.text;
  for (let at = nearest(node, functionScopes); at.type !== "module"; at = nearest(at, functionScopes)) {
    if (at.startIndex < scope.startIndex) return false;
    if (at.type === "function_definition" && isInBody(at, node) && declaredIn(at, "global_statement", name))
      return true;
  }
  return false;
}

function isInBody(around: Node, node: Node): boolean {
  const body = around.childForFieldName("body");
  return body !== null && node.startIndex >= body.startIndex;
}

function role(node: Node): NameRole {
  const parent = node.parent;
  if (!parent) return other;
  if (parent.type === "attribute" && isField(parent, "attribute", node)) return other;
  if ((parent.type === "keyword_argument" && isField(parent, "name", node)) || parent.type === "keyword_pattern")
    return other;
  if (parent.type === "dotted_name") return inDottedName(node, parent);
  if (parent.type === "aliased_import") return at(homeOf(node, importScope(parent)));
  return declared(node, parent) ?? { kind: "reference", isType: parent.type === "type" };
}

function at(scope: Node): NameRole {
  return { kind: "declaration", scope };
}

const importStatements = new Set(["import_statement", "import_from_statement", "future_import_statement"]);

/** A plain name in one of these takes a value in; a dotted one is compared with it. */
const captures = new Set(["case_pattern", "as_pattern", "union_pattern", "keyword_pattern"]);

function inDottedName(node: Node, name: Node): NameRole {
  const isFirst = name.firstNamedChild?.id === node.id;
  const parent = name.parent;
  if (!parent || !isFirst) return other;
  if (importStatements.has(parent.type)) {
    return parent.type === "import_from_statement" && isField(parent, "module_name", name)
      ? other
      : at(homeOf(node, importScope(parent)));
  }
  if (parent.type === "aliased_import" || parent.type === "relative_import") return other;
  const isCapture = captures.has(parent.type);
  return isCapture && name.namedChildCount === 1
    ? at(homeOf(node, nearest(name, functionScopes)))
    : { kind: "reference", isType: false };
}

function importScope(node: Node): Node {
  return nearest(node, functionScopes);
}

function declared(node: Node, parent: Node): NameRole | undefined {
  const { type } = parent;
  if ((type === "function_definition" || type === "class_definition") && isField(parent, "name", node)) {
    return at(homeOf(node, nearest(parent, functionScopes)));
  }
  if (type === "global_statement" || type === "nonlocal_statement") return { kind: "reference", isType: false };
  if (type === "named_expression" && isField(parent, "name", node))
    return at(homeOf(node, nearest(parent, functionScopes)));
  const isCaseAlias = type === "as_pattern" && parent.parent?.type === "case_pattern";
  if (type === "splat_pattern" || (isCaseAlias && parent.lastNamedChild?.id === node.id))
    return at(homeOf(node, nearest(parent, functionScopes)));
  return inParameters(node, parent) ?? inPattern(node);
}

function inParameters(node: Node, parent: Node): NameRole | undefined {
  if (parameterLists.has(parent.type)) return at(nearest(parent, functionScopes));
  if (!parameterForms.has(parent.type)) return undefined;
  const isName = isField(parent, "name", node) || parent.firstNamedChild?.id === node.id;
  const list = parent.parent && parameterForms.has(parent.parent.type) ? parent.parent.parent : parent.parent;
  return isName && list && parameterLists.has(list.type) ? at(nearest(list, functionScopes)) : undefined;
}

/** Names that are assigned, looped over, or bound by `as`, alone or in a pattern. */
function inPattern(node: Node): NameRole | undefined {
  let inner = node;
  let outer = node.parent;
  while (outer && patterns.has(outer.type)) [inner, outer] = [outer, outer.parent];
  if (!outer) return undefined;
  const { type } = outer;
  if ((type === "assignment" || type === "for_statement") && isField(outer, "left", inner)) {
    return at(homeOf(node, nearest(outer, functionScopes)));
  }
  if (type === "for_in_clause" && isField(outer, "left", inner)) return at(nearest(outer, allScopes));
  if (type === "as_pattern_target") return at(homeOf(node, nearest(outer, functionScopes)));
  const named = type === "generic_type" && outer.firstNamedChild?.id === inner.id ? outer.parent : outer;
  if (named?.type === "type" && named.parent?.type === "type_alias_statement" && isField(named.parent, "left", named)) {
    return at(nearest(named, functionScopes));
  }
  if (type === "type" && outer.parent?.type === "type_parameter") {
    const owner = outer.parent.parent ?? outer;
    return at(owner.type === "generic_type" ? (owner.parent?.parent ?? owner) : owner);
  }
  return undefined;
}

/** Where a bound name lives: `global` and `nonlocal` in a function say that it is further out. */
function homeOf(node: Node, scope: Node): Node {
  if (scope.type !== "function_definition") return scope;
  const { text } = node;
  if (declaredIn(scope, "global_statement", text)) return nearest(scope, moduleScope);
  if (!declaredIn(scope, "nonlocal_statement", text)) return scope;
  let around = nearest(scope, functionScopes);
  const isFunction = ({ type }: Node) => type === "function_definition" || type === "lambda";
  while (around.type !== "module" && !(isFunction(around) && binds(around, text)))
    around = nearest(around, functionScopes);
  return around;
}

/** True if a function says `global` or `nonlocal` of a name, anywhere in its own body. */
function declaredIn(scope: Node, statement: "global_statement" | "nonlocal_statement", name: string): boolean {
  const body = scope.childForFieldName("body");
  return (
    body?.descendantsOfType(statement).some(
      // The text of a node is a copy, and a body has many nodes. So only these few are asked for it.
      (one) => nearest(one, functionScopes).id === scope.id && one.namedChildren.some((child) => child.text === name),
    ) ?? false
  );
}

function binds(scope: Node, name: string): boolean {
  return scope.descendantsOfType("identifier").some((node) => {
    if (node.text !== name || declaredIn(nearest(node, functionScopes), "nonlocal_statement", name)) return false;
    const found = role(node);
    return found.kind === "declaration" && found.scope.id === scope.id;
  });
}

const moduleScope: ReadonlySet<string> = new Set(["module"]);

/** A name that a Python module lists in `__all__` is offered under the name that it has. */
function listed(text: string, old: string, name: string): TextChange[] {
  const lists = /^\uFEFF?__all__\b[^\n[(]{0,80}[[(][^\])]{0,20000}[\])]/gm;
  return [...text.matchAll(lists)].flatMap((list) =>
    [...list[0].matchAll(new RegExp(`(?<=["'])${old}(?=["'])`, "g"))].map((entry) => {
      const start = list.index + entry.index;
      return { start, end: start + old.length, newText: name };
    }),
  );
}
