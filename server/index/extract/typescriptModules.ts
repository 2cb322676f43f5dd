import type { Import, ImportedName } from "../tags.ts";
import { bodyOfValue, define, kindOfValue, unquoted } from "./typescriptParts.ts";
import type { Walk } from "./walk.ts";

/** `import` in every form that is a statement. */
export function importStatement(walk: Walk): boolean {
  const range = walk.range();
  let kind: Import["kind"] = "static";
  let specifier: string | undefined;
  const names: ImportedName[] = [];
  walk.eachChild((type, role) => {
    if (type === "type") kind = "type";
    if (role === "source") specifier = unquoted(walk);
    if (type === "import_clause") walk.eachChild((part) => importClause(walk, part, names));
    if (type !== "import_require_clause") return;
    kind = "require";
    walk.eachChild((part, of) => {
      if (part === "identifier") names.push({ imported: "*", local: walk.content() });
      if (of === "source") specifier = unquoted(walk);
    });
  });
  if (specifier !== undefined) walk.imports.push({ specifier, kind, names, ...range });
  return false;
}

function importClause(walk: Walk, type: string, names: ImportedName[]): void {
  if (type === "identifier") names.push({ imported: "default", local: walk.content() });
  if (type === "namespace_import") {
    walk.eachChild((part) => {
      if (part === "identifier") names.push({ imported: "*", local: walk.content() });
    });
  }
  if (type === "named_imports") walk.eachChild(() => names.push(...specifierName(walk)));
}

/** `a` or `a as b`, as `{ imported: "a", local: "b" }`. */
function specifierName(walk: Walk): ImportedName[] {
  let imported: string | undefined;
  let local: string | undefined;
  walk.eachChild((_, role) => {
    if (role === "name") imported = unquoted(walk);
    if (role === "alias") local = unquoted(walk);
  });
  return imported === undefined ? [] : [{ imported, local: local ?? imported }];
}

/** `export` in every form; a declaration within is met on its own, and finds itself wrapped. */
export function exportStatement(walk: Walk): boolean {
  const range = walk.range();
  let isDefault = false;
  let specifier: string | undefined;
  let declared = -1;
  const names: ImportedName[] = [];
  walk.eachChild((type, role) => {
    if (type === "default") isDefault = true;
    if (type === "=") isDefault = true;
    if (role === "declaration") declared = walk.cursor.startIndex;
    if (role === "source") specifier = unquoted(walk);
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
  return true;
}

function namespaceName(walk: Walk): string {
  let name = "";
  walk.eachChild((type) => {
    if (type === "identifier" || type === "string") name = unquoted(walk);
  });
  return name;
}

/** `export default () => {}` declares a thing whose only name is `default`. */
function anonymousDefault(walk: Walk): void {
  const item = { ...walk.range(), exported: "default" as const };
  let name = { start: -1, end: -1 };
  walk.eachChild((type, role) => {
    if (type === "default") name = walk.range();
    if (role !== "value" || type === "identifier" || name.start < 0) return;
    const found = { nameType: type, nameStart: name.start, nameEnd: name.end, bodyStart: bodyOfValue(walk, type) };
    define(walk, kindOfValue(type) ?? "constant", { ...found, value: undefined }, item);
  });
}

/** `import("a")` and `require("a")`. */
export function call(walk: Walk, hinted: boolean): boolean {
  if (!hinted) return false;
  const range = walk.range();
  let kind: "dynamic" | "require" | undefined;
  let specifier: string | undefined;
  walk.eachChild((type, role) => {
    if (role === "function" && type === "import") kind = "dynamic";
    if (role === "function" && type === "identifier" && walk.content() === "require") kind = "require";
    if (role !== "arguments" || !kind) return;
    walk.eachChild((part) => {
      if (part === "string") specifier ??= unquoted(walk);
    });
  });
  const names = walk.bindings.get(range.end) ?? [];
  if (kind && specifier !== undefined) walk.imports.push({ specifier, kind, names, ...range });
  return true;
}
