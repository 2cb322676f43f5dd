import { isField, type NameRole, type NameRules, type Node, nearest, other } from "../nameRules.ts";
import { scriptGlobals } from "./globals.ts";
import { scriptTypes } from "./types.ts";

const functions = [
  ...scriptTypes.functions,
  "call_signature",
  "construct_signature",
  "function_type",
  "constructor_type",
];

const functionScopes = new Set([...functions, "program", "class_static_block"]);
const blockScopes = new Set([
  ...functionScopes,
  "statement_block",
  "switch_body",
  "for_statement",
  "for_in_statement",
  "catch_clause",
]);

/** Patterns that a declared name may stand in. */
const patterns = new Set([
  "object_pattern",
  "array_pattern",
  "pair_pattern",
  "assignment_pattern",
  "object_assignment_pattern",
  "rest_pattern",
]);

/** Declarations whose name is seen in the block around them. */
const declarations = new Set([
  "function_declaration",
  "generator_function_declaration",
  "function_signature",
  "class_declaration",
  "abstract_class_declaration",
  "interface_declaration",
  "type_alias_declaration",
  "enum_declaration",
  "internal_module",
  "module",
  "import_alias",
]);

const importers = new Set(["import_clause", "namespace_import", "import_require_clause"]);

export const typescriptNames: NameRules = {
  names: new Set([
    "identifier",
    "type_identifier",
    "shorthand_property_identifier",
    "shorthand_property_identifier_pattern",
  ]),
  role,
  sees: () => true,
  globals: scriptGlobals,
  kept,
};

function role(node: Node): NameRole {
  return declared(node) ?? (isReference(node) ? { kind: "reference", isType: node.type === "type_identifier" } : other);
}

function declared(node: Node): NameRole | undefined {
  const parent = node.parent;
  if (!parent) return undefined;
  if (declarations.has(parent.type) && isFirstName(parent, node)) return at(nearest(parent, blockScopes));
  if (isField(parent, "name", node) && (parent.type === "function_expression" || parent.type === "class"))
    return at(parent);
  if (importers.has(parent.type)) return at(nearest(parent, programs));
  if (parent.type === "import_specifier") {
    return isField(parent, parent.childForFieldName("alias") ? "alias" : "name", node)
      ? at(nearest(parent, programs))
      : other;
  }
  if (parent.type === "type_parameter" && isField(parent, "name", node)) return at(parent.parent?.parent ?? parent);
  if (parent.type === "infer_type") return at(nearest(parent, new Set(["conditional_type"])));
  if (parent.type === "mapped_type_clause" && isField(parent, "name", node))
    return at(nearest(parent, new Set(["object_type"])));
  if (parent.type === "index_signature" && isField(parent, "name", node)) return at(parent);
  return inPattern(node);
}

const programs: ReadonlySet<string> = new Set(["program"]);

function at(scope: Node): NameRole {
  return { kind: "declaration", scope };
}

function isFirstName(parent: Node, node: Node): boolean {
  return isField(parent, "name", node) || (parent.type === "import_alias" && parent.firstNamedChild?.id === node.id);
}

/** A variable, parameter or caught error, plain or taken out of a value by a pattern. */
function inPattern(node: Node): NameRole | undefined {
  let inner = node;
  let outer = node.parent;
  while (outer && patterns.has(outer.type)) {
    if (outer.type === "pair_pattern" && !isField(outer, "value", inner)) return undefined;
    if (outer.type.endsWith("assignment_pattern") && !isField(outer, "left", inner)) return undefined;
    [inner, outer] = [outer, outer.parent];
  }
  if (!outer) return undefined;
  const { type } = outer;
  if (type === "variable_declarator" && isField(outer, "name", inner)) {
    return at(nearest(outer, outer.parent?.type === "variable_declaration" ? functionScopes : blockScopes));
  }
  if ((type === "required_parameter" || type === "optional_parameter") && isField(outer, "pattern", inner)) {
    return at(nearest(outer, functionScopes));
  }
  if (outer.parent?.type === "tuple_type") return other;
  if (type === "assignment_expression" && outer.firstChild?.type === "using") return at(nearest(outer, blockScopes));
  if ((type === "arrow_function" || type === "catch_clause") && isField(outer, "parameter", inner)) return at(outer);
  const kind = type === "for_in_statement" && isField(outer, "left", inner) && outer.childForFieldName("kind");
  if (kind) return at(kind.text === "var" ? nearest(outer, functionScopes) : outer);
  return undefined;
}

/** True if the enum that holds a member has one of this name, which is meant before anything around. */
function isMemberBeside(member: Node, name: string): boolean {
  const members = member.parent?.namedChildren ?? [];
  return members.some((one) => (one.childForFieldName("name") ?? one).text === name);
}

function isReference(node: Node): boolean {
  const parent = node.parent;
  if (!parent) return false;
  switch (parent.type) {
    case "export_specifier":
      return isField(parent, "name", node) && !parent.parent?.parent?.childForFieldName("source");
    case "nested_type_identifier":
      return !isField(parent, "name", node);
    case "jsx_opening_element":
    case "jsx_closing_element":
    case "jsx_self_closing_element":
      return /^[A-Z_$]/.test(node.text);
    case "namespace_export":
    case "jsx_namespace_name":
    case "tuple_parameter":
    case "optional_tuple_parameter":
    case "meta_property":
      return false;
    case "enum_assignment":
      return isField(parent, "value", node) && !isMemberBeside(parent, node.text);
    default:
      return true;
  }
}

/** `{ old }` and `import { old }` name something else too. */
function kept({ type, parent }: Node, old: string, name: string): string | undefined {
  if (type === "shorthand_property_identifier" || type === "shorthand_property_identifier_pattern")
    return `${old}: ${name}`;
  if (parent?.childForFieldName("alias")) return undefined;
  if (parent?.type === "import_specifier") return `${old} as ${name}`;
  return parent?.type === "export_specifier" ? `${name} as ${old}` : undefined;
}
