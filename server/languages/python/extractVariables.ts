import { enter, type WalkStep } from "../extract/traversal.ts";
import { hinted, type Walk } from "../extract/walk.ts";
import type { DefinitionKind } from "../tags.ts";
import { exportStrings } from "./extractExports.ts";

const patterns: ReadonlySet<string> = new Set(["pattern_list", "tuple_pattern", "list_pattern"]);

/** `name = value` outside functions, `self.name = value` inside them, `name = lambda: value` anywhere. */
export function pythonAssignment(walk: Walk): WalkStep {
  const local = walk.isLocal(walk.cursor.startIndex);
  const item = { ...walk.range(), exported: "no" as const };
  let bodyStart = item.end;
  let valueType = "";
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role !== "right") return;
    valueType = type;
    bodyStart = bodyOfValue(walk, type) ?? item.end;
  });
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role !== "left") return;
    const isList = patterns.has(type);
    const target = {
      item,
      local,
      bodyStart: isList ? item.end : bodyStart,
      isLambda: !isList && valueType === "lambda",
    };
    if (isList) walk.eachChild(() => define(walk, walk.type(), target));
    else define(walk, type, target);
  });
  if (!local) allEntries(walk);
  if (valueType === "assignment") return enter;
  return hinted(walk);
}

/** `__all__ += [...]` */
export function augmentedAssignment(walk: Walk): WalkStep {
  allEntries(walk);
  return hinted(walk);
}

type Target = {
  readonly item: { readonly start: number; readonly end: number; readonly exported: "no" };
  readonly local: boolean;
  readonly bodyStart: number;
  readonly isLambda: boolean;
};

function define(walk: Walk, type: string, { item, local, bodyStart, isLambda }: Target): void {
  if (type === "attribute") {
    const name = fieldName(walk);
    if (name) walk.define({ kind: "field", nameStart: name.start, nameEnd: name.end, ...item, bodyStart });
  } else if (type === "identifier" && (isLambda || !local)) {
    const { start, end } = walk.range();
    const kind: DefinitionKind = isLambda ? "function" : isConstant(walk.content()) ? "constant" : "variable";
    walk.define({ kind, nameStart: start, nameEnd: end, ...item, bodyStart });
  }
}

/** By convention, a name in capitals is constant. */
function isConstant(name: string): boolean {
  return /^_*[A-Z][A-Z0-9_]*$/.test(name);
}

/** Where `x` is in `self.x` and `cls.x`. */
function fieldName(walk: Walk): { start: number; end: number } | undefined {
  let ofInstance = false;
  let name: { start: number; end: number } | undefined;
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role === "object" && type === "identifier") ofInstance = /^(?:self|cls)$/.test(walk.content());
    if (role === "attribute") name = walk.range();
  });
  return ofInstance ? name : undefined;
}

const literals: ReadonlySet<string> = new Set(["dictionary", "list", "set", "tuple"]);

function bodyOfValue(walk: Walk, type: string): number | undefined {
  if (literals.has(type)) return walk.cursor.startIndex;
  let bodyStart: number | undefined;
  if (type !== "lambda") return bodyStart;
  walk.eachChild(() => {
    const role = walk.field();
    if (role === "body") bodyStart = walk.cursor.startIndex;
  });
  return bodyStart;
}

/** Exports what an assignment to `__all__` lists. */
function allEntries(walk: Walk): void {
  let isAll = false;
  walk.eachChild(() => {
    const type = walk.type();
    const role = walk.field();
    if (role === "left" && type === "identifier") isAll = walk.content() === "__all__";
    if (role === "right" && isAll) exportStrings(walk, type);
  });
}
