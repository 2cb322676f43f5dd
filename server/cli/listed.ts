import { numberAt } from "../../base/at.ts";
import type { Definition } from "../languages/tags.ts";
import { lineNumberAt } from "../text/lines.ts";

/** A definition as it is printed. Lines and columns count from 1, columns in UTF-16 units. */
export type Listed = {
  readonly name: string;
  readonly kind: Definition["kind"];
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly exported: boolean;
  /** The name of the definition around it, or null at the top of its file. */
  readonly container: string | null;
};

/** `outline` is of the definition's file; `lines` are the offsets where its lines start. */
export function listed(
  { name, kind, nameStart, parent, exported }: Definition,
  outline: readonly Definition[],
  { path, lines }: { readonly path: string; readonly lines: readonly number[] },
): Listed {
  const line = lineNumberAt(lines, nameStart);
  const column = nameStart - numberAt(lines, line) + 1;
  return {
    name,
    kind,
    path,
    line: line + 1,
    column,
    exported: exported !== "no",
    container: outline[parent]?.name ?? null,
  };
}

/** How many definitions of its file's outline a definition lies in. */
export function depthIn(outline: readonly Definition[], { parent }: Definition): number {
  const around = outline[parent];
  return around ? depthIn(outline, around) + 1 : 0;
}

/** In the form that editors and terminals make a link of. */
export function readableListed({ name, kind, path, line, column, exported, container }: Listed): string {
  const home = container === null ? "" : ` in ${container}`;
  return `${path}:${line}:${column}: ${exported ? "exported " : ""}${kind} ${name}${home}`;
}
