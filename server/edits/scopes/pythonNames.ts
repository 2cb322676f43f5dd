import { isField, type NameRules, type Node, nearest, other, type Role } from "./nameRules.ts";
import { pythonGlobals } from "./pythonGlobals.ts";

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
};

/** What a class declares is seen in its body, and not in the functions there. */
function sees(scope: Node, node: Node): boolean {
  if (scope.type !== "class_definition") return true;
  let around = nearest(node, functionScopes);
  // Decorators, defaults and annotations of a method are read in the class.
  while (around.id !== scope.id && around.type === "function_definition" && !isInBody(around, node)) {
    around = nearest(around, functionScopes);
  }
  return around.id === scope.id;
}

function isInBody(around: Node, node: Node): boolean {
  const body = around.childForFieldName("body");
  return body !== null && node.startIndex >= body.startIndex;
}

function role(node: Node): Role {
  const parent = node.parent;
  if (!parent) return other;
  if (parent.type === "attribute" && isField(parent, "attribute", node)) return other;
  if ((parent.type === "keyword_argument" && isField(parent, "name", node)) || parent.type === "keyword_pattern")
    return other;
  if (parent.type === "dotted_name") return inDottedName(node, parent);
  if (parent.type === "aliased_import") return at(importScope(parent));
  return declared(node, parent) ?? { kind: "reference", isType: parent.type === "type" };
}

function at(scope: Node): Role {
  return { kind: "declaration", scope };
}

const importStatements = new Set(["import_statement", "import_from_statement", "future_import_statement"]);

/** A plain name in one of these takes a value in; a dotted one is compared with it. */
const captures = new Set(["case_pattern", "as_pattern", "union_pattern", "keyword_pattern"]);

function inDottedName(node: Node, name: Node): Role {
  const isFirst = name.firstNamedChild?.id === node.id;
  const parent = name.parent;
  if (!parent || !isFirst) return other;
  if (importStatements.has(parent.type)) {
    return parent.type === "import_from_statement" && isField(parent, "module_name", name)
      ? other
      : at(importScope(parent));
  }
  if (parent.type === "aliased_import" || parent.type === "relative_import") return other;
  const isCapture = captures.has(parent.type);
  return isCapture && name.namedChildCount === 1
    ? at(nearest(name, functionScopes))
    : { kind: "reference", isType: false };
}

function importScope(node: Node): Node {
  return nearest(node, functionScopes);
}

function declared(node: Node, parent: Node): Role | undefined {
  const { type } = parent;
  if ((type === "function_definition" || type === "class_definition") && isField(parent, "name", node)) {
    return at(nearest(parent, functionScopes));
  }
  if (type === "global_statement" || type === "nonlocal_statement") return { kind: "reference", isType: false };
  if (type === "named_expression" && isField(parent, "name", node))
    return at(homeOf(node, nearest(parent, functionScopes)));
  if (type === "splat_pattern") return at(nearest(parent, functionScopes));
  return inParameters(node, parent) ?? inPattern(node);
}

function inParameters(node: Node, parent: Node): Role | undefined {
  if (parameterLists.has(parent.type)) return at(nearest(parent, functionScopes));
  if (!parameterForms.has(parent.type)) return undefined;
  const isName = isField(parent, "name", node) || parent.firstNamedChild?.id === node.id;
  const list = parent.parent && parameterForms.has(parent.parent.type) ? parent.parent.parent : parent.parent;
  return isName && list && parameterLists.has(list.type) ? at(nearest(list, functionScopes)) : undefined;
}

/** What is assigned, looped over, or bound by `as`, alone or in a pattern. */
function inPattern(node: Node): Role | undefined {
  let inner = node;
  let outer = node.parent;
  while (outer && patterns.has(outer.type)) [inner, outer] = [outer, outer.parent];
  if (!outer) return undefined;
  const { type } = outer;
  if ((type === "assignment" || type === "for_statement") && isField(outer, "left", inner)) {
    return at(homeOf(node, nearest(outer, functionScopes)));
  }
  if (type === "for_in_clause" && isField(outer, "left", inner)) return at(nearest(outer, allScopes));
  if (type === "as_pattern_target") return at(nearest(outer, functionScopes));
  if (
    type === "type" &&
    outer.parent?.type === "type_alias_statement" &&
    outer.parent.firstNamedChild?.id === outer.id
  ) {
    return at(nearest(outer, functionScopes));
  }
  if (type === "type" && outer.parent?.type === "type_parameter") return at(outer.parent.parent ?? outer);
  return undefined;
}

/** Where an assigned name lives: `global` and `nonlocal` in a function say that it is further out. */
function homeOf(node: Node, scope: Node): Node {
  if (scope.type !== "function_definition") return scope;
  const body = scope.childForFieldName("body");
  for (const statement of body?.namedChildren ?? []) {
    if (statement.type !== "global_statement" && statement.type !== "nonlocal_statement") continue;
    // The text of a node is a copy, and a body is made of much of it: asked for of these few only.
    if (!statement.namedChildren.some((child) => child.text === node.text)) continue;
    return nearest(scope, statement.type === "global_statement" ? moduleScope : functionScopes);
  }
  return scope;
}

const moduleScope: ReadonlySet<string> = new Set(["module"]);
