import { z } from "zod";
import { redact } from "../../../context/redaction.ts";
import type { Definition } from "../../../languages/tags.ts";
import { lineCount } from "../../../text/lines.ts";
import { depthIn, listed } from "../../listed.ts";
import { agentTool } from "../agentTool.ts";

export const outlineTool = agentTool({
  name: "outline",
  title: "Outline of a file",
  description:
    "Lists what a file declares and imports, with lines and signatures and without bodies: what to read before, or instead of, the whole file.",
  input: { path: z.string().min(1).describe("The file, relative to the workspace folder.") },
  run: async (code, { path }) => {
    const { key, path: shown, text } = await code.file(path);
    const index = await code.index();
    const definitions = index.outline(key);
    const lines = index.lines(key) ?? [0];
    const imports = index.importsOf(key).map(({ specifier, names }) => {
      const locals = names.map(({ local }) => local).join(", ");
      return `imports ${specifier || "from itself"}${locals ? `: ${locals}` : ""}`;
    });
    const entries = definitions.map((one) => {
      const { line, kind, exported } = listed(one, definitions, { path: shown, lines });
      const indent = "  ".repeat(depthIn(definitions, one));
      return `${String(line).padStart(5)}  ${indent}${exported ? "exported " : ""}${kind}: ${signature(one, text)}`;
    });
    const declares = entries.length === 0 ? ["declares nothing"] : entries;
    return [`${shown}, ${lineCount(lines, text.length)} lines`, ...imports, ...declares].join("\n");
  },
});

const mostCharacters = 200;

/** The declaration up to its body, in one line. */
function signature({ name, start, end, bodyStart }: Definition, text: string): string {
  const whole = text.slice(start, bodyStart < end ? bodyStart : end);
  const line = redact(whole).replace(/\s+/g, " ").trim();
  const short = line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line;
  return short === "" ? name : short;
}
