import { z } from "zod";
import { redact } from "../../../context/redaction.ts";
import type { CodeIndex } from "../../../index/codeIndex.ts";
import { lineEnd, lineNumberAt } from "../../../text/lines.ts";
import { agentTool } from "../agentTool.ts";

const defaultLimit = 100;

export const referencesTool = agentTool({
  name: "references",
  title: "References to a name",
  description:
    "Lists every place of the workspace where a name occurs as an identifier (declarations included, comments and strings not), each with its line of code. Faster and more exact than a search for text.",
  input: {
    name: z.string().min(1).describe("The bare name, such as `parseConfig`: no path, no dots."),
    path: z.string().optional().describe("Only in this file or folder, relative to the workspace folder."),
    limit: z.number().int().min(1).max(1000).optional().describe(`Most places to list; ${defaultLimit} without it.`),
  },
  run: async (code, { name, path, limit = defaultLimit }) => {
    const index = await code.index();
    const files = index
      .references(name)
      .map(({ path: key, offsets }) => ({ key, shown: code.named(key), offsets: [...offsets] }))
      .filter(({ shown }) => path === undefined || isIn(path, shown))
      .sort((a, b) => (a.shown < b.shown ? -1 : 1));
    const total = files.reduce((sum, { offsets }) => sum + offsets.length, 0);
    if (total === 0) return `${name} does not occur${path === undefined ? "" : ` in ${path}`}.`;
    const lines: string[] = [];
    for (const { key, shown, offsets } of files) {
      if (lines.length >= limit) break;
      lines.push(...(await linesIn(index, key, shown, offsets.slice(0, limit - lines.length))));
    }
    const more = total - lines.length;
    const head = `${total} ${total === 1 ? "place" : "places"} in ${files.length} ${files.length === 1 ? "file" : "files"}`;
    return [head, ...lines, ...(more > 0 ? [`and ${more} more; raise \`limit\` or say a \`path\``] : [])].join("\n");
  },
});

function isIn(wanted: string, path: string): boolean {
  const bare = wanted.replace(/^\.\//, "").replace(/\/$/, "");
  return bare === "." || path === bare || path.startsWith(`${bare}/`);
}

async function linesIn(index: CodeIndex, key: string, shown: string, offsets: readonly number[]): Promise<string[]> {
  const [starts, text] = [index.lines(key) ?? [0], (await index.text(key)) ?? ""];
  return offsets.map((offset) => {
    const line = lineNumberAt(starts, offset);
    const start = starts[line] ?? 0;
    return `${shown}:${line + 1}:${offset - start + 1}: ${redact(text.slice(start, lineEnd(text, offset)).trim())}`;
  });
}
