import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { languageOf } from "../../grammars/languages.ts";
import { extract } from "../index/extract.ts";
import { parse } from "../index/parse.ts";
import { readSource } from "../index/readSource.ts";
import type { Definition } from "../index/tags.ts";
import { lineStarts } from "../text/lines.ts";
import { type Listed, listed } from "./listed.ts";
import { CliError, type Io, print, reported } from "./workspaceOf.ts";

export const help = `Usage: hearth outline FILE [--json]

Lists what a file declares.

  --json   print one JSON object: path, definitions: [{name, kind, path, line,
           column, exported, container, depth}], imports: [{specifier, kind,
           names: [{imported, local}]}].
           Lines and columns count from 1, columns in UTF-16 units.
`;

export function run(args: string[], io: Io): Promise<number> {
  return reported(io, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) return print(io, help);
    const [path, ...more] = positionals;
    if (!path || more.length > 0) throw new CliError(2, "outline needs one FILE; see hearth outline --help");
    const outline = await outlineOf(path);
    return print(io, values.json ? `${JSON.stringify(outline)}\n` : text(outline.definitions));
  });
}

type Entry = Listed & { readonly depth: number };

async function outlineOf(path: string) {
  const language = languageOf(path);
  if (!language) throw new CliError(1, `${path} is in no language that Hearth knows`);
  const source = await readSource(resolve(path));
  if ("reason" in source) throw new CliError(1, `${path}: ${source.reason}`);
  const tree = parse(language, source.text);
  if (!tree) throw new CliError(1, `${path} is too large or too slow to parse`);
  const { definitions, imports } = extract(language, tree, source.text);
  const place = { path, lines: lineStarts(source.text) };
  const entries = definitions.map(
    (it): Entry => ({ ...listed(it, definitions, place), depth: depth(it, definitions) }),
  );
  return {
    path,
    definitions: entries,
    imports: imports.map(({ specifier, kind, names }) => ({ specifier, kind, names })),
  };
}

function depth({ parent }: Definition, outline: readonly Definition[]): number {
  const around = outline[parent];
  return around ? depth(around, outline) + 1 : 0;
}

function text(definitions: readonly Entry[]): string {
  return definitions
    .map(({ name, kind, line, exported, depth }) => {
      return `${String(line).padStart(6)}  ${"  ".repeat(depth)}${exported ? "exported " : ""}${kind} ${name}\n`;
    })
    .join("");
}
