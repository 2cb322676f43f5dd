import { relative } from "node:path";
import { parseArgs } from "node:util";
import type { Index } from "../index/index.ts";
import { type Listed, listed, readable } from "./listed.ts";
import { CliError, folderAt, type Io, print, reported, withIndex } from "./workspaceOf.ts";

export const help = `Usage: hearth symbols NAME [--dir DIR] [--json]

Lists the definitions of a name in a folder (by default the current one) and
counts its references. Exit code 1: the name does not occur.

  --dir DIR  the folder
  --json     print one JSON object: definitions: [{name, kind, path, line,
             column, exported, container}], references: a number.
             Lines and columns count from 1, columns in UTF-16 units.
`;

export function run(args: string[], io: Io): Promise<number> {
  return reported(io, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { dir: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) return print(io, help);
    const [name, ...more] = positionals;
    if (!name || more.length > 0) throw new CliError(2, "symbols needs one NAME; see hearth symbols --help");
    const root = await folderAt(values.dir ?? ".");
    const found = await withIndex(root, io, { cold: false }, ({ workspace }) => symbols(workspace.index, root, name));
    print(io, values.json ? `${JSON.stringify(found)}\n` : text(found));
    return found.definitions.length + found.references > 0 ? 0 : 1;
  });
}

type Symbols = { readonly definitions: readonly Listed[]; readonly references: number };

function symbols(index: Index, root: string, name: string): Symbols {
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
  return `${[...definitions.map(readable), counted].join("\n")}\n`;
}
