import { enter, pass, toHints, type WalkStep } from "../extract/traversal.ts";
import type { Walk } from "../extract/walk.ts";
import type { Import, ImportedName } from "../tags.ts";
import { bodyOfValue, define, kindOfValue, unquotedContent } from "./extractParts.ts";

/** `import` in every form that is a statement. */
export function typescriptImport(walk: Walk): WalkStep {
  const range = walk.range();
  const plain = plainImport(walk.content());
  if (plain) walk.imports.push({ ...plain, ...range });
  else anyImport(walk, range);
  return pass;
}

const plainStatement = /^import\s+(type\s+)?\{([\w$\s,]+)\}\s*from\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)")\s*;?$/;
const plainName = /^\s*(?:type\s+(?!as\s))?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/;

/** Most imports are as plain as `import { a, b as c } from "d"`: reading the text is 10 times faster than the tree. */
function plainImport(statement: string): Pick<Import, "specifier" | "kind" | "names"> | undefined {
  const [whole, type, list, single, double] = plainStatement.exec(statement) ?? [];
  if (whole === undefined || list === undefined) return undefined;
  const names: ImportedName[] = [];
  for (const entry of list.replace(/,\s*$/, "").split(",")) {
    const [, imported, local] = plainName.exec(entry) ?? [];
    if (imported === undefined) return undefined;
    names.push({ imported, local: local ?? imported });
  }
  return { specifier: single ?? double ?? "", kind: type ? "type" : "static", names };
}

function anyImport(walk: Walk, range: { readonly start: number; readonly end: number }): void {
  let kind: Import["kind"] = "static";
  let specifier: string | undefined;
  const names: ImportedName[] = [];
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (type === "type") kind = "type";
    if (role === "source") specifier = unquotedContent(walk);
    if (type === "import_clause") walk.eachChild(() => importClause(walk, walk.type(), names));
    if (type !== "import_require_clause") return;
    kind = "require";
    walk.eachChild(() => {
      const part = walk.type();
      const of = walk.field();
      if (part === "identifier") names.push({ imported: "*", local: walk.content() });
      if (of === "source") specifier = unquotedContent(walk);
    });
  });
  if (specifier !== undefined) walk.imports.push({ specifier, kind, names, ...range });
}

function importClause(walk: Walk, type: string, names: ImportedName[]): void {
  if (type === "identifier") names.push({ imported: "default", local: walk.content() });
  if (type === "namespace_import") {
    walk.eachChild(() => {
      const part = walk.type();
      if (part === "identifier") names.push({ imported: "*", local: walk.content() });
    });
  }
  if (type === "named_imports") walk.eachChild(() => names.push(...specifierName(walk)));
}

/** `a` or `a as b`, as `{ imported: "a", local: "b" }`. */
function specifierName(walk: Walk): ImportedName[] {
  let imported: string | undefined;
  let local: string | undefined;
  walk.eachChild(() => {
    const role = walk.field();
    if (role === "name") imported = unquotedContent(walk);
    if (role === "alias") local = unquotedContent(walk);
  });
  return imported === undefined ? [] : [{ imported, local: local ?? imported }];
}

/** `export` in every form; a declaration within is met on its own, and finds itself wrapped. */
export function exportStatement(walk: Walk): WalkStep {
  const range = walk.range();
  let isDefault = false;
  let specifier: string | undefined;
  let declared = -1;
  const names: ImportedName[] = [];
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (type === "default") isDefault = true;
    if (type === "=") isDefault = true;
    if (role === "declaration") declared = walk.cursor.startIndex;
    if (role === "source") specifier = unquotedContent(walk);
    if (type === "*") names.push({ imported: "*", local: "*" });
    if (type === "namespace_export") names.push({ imported: "*", local: namespaceName(walk) });
    if (type === "export_clause") walk.eachChild(() => names.push(...specifierName(walk)));
    const isValue = role === "value" || (isDefault && role === undefined && type === "identifier");
    if (isValue && type === "identifier") walk.exports.push({ local: walk.content(), exported: "default", ...range });
  });
  if (declared >= 0) walk.wrap(declared, isDefault ? "default" : "named");
  else if (isDefault) anonymousDefault(walk);
  else if (specifier !== undefined) walk.imports.push({ specifier, kind: "reexport", names, ...range });
  else for (const { imported, local } of names) walk.exports.push({ local: imported, exported: local, ...range });
  return enter;
}

function namespaceName(walk: Walk): string {
  let name = "";
  walk.eachChild(() => {
    const type = walk.type();
    if (type === "identifier" || type === "string") name = unquotedContent(walk);
  });
  return name;
}

/** `export default () => {}` declares a thing whose only name is `default`. */
function anonymousDefault(walk: Walk): void {
  const item = { ...walk.range(), exported: "default" as const };
  let name = { start: -1, end: -1 };
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (type === "default") name = walk.range();
    if (role !== "value" || type === "identifier" || name.start < 0) return;
    const found = { nameType: type, nameStart: name.start, nameEnd: name.end, bodyStart: bodyOfValue(walk, type) };
    define(walk, kindOfValue(type) ?? "constant", { ...found, value: undefined }, item);
  });
}

/** `import("a")` and `require("a")`. */
export function typescriptCall(walk: Walk): WalkStep {
  if (!walk.hinted()) return pass;
  const range = walk.range();
  // A call begins with what is called, and most call something else.
  if (!walk.text.startsWith("import", range.start) && !walk.text.startsWith("require", range.start)) return toHints;
  let kind: "dynamic" | "require" | undefined;
  let specifier: string | undefined;
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role === "function" && type === "import") kind = "dynamic";
    if (role === "function" && type === "identifier" && walk.content() === "require") kind = "require";
    if (role !== "arguments" || !kind) return;
    walk.eachChild(() => {
      const part = walk.type();
      if (part === "string") specifier ??= unquotedContent(walk);
    });
  });
  const names = walk.bindings.get(range.end) ?? [];
  if (kind && specifier !== undefined) walk.imports.push({ specifier, kind, names, ...range });
  return toHints;
}
