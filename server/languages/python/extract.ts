import { enter, pass, toHints, type WalkStep } from "../extract/traversal.ts";
import { hinted, type Outer, type Rule, type Rules, type Walk } from "../extract/walk.ts";
import { futureImport, pythonCall, pythonImport } from "./extractImports.ts";
import { augmentedAssignment, pythonAssignment } from "./extractVariables.ts";

/** The declarations of Python: grammars/python/tags.scm and imports.scm as a walk. */
export const pythonRules: Rules = {
  hints:
    /\b(?:def|class|import|lambda|__import__|import_module)\b|\b(?:self|cls)\s*\.\s*[\w\u0080-\uffff]+\s*(?:[:,\\]|[)\]]?\s*=(?!=))/g,
  implicitExports: true,
  blockDocs: false,
  byType: new Map<string, Rule>([
    ["module", enterAll],
    ["ERROR", enterAll],
    ["decorated_definition", decoratedDefinition],
    ["function_definition", functionDefinition],
    ["class_definition", classDefinition],
    ["type_alias_statement", typeAlias],
    ["lambda", lambda],
    ["assignment", pythonAssignment],
    ["augmented_assignment", augmentedAssignment],
    ["import_statement", pythonImport],
    ["import_from_statement", pythonImport],
    ["future_import_statement", futureImport],
    ["call", pythonCall],
    ["if_statement", ifStatement],
    ...[
      "block",
      "expression_statement",
      "elif_clause",
      "else_clause",
      "try_statement",
      "except_clause",
      "except_group_clause",
      "finally_clause",
      "with_statement",
      "for_statement",
      "while_statement",
      "match_statement",
      "case_clause",
    ].map((type): [string, Rule] => [type, enterUnlessLocal]),
  ]),
};

function enterAll(): WalkStep {
  return enter;
}

/** Outside functions any statement may declare a variable; inside, only what is hinted at matters. */
function enterUnlessLocal(walk: Walk): WalkStep {
  return walk.isLocal(walk.cursor.startIndex) ? hinted(walk) : enter;
}

function ifStatement(walk: Walk): WalkStep {
  let typeChecking = false;
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role === "condition" && (type === "identifier" || type === "attribute")) {
      typeChecking = /(?:^|\.)TYPE_CHECKING$/.test(walk.content());
    }
    if (role === "consequence" && typeChecking) walk.typesUntil = Math.max(walk.typesUntil, walk.cursor.endIndex);
  });
  return enterUnlessLocal(walk);
}

function decoratedDefinition(walk: Walk): WalkStep {
  let decorated = -1;
  walk.eachChild(() => {
    const role = walk.field();
    if (role === "definition") decorated = walk.cursor.startIndex;
  });
  walk.wrap(decorated, "no");
  return enter;
}

function functionDefinition(walk: Walk): WalkStep {
  define(walk, "function");
  walk.openScope(true);
  return walk.hinted(1) ? toHints : pass; // its own `def` is one
}

function classDefinition(walk: Walk): WalkStep {
  define(walk, "class");
  walk.openScope(false);
  return enter;
}

function lambda(walk: Walk): WalkStep {
  walk.openScope(true);
  return hinted(walk);
}

function define(walk: Walk, kind: "function" | "class"): void {
  let name: { start: number; end: number } | undefined;
  let bodyStart = -1;
  let doc: { docStart: number; docEnd: number } | undefined;
  walk.eachChild(() => {
    const role = walk.field();
    if (role === "name") name = walk.range();
    if (role !== "body") return;
    bodyStart = walk.cursor.startIndex;
    doc = docstring(walk);
  });
  if (!name) return;
  const item = walk.unwrap(walk.range());
  const isConstructor = walk.text.slice(name.start, name.end) === "__init__";
  walk.define({
    kind: isConstructor ? "constructor" : kind,
    nameStart: name.start,
    nameEnd: name.end,
    ...item,
    ...doc,
    bodyStart: bodyStart < 0 ? item.end : bodyStart,
  });
}

const stringStart = /[a-zA-Z]{0,2}["']/y;

/** The string that is a block's first statement. */
function docstring(walk: Walk): { docStart: number; docEnd: number } | undefined {
  const { cursor } = walk;
  stringStart.lastIndex = cursor.startIndex;
  if (!stringStart.test(walk.text)) return undefined; // most blocks begin with something else
  let depth = 0;
  while (depth < 2 && cursor.gotoFirstChild()) depth++;
  const { start, end } = walk.range();
  const isString = depth === 2 && walk.type() === "string";
  while (depth-- > 0) cursor.gotoParent();
  return isString ? { docStart: start, docEnd: end } : undefined;
}

/** `type Name = ...`, `type Name[T] = ...` */
function typeAlias(walk: Walk): WalkStep {
  const item = walk.unwrap(walk.range());
  walk.eachChild(() => {
    const role = walk.field();
    if (role === "left") walk.eachChild(() => typeName(walk, walk.type(), item));
  });
  return hinted(walk);
}

function typeName(walk: Walk, type: string, item: Outer): void {
  const { start, end } = walk.range();
  if (type === "identifier")
    walk.define({ kind: "type", nameStart: start, nameEnd: end, ...item, bodyStart: item.end });
  if (type === "generic_type") walk.eachChild(() => walk.type() === "identifier" && typeName(walk, walk.type(), item));
}
