import { unquoted } from "../extract/strings.ts";
import { pass, toHints, type WalkStep } from "../extract/traversal.ts";
import type { Walk } from "../extract/walk.ts";
import type { ImportedName } from "../tags.ts";
import { exportStrings } from "./extractExports.ts";

/** `import a.b` and `from a.b import c`. The first may name several modules: each is an import of its own. */
export function pythonImport(walk: Walk): WalkStep {
  const range = walk.range();
  const kind = range.start < walk.typesUntil ? "type" : "static";
  const names: ImportedName[] = [];
  let specifier: string | undefined;
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role === "module_name") specifier = dotted(walk);
    if (role === "name") names.push(importedName(walk, type));
    if (type === "wildcard_import") names.push({ imported: "*", local: "*" });
  });
  if (specifier !== undefined) {
    walk.imports.push({ specifier, kind, names, ...range });
    return pass;
  }
  for (const { imported, local } of names) {
    const bound = local === imported ? imported.replace(/\..*/, "") : local; // `import a.b` binds a
    walk.imports.push({ specifier: imported, kind, names: [{ imported: "*", local: bound }], ...range });
  }
  return pass;
}

/** `from __future__ import a`, for which the grammar has a node of its own. */
export function futureImport(walk: Walk): WalkStep {
  const range = walk.range();
  const names: ImportedName[] = [];
  walk.eachChild(() => {
    const type = walk.type();
    if (walk.field() === "name") names.push(importedName(walk, type));
  });
  walk.imports.push({ specifier: "__future__", kind: "static", names, ...range });
  return pass;
}

/** `a.b` or `a.b as c` */
function importedName(walk: Walk, type: string): ImportedName {
  if (type !== "aliased_import") return { imported: dotted(walk), local: dotted(walk) };
  let imported = "";
  let local = "";
  walk.eachChild(() => {
    const role = walk.field();
    if (role === "name") imported = dotted(walk);
    if (role === "alias") local = walk.content();
  });
  return { imported, local };
}

/** Python allows blanks around dots. */
function dotted(walk: Walk): string {
  return walk.content().replace(/[\s\\]+/g, "");
}

/** `importlib.import_module("a")`, `__import__("a")`, and `__all__.extend(["a"])`, which exports. */
export function pythonCall(walk: Walk): WalkStep {
  const range = walk.range();
  const hinted = walk.hinted();
  let callee = "";
  let specifier: string | undefined;
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role === "function" && (type === "identifier" || type === "attribute")) callee = walk.content();
    if (role !== "arguments") return;
    if (callee === "__all__.extend" && !walk.isLocal(range.start)) exportStrings(walk, type);
    if (!hinted || !/^(?:__import__|(?:importlib\.)?import_module)$/.test(callee)) return;
    walk.eachChild(() => {
      const part = walk.type();
      if (part === "string") specifier ??= unquoted(walk.content());
    });
  });
  if (specifier !== undefined) walk.imports.push({ specifier, kind: "dynamic", names: [], ...range });
  return hinted ? toHints : pass;
}
