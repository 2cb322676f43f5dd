import { pass, toHints, type WalkStep } from "../extract/traversal.ts";
import { hinted, type Outer, type Walk } from "../extract/walk.ts";
import type { ImportedName } from "../tags.ts";
import { define, kindOfValue, nameIt, type Parts, partsOf, unquotedContent } from "./extractParts.ts";

/**
 * `const`, `let` and `var`. Local variables are no tags, but local functions are, and what they require is imported.
 */
export function variables(walk: Walk): WalkStep {
  const outer = walk.unwrap(walk.range());
  const local = walk.isLocal(outer.end - 1);
  if (local && !walk.hinted()) return pass;
  let kind: "constant" | "variable" = "variable";
  let inside = 0;
  walk.eachChild(() => {
    const type = walk.type();
    if (type === "const") kind = "constant";
    else if (type === "variable_declarator" || (!tokens.has(type) && walk.cursor.nodeIsNamed)) inside++;
  });
  walk.eachChild(() => {
    const type = walk.type();
    if (type !== "variable_declarator") return;
    const item = inside === 1 ? outer : { ...walk.range(), exported: outer.exported };
    declarator(walk, kind, local, item);
  });
  return hinted(walk);
}

const tokens: ReadonlySet<string> = new Set(["let", "var", ",", ";"]);

const importing = /(?:await\s+)?(?:require|import)\s*[(/]/y;

function declarator(walk: Walk, kind: "constant" | "variable", local: boolean, item: Outer): void {
  const found = partsOf(walk);
  const names = found.nameType === "identifier" ? [] : patternNames(walk);
  const valueKind = found.nameType === "identifier" ? kindOfValue(found.value?.type) : undefined;
  if (found.nameType === "identifier" && (valueKind || !local)) define(walk, valueKind ?? kind, found, item);
  if (!local) for (const { name } of names) define(walk, kind, name, item);
  importing.lastIndex = found.value?.start ?? 0;
  const isCall = found.value?.type === "call_expression" || found.value?.type === "await_expression";
  if (isCall && importing.test(walk.text)) walk.bindings.set(found.value?.end ?? 0, bound(walk, found, names));
}

function bound(walk: Walk, { nameType, nameStart, nameEnd }: Parts, names: readonly PatternName[]): ImportedName[] {
  if (nameType === "identifier") return [{ imported: "*", local: walk.text.slice(nameStart, nameEnd) }];
  return names.flatMap(({ key, name }) =>
    key === undefined ? [] : [{ imported: key, local: walk.text.slice(name.nameStart, name.nameEnd) }],
  );
}

/** A name in a destructuring pattern, and the property it is taken from. */
type PatternName = { readonly key: string | undefined; readonly name: Parts };

const none: Parts = { nameType: "", nameStart: -1, nameEnd: -1, bodyStart: -1, value: undefined };

/** The names of `{ a, b: c, d = 1, ...e }` and `[a, b = 1, ...c]`; patterns within patterns are left out. */
function patternNames(walk: Walk): PatternName[] {
  const names: PatternName[] = [];
  walk.eachChild(() => {
    const role = walk.field();
    if (role === "name") walk.eachChild(() => patternName(walk, walk.type(), names));
  });
  return names;
}

const nameTypes: ReadonlySet<string> = new Set(["identifier", "shorthand_property_identifier_pattern"]);
const nameHolders: ReadonlySet<string> = new Set([
  "pair_pattern",
  "object_assignment_pattern",
  "assignment_pattern",
  "rest_pattern",
]);

function patternName(walk: Walk, type: string, names: PatternName[], key?: string): void {
  if (nameTypes.has(type)) {
    const name = { ...none };
    nameIt(name, type, walk.range());
    const isProperty = type === "shorthand_property_identifier_pattern";
    names.push({ key: isProperty ? walk.content() : key, name });
  } else if (nameHolders.has(type)) {
    let inner = key;
    walk.eachChild(() => {
      const part = walk.type();
      const role = walk.field();
      if (role === "key") inner = unquotedContent(walk);
      else if (role !== "right") patternName(walk, part, names, inner);
    });
  }
}

/** CommonJS exports, and functions that become members of something: `Shape.prototype.area = function () {}`. */
export function typescriptAssignment(walk: Walk): WalkStep {
  if (!walk.hinted()) return pass;
  const found = partsOf(walk);
  let object: string | undefined;
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role !== "left" || type !== "member_expression") return;
    walk.eachChild(() => {
      const part = walk.type();
      const of = walk.field();
      if (of === "object") object = walk.content();
      if (of === "property" && part === "property_identifier") nameIt(found, part, walk.range());
    });
  });
  if (object !== undefined && found.nameStart >= 0 && found.value) assignMember(walk, object, found);
  return toHints;
}

function assignMember(walk: Walk, object: string, found: Parts): void {
  const name = walk.text.slice(found.nameStart, found.nameEnd);
  const whole = object === "module" && name === "exports";
  const one = object === "exports" || object === "module.exports";
  const kind = kindOfValue(found.value?.type);
  const range = walk.range();
  if (kind) {
    const exported = whole ? "default" : one ? "named" : "no";
    define(walk, kind === "function" && exported === "no" ? "method" : kind, found, { ...range, exported });
  } else if ((whole || one) && found.value?.type === "identifier") {
    const local = walk.text.slice(found.value.start, found.value.end);
    walk.exports.push({ local, exported: whole ? "default" : name, ...range });
  } else if (whole && found.value?.type === "object") {
    walk.eachChild(() => {
      const role = walk.field();
      if (role === "right") walk.eachChild(() => exportedProperty(walk, walk.type()));
    });
  } else if (one && !walk.isLocal(range.start)) {
    define(walk, "constant", found, { ...range, exported: "named" });
  }
}

/** `module.exports = { a, b: c }` */
function exportedProperty(walk: Walk, type: string): void {
  const range = walk.range();
  if (type === "shorthand_property_identifier") {
    walk.exports.push({ local: walk.content(), exported: walk.content(), ...range });
  } else if (type === "pair") {
    const { nameStart, nameEnd, value } = partsOf(walk);
    if (value?.type !== "identifier") return;
    walk.exports.push({
      local: walk.text.slice(value.start, value.end),
      exported: walk.text.slice(nameStart, nameEnd),
      ...range,
    });
  }
}
