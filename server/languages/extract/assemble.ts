import type { Definition, DefinitionKind, Import, Tags } from "../tags.ts";

/** A definition before it is known what encloses it. */
export type ExtractedItem = Omit<Definition, "parent">;

/** A name that another statement exports: `export { local as exported }`, or an entry of `__all__`. */
export type Export = {
  readonly local: string;
  readonly exported: string;
  readonly start: number;
  readonly end: number;
};

/** The findings in a file, in any order. */
export type Findings = {
  readonly items: readonly ExtractedItem[];
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  /** True if every top-level name without a leading underscore is visible to other files, as in Python. */
  readonly implicitExports: boolean;
};

/** Puts findings in order: who encloses whom, what a class makes of its members, what other files see. */
export function assemble({ items, imports, exports, implicitExports }: Findings): Tags {
  const definitions: Definition[] = [];
  const enclosing: number[] = [];
  const fields = new Map<number, Set<string>>();
  const visibility = visibilityIn(exports, implicitExports);
  for (const item of ordered(items)) {
    while (enclosing.length > 0 && (definitions[enclosing.at(-1) as number]?.end as number) <= item.start)
      enclosing.pop();
    const parent = parentOf(item, definitions, enclosing);
    const kind = kindIn(definitions[parent]?.kind, item.kind);
    if (kind === "field" && !isNewField(item.name, parent, fields)) continue;
    const isVisible = item.exported === "no" && parent < 0 && kind !== "module";
    enclosing.push(definitions.length);
    definitions.push({
      name: item.name,
      kind,
      nameStart: item.nameStart,
      nameEnd: item.nameEnd,
      start: item.start,
      end: item.end,
      bodyStart: item.bodyStart,
      docStart: item.docStart,
      docEnd: item.docEnd,
      parent,
      exported: isVisible ? visibility(item.name) : item.exported,
    });
  }
  return { definitions, imports: [...imports, ...reexports(imports, exports)].sort((a, b) => a.start - b.start) };
}

/** The visibility of a top-level name to other files, as far as its own declaration does not say so. */
function visibilityIn(exports: readonly Export[], implicitly: boolean): (name: string) => Definition["exported"] {
  if (exports.length === 0) return (name) => (implicitly && name[0] !== "_" ? "named" : "no");
  const names = new Map(
    exports.map(({ local, exported }) => [local, exported === "default" ? "default" : "named"] as const),
  );
  return (name) => names.get(name) ?? (implicitly && name[0] !== "_" ? "named" : "no");
}

/** By position, those around before those inside. A walk meets most in this order. */
function ordered(items: readonly ExtractedItem[]): readonly ExtractedItem[] {
  const isOrdered = items.every((item, i) => i === 0 || byPosition(items[i - 1] as ExtractedItem, item) <= 0);
  return isOrdered ? items : [...items].sort(byPosition);
}

function byPosition(a: ExtractedItem, b: ExtractedItem): number {
  return a.start - b.start || b.end - a.end || a.nameStart - b.nameStart;
}

const types: ReadonlySet<DefinitionKind> = new Set(["class", "interface", "type", "enum"]);
const containers: ReadonlySet<DefinitionKind> = new Set([...types, "namespace", "module"]);

/**
 * The innermost definition around an item. Data belongs to the type or namespace around it, never to the function that
 * introduces it. `self.x = 1` and a constructor's `private x` are fields of the class.
 */
function parentOf(item: ExtractedItem, definitions: readonly Definition[], enclosing: readonly number[]): number {
  const data = item.kind === "field" || item.kind === "variable" || item.kind === "constant";
  for (let depth = enclosing.length - 1; depth >= 0; depth--) {
    const index = enclosing[depth] as number;
    const { start, end, kind } = definitions[index] as Definition;
    const around = end >= item.end && (start < item.start || end > item.end);
    const holds = item.kind === "field" ? types.has(kind) : !data || containers.has(kind);
    if (around && holds) return index;
  }
  return -1;
}

function kindIn(parent: DefinitionKind | undefined, kind: DefinitionKind): DefinitionKind {
  if (kind === "function" && (parent === "class" || parent === "interface")) return "method";
  if (parent !== "class") return kind;
  return kind === "variable" || kind === "constant" ? "field" : kind;
}

/** A field is declared where its class first names it, however often it is assigned later. */
function isNewField(name: string, parent: number, fields: Map<number, Set<string>>): boolean {
  if (parent < 0) return false;
  const known = fields.get(parent);
  if (!known) fields.set(parent, new Set([name]));
  else if (known.has(name)) return false;
  known?.add(name);
  return true;
}

/**
 * A name imported and exported again in two statements is a re-export of its source. `export { a as b }` is a re-export
 * of the file itself, and its specifier is "".
 */
function reexports(imports: readonly Import[], exports: readonly Export[]): Import[] {
  if (exports.length === 0) return [];
  const bound = new Map<string, { specifier: string; imported: string }>();
  for (const { specifier, kind, names } of imports) {
    if (kind === "reexport") continue;
    for (const { imported, local } of names) if (!bound.has(local)) bound.set(local, { specifier, imported });
  }
  return exports.flatMap(({ local, exported, start, end }) => {
    const source = bound.get(local);
    if (!source && (exported === local || exported === "default")) return [];
    const names = [{ imported: source?.imported ?? local, local: exported }];
    return [{ specifier: source?.specifier ?? "", kind: "reexport" as const, names, start, end }];
  });
}
