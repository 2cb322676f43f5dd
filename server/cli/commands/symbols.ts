import { relative } from "node:path";
import type { CodeIndex } from "../../index/codeIndex.ts";
import { CommandError, command, print, printJson } from "../command.ts";
import { type Listed, listed, readableListed } from "../listed.ts";
import { folderAt, withIndex } from "../workspaceOf.ts";

export const symbolsCommand = command({
  usage: "symbols NAME [--dir DIR] [--json]",
  summary: "Lists the definitions of a name in a folder and counts its references.",
  details: `
  --dir DIR   the folder; without it the current one
  --json      {definitions: [{name, kind, path, line, column, exported, container}], references};
              lines and columns count from 1, columns in UTF-16 units

Exit code 1: the name does not occur.`,
  options: { dir: { type: "string" }, json: { type: "boolean" } },
  run: async ({ dir = ".", json }, [name, ...more], io) => {
    if (!name || more.length > 0) throw new CommandError("symbols needs one NAME", 2);
    const root = await folderAt(dir);
    const found = await withIndex(root, io, { cold: false }, ({ workspace }) => named(workspace.index, root, name));
    if (json) printJson(io, found);
    else print(io, text(found));
    if (found.definitions.length + found.references === 0) throw new CommandError(`${name} does not occur in ${dir}`);
  },
});

type Symbols = { readonly definitions: readonly Listed[]; readonly references: number };

function named(index: CodeIndex, root: string, name: string): Symbols {
  const definitions = index.definitions(name).map(({ path, definition }) => {
    const place = { path: relative(root, path), lines: index.lines(path) ?? [0] };
    return listed(definition, index.outline(path), place);
  });
  const references = index.references(name).reduce((sum, { count }) => sum + count, 0);
  const order = (a: Listed, b: Listed) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line);
  return { definitions: definitions.sort(order), references };
}

function text({ definitions, references }: Symbols): string {
  const counted = `${references} ${references === 1 ? "reference" : "references"}`;
  return `${[...definitions.map(readableListed), counted].join("\n")}\n`;
}
