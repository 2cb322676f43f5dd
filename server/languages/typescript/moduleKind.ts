import type { Project } from "../project.ts";
import type { Tags } from "../tags.ts";

type Module = { readonly path: string; readonly text: string; readonly tags: Tags };

/** How Node loads a script: "esm" imports and exports, "cjs" requires and has `module.exports`. */
type ModuleKind = "esm" | "cjs";

/** The kind that a script's own name and code tell, else its package.json. Undefined where nothing tells. */
function moduleKindOf(module: Module, project: Project): ModuleKind | undefined {
  const byName = kindByName(module.path);
  if (byName) return byName;
  const { type } = project.packageAround(module.path) ?? {};
  return kindByCode(module) ?? (type === "module" ? "esm" : type === "commonjs" ? "cjs" : undefined);
}

/** True if Node loads a target as "esm" whatever is written in it. */
export function isStrictlyEsm(path: string, project: Project): boolean {
  const byName = kindByName(path);
  return byName ? byName === "esm" : project.packageAround(path)?.type === "module";
}

function kindByName(path: string): ModuleKind | undefined {
  const ending = /\.([cm])[jt]sx?$/.exec(path)?.[1];
  return ending === "m" ? "esm" : ending === "c" ? "cjs" : undefined;
}

function kindByCode({ text, tags }: Module): ModuleKind | undefined {
  const kinds = new Set(tags.imports.map(({ kind }) => kind));
  if (kinds.has("static") || kinds.has("type") || /^\uFEFF?export\b/m.test(text)) return "esm";
  return kinds.has("require") || /^\uFEFF?(?:module\.)?exports\b[^;\n]*=/m.test(text) ? "cjs" : undefined;
}

/** True if a script takes what it needs with `require`. TypeScript writes `import` whatever it is compiled to. */
export function requires(module: Module, target: Module | undefined, project: Project): boolean {
  if (!/\.c?jsx?$/.test(module.path)) return false;
  const kind = moduleKindOf(module, project) ?? (target && moduleKindOf(target, project));
  return kind === "cjs";
}
