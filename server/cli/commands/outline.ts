import { languageOf } from "../../../grammars/languages.ts";
import { readSource } from "../../index/reading/readSource.ts";
import { extract } from "../../languages/extract.ts";
import { parse } from "../../languages/parse.ts";
import { lineStarts } from "../../text/lines.ts";
import { CommandError, command, print, printJson } from "../command.ts";
import { depthIn, type Listed, listed } from "../listed.ts";
import { namedFile } from "../place.ts";

export const outlineCommand = command({
  usage: "outline FILE [--json]",
  summary: "Lists what a file declares.",
  details: `
  --json   {path, definitions: [{name, kind, path, line, column, exported, container, depth}],
           imports: [{specifier, kind, names: [{imported, local}]}]};
           lines and columns count from 1, columns in UTF-16 units`,
  options: { json: { type: "boolean" } },
  run: async ({ json }, [path, ...more], io) => {
    if (!path || more.length > 0) throw new CommandError("outline needs one FILE", 2);
    const found = await outlineOf(path);
    if (json) printJson(io, found);
    else print(io, text(found.definitions));
  },
});

type Entry = Listed & { readonly depth: number };

async function outlineOf(path: string) {
  const source = await readSource(namedFile(path));
  if ("reason" in source) throw new CommandError(`${path} is ${source.reason}; Hearth reads no such file`);
  const language = languageOf(path);
  if (!language) throw new CommandError(`${path} is in no language that Hearth knows`);
  const tree = parse(language, source.text);
  if (!tree) throw new CommandError(`${path} is too large or too slow to parse`);
  const { definitions, imports } = extract(language, tree, source.text);
  const place = { path, lines: lineStarts(source.text) };
  const entries = definitions.map(
    (it): Entry => ({ ...listed(it, definitions, place), depth: depthIn(definitions, it) }),
  );
  return {
    path,
    definitions: entries,
    imports: imports.map(({ specifier, kind, names }) => ({ specifier, kind, names })),
  };
}

function text(definitions: readonly Entry[]): string {
  return definitions
    .map(({ name, kind, line, exported, depth }) => {
      return `${String(line).padStart(6)}  ${"  ".repeat(depth)}${exported ? "exported " : ""}${kind} ${name}\n`;
    })
    .join("");
}
