import { posix } from "node:path";
import type { WorkspaceView } from "../../context/workspaceView.ts";
import type { Import } from "../../languages/tags.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import type { Substitution } from "../substitutions.ts";
import { importAround } from "../syntax.ts";

/**
 * Names are imported from another module now: other files that take them from the old one do so too, once that has them no
 * more. Where it still has them, who has changed two files is offered the others by hand.
 *
 *     import { priceOf } from "./order";      →   import { priceOf } from "./price";
 *     import { priceOf } from "../order";     →   import { priceOf } from "../price";
 */
export const movedImport: NextEditRule = {
  name: "moved import",
  find: async (asked) => othersOf(asked, (move) => isGone(asked.files.workspace, move)),
  alike: async (asked) => {
    const all = asked.all.flatMap((one) => moveIn(asked, one) ?? []);
    return othersOf(asked, (move) => {
      const same = all.filter((one) => one.from === move.from && one.to === move.to);
      return new Set(same.map(({ path }) => path)).size > 1;
    });
  },
};

function othersOf(asked: NextEditQuestion, isMeant: (move: Move) => boolean): FoundEdit[] {
  const moves = asked.late.flatMap((one) => moveIn(asked, one) ?? []);
  return moves.filter(isMeant).flatMap((move) => others(asked.files.workspace, move));
}

/**
 * An import of the file at `path` that was given another module. `from` and `to` are the modules: paths without their
 * endings where they are relative to the file, else names of packages.
 */
type Move = {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly specifier: string;
  readonly names: readonly string[];
};

function moveIn({ files, changes }: NextEditQuestion, { key, old, now }: Substitution): Move | undefined {
  const file = files.workspace.file(key);
  const statement = file && importAround(file.tags, now);
  const base = changes.find((one) => one.key === key)?.base;
  if (!statement || base === undefined) return undefined;
  const line = base.slice(lineStart(base, old.start), lineEnd(base, old.end));
  const before = specifierIn(line);
  if (before === undefined || before === statement.specifier || statement.specifier === "") return undefined;
  return {
    path: key,
    from: moduleName(key, before),
    to: moduleName(key, statement.specifier),
    specifier: statement.specifier,
    names: importedNames(statement),
  };
}

function specifierIn(line: string): string | undefined {
  return (
    /\bfrom\s+(["'])([^"']+)\1/.exec(line)?.[2] ??
    /\brequire\(\s*(["'])([^"']+)\1/.exec(line)?.[2] ??
    /^\s*from\s+([\w.]+)\s+import\b/.exec(line)?.[1]
  );
}

function importedNames({ names }: Import): string[] {
  return names.map(({ imported }) => imported);
}

/** What a specifier means, whatever file it is written in. */
function moduleName(path: string, specifier: string): string {
  if (path.endsWith(".py")) {
    const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
    if (dots === 0) return specifier;
    return `/${posix.join(posix.dirname(path), "../".repeat(dots - 1), specifier.slice(dots).replaceAll(".", "/"))}`;
  }
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return specifier;
  return `/${posix.join(posix.dirname(path), specifier)}`.replace(/\.[cm]?[jt]sx?$/, "");
}

/** Nobody finds in the old module what the new one has: it is no file any more, or has none of the names. */
function isGone({ moduleOf, file }: WorkspaceView, { path, from, specifier, names }: Move): boolean {
  if (!from.startsWith("/") || names.length === 0 || names.includes("*") || names.includes("default")) return false;
  const there = moduleOf(path, specifier, names[0]);
  const now = there === undefined ? undefined : file(there);
  const declares = (
    tags: { readonly definitions: readonly { name: string; parent: number }[] } | undefined,
    name: string,
  ) => tags?.definitions.some((one) => one.name === name && one.parent < 0) ?? false;
  if (!names.every((name) => declares(now?.tags, name))) return false;
  const relative = posix.relative(posix.dirname(path), from.slice(1));
  const written = path.endsWith(".py") ? undefined : relative.startsWith(".") ? relative : `./${relative}`;
  const old = written === undefined ? undefined : moduleOf(path, written, names[0]);
  if (written === undefined) return false;
  const oldTags = old === undefined ? undefined : file(old)?.tags;
  const handsOn = oldTags?.imports.some(({ kind }) => kind === "reexport") ?? false;
  return !handsOn && names.every((name) => !declares(oldTags, name));
}

/** More files that mention a name are not looked at. */
const maxFiles = 300;

function others(workspace: WorkspaceView, move: Move): FoundEdit[] {
  const { path: home, from, to, specifier, names } = move;
  const mentioned = names.filter((name) => name !== "*" && name !== "default").slice(0, 3);
  const paths = new Set(mentioned.flatMap((name) => workspace.mentionedIn(name).map(({ relative }) => relative)));
  if (paths.size > maxFiles) return [];
  const found: FoundEdit[] = [];
  for (const path of paths) {
    const file = path === home ? undefined : workspace.file(path);
    for (const statement of file?.tags.imports ?? []) {
      const written = importedNames(statement);
      const isMeant = moduleName(path, statement.specifier) === from && written.every((name) => names.includes(name));
      const next = isMeant && written.length > 0 ? specifierFor(path, home, to, specifier) : undefined;
      if (!file || next === undefined) continue;
      const start = file.text.indexOf(statement.specifier, startOfSpecifier(file.text, statement));
      if (start < 0 || start >= statement.end) continue;
      const because = `What is imported from \`${statement.specifier}\` is in \`${next}\` now.`;
      found.push({ path, start, end: start + statement.specifier.length, newText: next, because });
    }
  }
  return found;
}

/** In TypeScript behind the names, in Python in front of them. */
function startOfSpecifier(text: string, { start, end, specifier }: Import): number {
  const code = text.slice(start, end);
  const quoted = code.search(/(?:from|require\()\s*["']/);
  return start + (quoted >= 0 ? code.indexOf(specifier, quoted) : Math.max(0, code.indexOf(specifier)));
}

/** The new module as another file names it, with the ending that the first file gave it. */
function specifierFor(path: string, home: string, to: string, specifier: string): string | undefined {
  if (!to.startsWith("/")) return specifier;
  if (path.endsWith(".py")) return posix.dirname(path) === posix.dirname(home) ? specifier : undefined;
  const ending = /\.[cm]?[jt]sx?$/.exec(specifier)?.[0] ?? "";
  const relative = posix.relative(posix.dirname(path), to.slice(1));
  return `${relative.startsWith(".") ? relative : `./${relative}`}${ending}`;
}
