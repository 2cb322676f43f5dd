import { enter, pass, toHints, type WalkStep } from "../extract/traversal.ts";
import { hinted, type Rule, type Rules, type Walk } from "../extract/walk.ts";
import type { DefinitionKind } from "../tags.ts";
import { exportStatement, typescriptCall, typescriptImport } from "./extractImports.ts";
import { bodiless, define, kindOfValue, nameIt, partsOf } from "./extractParts.ts";
import { typescriptAssignment, variables } from "./extractVariables.ts";

/** The declarations of TypeScript and JavaScript: grammars/typescript/tags.scm and imports.scm as a walk. */
export const typescriptRules: Rules = {
  hints: new RegExp(
    [
      // A function that is an argument or an element has no name, and holds nothing by itself.
      /(?<![({[,&|]\s{0,99}(?:async\s{1,9})?(?:[\w$]{1,99}|\([\w$\s,]{0,199}\))\s{0,9})=>/.source,
      // A condition without braces, arrows or strings holds nothing, so what ends it need not be a hint.
      /\b(?:if|for|while|switch|catch)\s*\((?:[^(){}>"'`]|\([^(){}>"'`]*\))*\)(?=\s*\{)/.source,
      /\)\s*[{:/]/.source,
      /\b(?:function|class|interface|enum|namespace|module|exports|type)\b/.source,
      /\b(?:import|require)\s*[(/]/.source,
    ].join("|"),
    "g",
  ),
  implicitExports: false,
  blockDocs: true,
  byType: new Map<string, Rule>([
    ["program", enterAll],
    ["ERROR", enterAll],
    ["export_statement", exportStatement],
    ["import_statement", typescriptImport],
    ["call_expression", typescriptCall],
    ["assignment_expression", typescriptAssignment],
    ["lexical_declaration", variables],
    ["variable_declaration", variables],
    ["ambient_declaration", ambient],
    ["statement_block", (walk) => (walk.isLocal(walk.cursor.startIndex) ? hinted(walk) : enter)],
    ["internal_module", declaration("namespace", enterAll)],
    ["module", declaration("module", enterAll)],
    ["import_alias", declaration("constant", hinted)],
    ["class_declaration", declaration("class", enterAll)],
    ["abstract_class_declaration", declaration("class", enterAll)],
    ["class", enterAll],
    ["class_body", classBody],
    ["interface_declaration", declaration("interface", enterAll)],
    ["interface_body", interfaceBody],
    ["enum_declaration", declaration("enum", enterAll)],
    ["enum_body", enumBody],
    ["type_alias_declaration", typeAlias],
    ["function_declaration", declaration("function", functionScope(2))],
    ["generator_function_declaration", declaration("function", functionScope(2))],
    ["function_signature", declaration("function", hinted)],
    ["method_definition", method],
    ["public_field_definition", field],
    ["pair", pair],
    ["decorator", decorator],
    ["arrow_function", arrowFunction],
    ["function_expression", functionScope(2)],
    ["generator_function", functionScope(2)],
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

function enterAll(): WalkStep {
  return enter;
}

function localScope(walk: Walk): WalkStep {
  walk.openScope(true);
  return hinted(walk);
}

/** The scope of a function whose own syntax, its keyword and the end of its parameters, makes so many hints. */
function functionScope(ownHints: number): Rule {
  return (walk) => {
    walk.openScope(true);
    return walk.hinted(ownHints) ? toHints : pass;
  };
}

/** An arrow that may be no hint, see `hints`, is not counted as one. */
function arrowFunction(walk: Walk): WalkStep {
  walk.openScope(true);
  let before = walk.cursor.startIndex - 1;
  while (before >= 0 && walk.text.charCodeAt(before) <= 32) before--;
  const mayBeNoHint = before < 0 || !"=:>".includes(walk.text.charAt(before));
  return walk.hinted(mayBeNoHint ? 0 : 1) ? toHints : pass;
}

function declaration(kind: DefinitionKind, next: Rule): Rule {
  return (walk) => {
    define(walk, kind, partsOf(walk));
    return next(walk);
  };
}

function decorator(walk: Walk): WalkStep {
  walk.decorator();
  return hinted(walk);
}

/** `declare` a declaration, or a block of global ones. */
function ambient(walk: Walk): WalkStep {
  let declared = -1;
  walk.eachChild(() => {
    if (walk.cursor.nodeIsNamed) declared = walk.cursor.startIndex;
  });
  walk.wrap(declared, "no");
  return enter;
}

function typeAlias(walk: Walk): WalkStep {
  define(walk, "type", partsOf(walk));
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role === "value" && type === "object_type") signatures(walk);
  });
  return hinted(walk);
}

function interfaceBody(walk: Walk): WalkStep {
  signatures(walk);
  return hinted(walk);
}

function classBody(walk: Walk): WalkStep {
  signatures(walk);
  walk.openScope(false);
  return enter;
}

/** Members without a body: of an interface, of a named object type, the overloads and abstract methods of a class. */
function signatures(walk: Walk): void {
  walk.eachChild(() => {
    const type = walk.type();
    if (type === "property_signature") define(walk, "field", partsOf(walk));
    if (type === "method_signature" || type === "abstract_method_signature") defineMethod(walk);
  });
}

function enumBody(walk: Walk): WalkStep {
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    const member = partsOf(walk);
    if (role === "name") nameIt(member, type, walk.range());
    define(walk, "enumMember", bodiless(member));
  });
  return hinted(walk);
}

const methodScope = functionScope(1);

function method(walk: Walk): WalkStep {
  defineMethod(walk);
  return methodScope(walk);
}

function defineMethod(walk: Walk): void {
  const found = partsOf(walk);
  const isConstructor = walk.text.slice(found.nameStart, found.nameEnd) === "constructor";
  define(walk, isConstructor ? "constructor" : "method", found);
  if (!isConstructor) return;
  walk.eachChild(() => {
    const role = walk.field();
    if (role === "parameters") walk.eachChild(() => parameterProperty(walk));
  });
}

/** `constructor(private readonly name: string)` declares a field. */
function parameterProperty(walk: Walk): void {
  const found = partsOf(walk);
  let isProperty = false;
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (type === "accessibility_modifier" || type === "override_modifier" || type === "readonly") isProperty = true;
    if (role === "pattern" && type === "identifier") nameIt(found, type, walk.range());
  });
  if (isProperty) define(walk, "field", bodiless(found));
}

function field(walk: Walk): WalkStep {
  const found = partsOf(walk);
  define(walk, kindOfValue(found.value?.type) === "function" ? "method" : "field", found);
  return hinted(walk);
}

/** An object's `name: () => {}` is as much a method as its `name() {}`. */
function pair(walk: Walk): WalkStep {
  if (!walk.hinted()) return pass;
  const found = partsOf(walk);
  if (kindOfValue(found.value?.type) === "function") define(walk, "method", found);
  return toHints;
}
