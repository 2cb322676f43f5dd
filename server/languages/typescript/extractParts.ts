import type { Outer, Walk } from "../extract/walk.ts";
import type { DefinitionKind } from "../tags.ts";

/** The parts of a declaration that tags are made of; offsets are -1 for what is not there. */
export type Parts = {
  nameType: string;
  nameStart: number;
  nameEnd: number;
  /** The start of the body of the declaration itself, or of the function, class or literal that is its value. */
  bodyStart: number;
  value: { readonly type: string; readonly start: number; readonly end: number } | undefined;
};

export function partsOf(walk: Walk): Parts {
  const found: Parts = { nameType: "", nameStart: -1, nameEnd: -1, bodyStart: -1, value: undefined };
  walk.eachChild(() => {
    const type = walk.type();
    if (noParts.has(type)) return;
    const role = walk.field();
    if (role === "name" || role === "key") nameIt(found, type, walk.range());
    else if (role === "body") found.bodyStart = walk.cursor.startIndex;
    else if (role === "value" || role === "right") {
      found.value = { type, start: walk.cursor.startIndex, end: walk.cursor.endIndex };
      found.bodyStart = bodyOfValue(walk, type);
    } else if (type === "identifier" && found.nameStart < 0 && role === undefined) {
      nameIt(found, type, walk.range()); // `import Alias = Some.Namespace` has no fields
    }
  });
  return found;
}

/** Types of children that are none of the parts: their fields need not be asked for. (A `class` may be a value.) */
const noParts: ReadonlySet<string> = new Set(
  `= : ; , ? ( ) async get readonly set static type accessibility_modifier class_heritage
  comment formal_parameters type_annotation type_parameters`.split(/\s+/),
);

/** The same of a declaration that has no body. */
export function bodiless({ nameType, nameStart, nameEnd, value }: Parts): Parts {
  return { nameType, nameStart, nameEnd, bodyStart: -1, value };
}

/** Sets the name; that of `"a-b"() {}` is a-b. */
export function nameIt(found: Parts, type: string, { start, end }: { start: number; end: number }): void {
  const quote = type === "string" ? 1 : 0;
  found.nameType = type;
  found.nameStart = start + quote;
  found.nameEnd = end - quote;
}

export function define(
  walk: Walk,
  kind: DefinitionKind,
  { nameStart, nameEnd, bodyStart }: Parts,
  item: Outer = walk.unwrap(walk.range()),
): void {
  if (nameStart < 0) return;
  const { start, end, exported } = item;
  walk.define({ kind, nameStart, nameEnd, start, end, exported, bodyStart: bodyStart < 0 ? end : bodyStart });
}

const functionTypes: ReadonlySet<string> = new Set(["arrow_function", "function_expression", "generator_function"]);

/** The kind that a value gives to the name it is assigned to. */
export function kindOfValue(type: string | undefined): "function" | "class" | undefined {
  if (type === undefined) return undefined;
  return functionTypes.has(type) ? "function" : type === "class" ? "class" : undefined;
}

/** Where the body of a value begins that has one (a function, a class, an object, an array), else -1. */
export function bodyOfValue(walk: Walk, type: string): number {
  if (type === "object" || type === "array") return walk.cursor.startIndex;
  let bodyStart = -1;
  if (!kindOfValue(type)) return bodyStart;
  walk.eachChild(() => {
    const role = walk.field();
    if (role === "body") bodyStart = walk.cursor.startIndex;
  });
  return bodyStart;
}

/** The node's text, without the quotes of a string. */
export function unquotedContent(walk: Walk): string {
  return walk.type() === "string" ? walk.content().slice(1, -1) : walk.content();
}
