import { z } from "zod";
import { withComment } from "../../../actions/definitionAt.ts";
import { redact } from "../../../context/redaction.ts";
import type { CodeIndex } from "../../../index/codeIndex.ts";
import type { Definition } from "../../../languages/tags.ts";
import { linesOf } from "../../../text/lines.ts";
import { type Listed, listed, readableListed } from "../../listed.ts";
import { agentTool } from "../agentTool.ts";
import type { ServedCode } from "../servedCode.ts";

const mostDefinitions = 20;
const mostLines = 60;

export const definitionsTool = agentTool({
  name: "definitions",
  title: "Definitions of a name",
  description:
    "Finds where a function, class, method, type, constant or other name is declared in the workspace, and shows the declaration with its documentation. With `path`, the file in which the name is used, imports are followed to the one that is meant there.",
  input: {
    name: z.string().min(1).describe("The bare name, such as `parseConfig`: no path, no dots."),
    path: z.string().optional().describe("A file in which the name is used, relative to the workspace folder."),
  },
  run: async (code, { name, path }) => {
    const index = await code.index();
    const found = path === undefined ? index.definitions(name) : await meantIn(code, index, path, name);
    if (found.length === 0) return `${name} is declared nowhere in the workspace.`;
    const shown = await Promise.all(found.slice(0, mostDefinitions).map((one) => entry(code, index, one)));
    const more = found.length - shown.length;
    return [...shown, ...(more > 0 ? [`and ${more} more; say in which \`path\` the name is used`] : [])].join("\n\n");
  },
});

type DefinitionAt = { readonly path: string; readonly definition: Definition };

/** The one that a file means, as far as its imports and its own declarations tell; else all. */
async function meantIn(code: ServedCode, index: CodeIndex, path: string, name: string): Promise<DefinitionAt[]> {
  const { key } = await code.file(path);
  const { path: home, definition } = index.resolve(key, name) ?? {};
  if (home !== undefined && definition) return [{ path: home, definition }];
  const own = index.outline(key).filter((one) => one.name === name);
  return own.length > 0 ? own.map((definition) => ({ path: key, definition })) : index.definitions(name);
}

async function entry(code: ServedCode, index: CodeIndex, { path, definition }: DefinitionAt): Promise<string> {
  const place: Listed = listed(definition, index.outline(path), {
    path: code.named(path),
    lines: index.lines(path) ?? [0],
  });
  const text = (await index.text(path)) ?? "";
  const { start, end } = withComment(definition);
  const lines = linesOf(text.slice(start, end));
  const cut =
    lines.length > mostLines ? [...lines.slice(0, mostLines), `… ${lines.length - mostLines} more lines`] : lines;
  return `${readableListed(place)}\n${redact(cut.join("\n"))}`;
}
