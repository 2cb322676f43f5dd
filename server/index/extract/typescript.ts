import type { DefinitionKind } from "../tags.ts";
import { call, exportStatement, importStatement } from "./typescriptModules.ts";
import { define, kindOfValue, nameIt, parts } from "./typescriptParts.ts";
import { assignment, variables } from "./typescriptVariables.ts";
import type { Rule, Rules, Walk } from "./walk.ts";

/** What TypeScript and JavaScript declare: grammars/typescript/tags.scm and imports.scm as a walk. */
export const typescriptRules: Rules = {
  hints:
    /=>|\)\s*[{:/]|\b(?:function|class|interface|enum|namespace|module|exports|type)\b|\b(?:import|require)\s*[(/]/g,
  implicitExports: false,
  byType: new Map<string, Rule>([
    ["program", enter],
    ["ERROR", enter],
    ["export_statement", exportStatement],
    ["import_statement", importStatement],
    ["call_expression", call],
    ["assignment_expression", assignment],
    ["lexical_declaration", variables],
    ["variable_declaration", variables],
    ["ambient_declaration", ambient],
    ["statement_block", (walk, hinted) => hinted || !walk.isLocal(walk.cursor.startIndex)],
    ["internal_module", declaration("namespace", enter)],
    ["module", declaration("module", enter)],
    ["import_alias", declaration("constant", enterHinted)],
    ["class_declaration", declaration("class", enter)],
    ["abstract_class_declaration", declaration("class", enter)],
    ["class_body", classBody],
    ["interface_declaration", declaration("interface", enter)],
    ["interface_body", interfaceBody],
    ["enum_declaration", declaration("enum", enter)],
    ["enum_body", enumBody],
    ["type_alias_declaration", typeAlias],
    ["function_declaration", declaration("function", localScope)],
    ["generator_function_declaration", declaration("function", localScope)],
    ["function_signature", declaration("function", enterHinted)],
    ["method_definition", method],
    ["public_field_definition", field],
    ["pair", pair],
    ["decorator", decorator],
    ["arrow_function", localScope],
    ["function_expression", localScope],
    ["generator_function", localScope],
    ["class_static_block", localScope],
    ["if_statement", localScope],
    ["for_statement", localScope],
    ["for_in_statement", localScope],
    ["while_statement", localScope],
    ["do_statement", localScope],
    ["try_statement", localScope],
    ["switch_statement", localScope],
    ["labeled_statement", localScope],
  ]),
};

function enter(): boolean {
  return true;
}

function enterHinted(_: Walk, hinted: boolean): boolean {
  return hinted;
}

function localScope(walk: Walk, hinted: boolean): boolean {
  walk.openScope(true);
  return hinted;
}

function declaration(kind: DefinitionKind, next: Rule): Rule {
  return (walk, hinted) => {
    define(walk, kind, parts(walk));
    return next(walk, hinted);
  };
}

function decorator(walk: Walk, hinted: boolean): boolean {
  walk.decorator();
  return hinted;
}

/** `declare` a declaration, or a block of global ones. */
function ambient(walk: Walk): boolean {
  let declared = -1;
  walk.eachChild(() => {
    if (walk.cursor.nodeIsNamed) declared = walk.cursor.startIndex;
  });
  walk.wrap(declared, "no");
  return true;
}

function typeAlias(walk: Walk, hinted: boolean): boolean {
  define(walk, "type", parts(walk));
  walk.eachChild((type, role) => {
    if (role === "value" && type === "object_type") signatures(walk);
  });
  return hinted;
}

function interfaceBody(walk: Walk, hinted: boolean): boolean {
  signatures(walk);
  return hinted;
}

function classBody(walk: Walk): boolean {
  signatures(walk);
  walk.openScope(false);
  return true;
}

/** Members without a body: of an interface, of a named object type, the overloads and abstract methods of a class. */
function signatures(walk: Walk): void {
  walk.eachChild((type) => {
    if (type === "property_signature") define(walk, "field", parts(walk));
    if (type === "method_signature" || type === "abstract_method_signature") defineMethod(walk);
  });
}

function enumBody(walk: Walk, hinted: boolean): boolean {
  walk.eachChild((type, role) => {
    const member = parts(walk);
    if (role === "name") nameIt(member, type, walk.range());
    define(walk, "enumMember", { ...member, bodyStart: -1 });
  });
  return hinted;
}

function method(walk: Walk, hinted: boolean): boolean {
  defineMethod(walk);
  return localScope(walk, hinted);
}

function defineMethod(walk: Walk): void {
  const found = parts(walk);
  const isConstructor = walk.text.slice(found.nameStart, found.nameEnd) === "constructor";
  define(walk, isConstructor ? "constructor" : "method", found);
  if (!isConstructor) return;
  walk.eachChild((_, role) => {
    if (role === "parameters") walk.eachChild(() => parameterProperty(walk));
  });
}

/** `constructor(private readonly name: string)` declares a field. */
function parameterProperty(walk: Walk): void {
  const found = parts(walk);
  let isProperty = false;
  walk.eachChild((type, role) => {
    if (type === "accessibility_modifier" || type === "override_modifier" || type === "readonly") isProperty = true;
    if (role === "pattern" && type === "identifier") nameIt(found, type, walk.range());
  });
  if (isProperty) define(walk, "field", { ...found, bodyStart: -1 });
}

function field(walk: Walk, hinted: boolean): boolean {
  const found = parts(walk);
  define(walk, kindOfValue(found.value?.type) === "function" ? "method" : "field", found);
  return hinted;
}

/** An object's `name: () => {}` is as much a method as its `name() {}`. */
function pair(walk: Walk, hinted: boolean): boolean {
  if (!hinted) return false;
  const found = parts(walk);
  if (kindOfValue(found.value?.type) === "function") define(walk, "method", found);
  return true;
}
