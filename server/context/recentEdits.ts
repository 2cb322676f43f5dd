/** Lines that were changed a while ago, as they are now. Zero-based, `endLine` not included. */
export type RecentEdit = {
  readonly uri: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
};

const keptEdits = 8;

/** Edits this close to each other are one. */
const mergeLines = 3;

/** The edits, newest first, after lines `startLine` to `endLine` were replaced by `newLines` lines. */
export function withEdit(edits: readonly RecentEdit[], edit: RecentEdit, newLines: number): RecentEdit[] {
  const delta = newLines - (edit.endLine - edit.startLine);
  const now = { ...edit, endLine: edit.startLine + newLines };
  const moved = edits.map((old) =>
    old.path === edit.path && old.startLine >= edit.endLine ? shifted(old, delta) : old,
  );
  const touching = moved.filter((old) => touches(old, now));
  const merged = touching.reduce(union, now);
  return [merged, ...moved.filter((old) => !touches(old, now))].slice(0, keptEdits);
}

function shifted(edit: RecentEdit, lines: number): RecentEdit {
  return { ...edit, startLine: edit.startLine + lines, endLine: edit.endLine + lines };
}

function touches(a: RecentEdit, b: RecentEdit): boolean {
  return a.path === b.path && a.startLine <= b.endLine + mergeLines && b.startLine <= a.endLine + mergeLines;
}

function union(a: RecentEdit, b: RecentEdit): RecentEdit {
  return { ...a, startLine: Math.min(a.startLine, b.startLine), endLine: Math.max(a.endLine, b.endLine) };
}
