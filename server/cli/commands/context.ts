import type { Cursor } from "../../context/cursor.ts";
import { FolderContext } from "../../context/folderContext.ts";
import { rulesIn } from "../../features/ruleFiles.ts";
import { CommandError, command, type Io, print, printJson } from "../command.ts";
import { type Report, reportFor, type Wish } from "../contextReport.ts";
import { readableReport } from "../contextView.ts";
import { cursorOf, workspaceFolderOf } from "../place.ts";
import { follow, withIndex } from "../workspaceOf.ts";

const features: readonly Wish["feature"][] = ["complete", "explain", "fix", "refactor"];
const defaultBudget = 2048;
const leastBudget = 128;

export const contextCommand = command({
  usage:
    "context FILE:LINE[:COL] [--for FEATURE] [--message TEXT] [--ask TEXT] [--budget TOKENS] [--family NAME] [--cold] [--json]",
  summary: "Shows what a model would be shown at a place, where each piece comes from and why.",
  details: `
Lines and columns count from 1; without COL the end of the line is meant.

  --for FEATURE     complete (as it is without), explain, fix or refactor
  --message TEXT    for fix: what the compiler says about the line
  --ask TEXT        for refactor: what is to be done
  --budget TOKENS   of the whole prompt; ${defaultBudget} without it
  --family NAME     the model family whose prompt format is used; hearth without it
  --cold            do not use what an earlier run kept
  --json            {prompt, tokens, snippets: [{path, startLine, endLine, tokens, score, source, reason, terms}],
                    omitted: [the same with why], ms}`,
  options: {
    for: { type: "string", default: "complete" },
    budget: { type: "string", default: String(defaultBudget) },
    message: { type: "string" },
    ask: { type: "string" },
    family: { type: "string", default: "hearth" },
    cold: { type: "boolean", default: false },
    json: { type: "boolean" },
  },
  most: 1,
  run: async ({ for: feature, budget, family, message, ask, cold, json }, [place], io) => {
    const wish = { feature: featureOf(feature), promptTokens: budgetOf(budget), family, message, ask };
    const report = await reportAt(cursorOf(place), wish, cold, io);
    if (json) printJson(io, report);
    else print(io, readableReport(report, io.stdout.isTTY === true));
  },
});

async function reportAt(cursor: Cursor, wish: Wish, cold: boolean, io: Io): Promise<Report> {
  const root = workspaceFolderOf(cursor);
  const rules = await rulesIn(root);
  return withIndex(root, io, { cold }, async ({ folder, workspace }) => {
    await follow(workspace, cursor.file);
    const log = (message: string) => void io.stderr.write(`${message}\n`);
    const contents = new FolderContext({ log });
    await contents.refresh(folder.view);
    const situation = {
      cursor,
      workspace: contents.viewFor(folder.view, cursor.file),
      edits: [],
      pinned: [],
      rules,
    };
    return reportFor(situation, wish, log);
  });
}

function featureOf(name: string): Wish["feature"] {
  const feature = features.find((candidate) => candidate === name);
  if (!feature) throw new CommandError(`--for ${name} is none of ${features.join(", ")}`, 2);
  return feature;
}

function budgetOf(text: string): number {
  const tokens = Number(text);
  if (!Number.isInteger(tokens) || tokens < leastBudget) {
    throw new CommandError(`--budget ${text} is not a number of tokens of at least ${leastBudget}`, 2);
  }
  return tokens;
}
