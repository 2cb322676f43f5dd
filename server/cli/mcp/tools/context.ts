import { z } from "zod";
import { gather } from "../../../context/gather.ts";
import { completionSources } from "../../../context/sources.ts";
import { inSlices } from "../../../slices/slices.ts";
import { agentTool } from "../agentTool.ts";

const defaultTokens = 2048;

/** An average of code; an agent's model is not known here. */
const charactersPerToken = 3.5;

export const contextTool = agentTool({
  name: "context",
  title: "Context at a place",
  description:
    "Shows the code of other files that matters at a place: declarations of what is used there, uses of what is declared there, code like it, ranked as for an inline completion. Ask before you write code at that place.",
  input: {
    path: z.string().min(1).describe("The file, relative to the workspace folder."),
    line: z.number().int().min(1).describe("Counts from 1."),
    column: z.number().int().min(1).optional().describe("Counts from 1; without it the end of the line."),
    tokens: z.number().int().min(128).max(32_768).optional().describe(`About so many; ${defaultTokens} without it.`),
  },
  run: async (code, { path, line, column, tokens = defaultTokens }) => {
    const situation = await code.situation(path, line, column);
    const room = { tokens, charactersPerToken };
    const problems: string[] = [];
    const { chosen } = await inSlices(gather(situation, completionSources, room, (problem) => problems.push(problem)));
    if (chosen.length === 0) return `Nothing else in the workspace has to do with ${path}:${line}.`;
    // Redacted by `gather`.
    return chosen
      .map((piece) => `${piece.path}:${piece.startLine + 1}-${piece.endLine} (${piece.reason})\n${piece.text}`)
      .join("\n\n");
  },
});
