import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { languageOf } from "../../grammars/languages.ts";
import { cursorIn } from "../context/cursor.ts";
import { FolderContext } from "../context/folderContext.ts";
import type { RuleFile } from "../context/request.ts";
import { ruleFiles } from "../context/sources/rules.ts";
import { Index, relativeTo } from "../index/index.ts";
import { readSource } from "../index/readSource.ts";
import { looksSecret } from "../index/secrets.ts";
import { SourceFile } from "../index/sourceFile.ts";
import { type Report, reportFor, type Wish } from "./contextReport.ts";
import { readable } from "./contextView.ts";
import { CliError, type Io, print, reported, withIndex } from "./workspaceOf.ts";

export const help = `Usage: hearth context FILE:LINE[:COL] [--for FEATURE] [--budget TOKENS] [--json]

Shows what a model would be shown at a place, where each piece comes from and why.
Lines and columns count from 1; without COL the end of the line is meant.

  --for FEATURE   complete (as it is without), explain, fix or refactor
  --budget N      tokens of the whole prompt; 2048 without it
  --message TEXT  for fix: what the compiler says about the line
  --ask TEXT      for refactor: what is to be done
  --family NAME   the model family whose prompt format is used; hearth without it
  --cold          do not use a stored index
  --json          print one JSON object: prompt, tokens, snippets: [{path,
                  startLine, endLine, tokens, score, source, reason, terms}],
                  omitted: [the same with why], ms
`;

const features: readonly Wish["feature"][] = ["complete", "explain", "fix", "refactor"];
const defaultBudget = 2048;
const leastBudget = 128;

export function run(args: string[], io: Io): Promise<number> {
  return reported(io, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        for: { type: "string", default: "complete" },
        budget: { type: "string", default: String(defaultBudget) },
        message: { type: "string" },
        ask: { type: "string" },
        family: { type: "string", default: "hearth" },
        cold: { type: "boolean", default: false },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help) return print(io, help);
    const [place, ...more] = positionals;
    if (!place || more.length > 0) throw new CliError(2, "context needs one FILE:LINE; see hearth context --help");
    const { family, message, ask } = values;
    const wish = { feature: featureOf(values.for), promptTokens: budgetOf(values.budget), family, message, ask };
    const report = await reportAt(place, wish, values.cold, io);
    return print(io, values.json ? `${JSON.stringify(report)}\n` : readable(report, io.stdout.isTTY === true));
  });
}

async function reportAt(place: string, wish: Wish, cold: boolean, io: Io): Promise<Report> {
  const { file, line, column } = placeIn(place);
  if (!existsSync(file)) throw new CliError(1, `${file} does not exist`);
  const absolute = await realpath(resolve(file));
  const root = repositoryOf(absolute);
  const path = relativeTo(root, absolute);
  if (looksSecret(path)) throw new CliError(1, `${file} looks like it holds secrets; no model is shown it`);
  const source = await readSource(absolute);
  if ("reason" in source) throw new CliError(1, `${file}: ${source.reason}`);
  const languageId = languageOf(path)?.ids[0] ?? "plaintext";
  const current = new SourceFile({
    uri: pathToFileURL(absolute).href,
    path,
    languageId,
    version: 1,
    text: source.text,
  });
  if (line > current.lineStarts.length)
    throw new CliError(1, `${file} has ${current.lineStarts.length} lines, no line ${line}`);
  const folders = [{ uri: pathToFileURL(root).href, name: basename(root) }];
  const offset = current.offsetAt({
    line: line - 1,
    character: column === undefined ? Number.MAX_SAFE_INTEGER : column - 1,
  });
  const cursor = cursorIn({ folders, open: new Map([[current.uri, current]]), index: new Index() }, current, offset);
  const rules = await rulesIn(root);
  return withIndex(root, io, { cold }, async ({ folder }) => {
    const contents = new FolderContext();
    await contents.refresh(folder.view);
    const log = (message: string) => void io.stderr.write(`${message}\n`);
    const situation = { cursor, workspace: contents.view(folder.view), edits: [], pinned: [], rules };
    return reportFor(situation, wish, log);
  });
}

function placeIn(place: string): { file: string; line: number; column: number | undefined } {
  const [, file, line, column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(place) ?? [];
  if (!file || Number(line) < 1 || column === "0") {
    throw new CliError(2, `${place} is not a place; write FILE:LINE or FILE:LINE:COL, counted from 1`);
  }
  return { file, line: Number(line), column: column === undefined ? undefined : Number(column) };
}

function featureOf(name: string): Wish["feature"] {
  const feature = features.find((candidate) => candidate === name);
  if (!feature) throw new CliError(2, `--for ${name} is none of ${features.join(", ")}`);
  return feature;
}

function budgetOf(text: string): number {
  const tokens = Number(text);
  if (!Number.isInteger(tokens) || tokens < leastBudget) {
    throw new CliError(2, `--budget ${text} is not a number of tokens of at least ${leastBudget}`);
  }
  return tokens;
}

/** The innermost folder above the file that is a git repository, else the file's own folder. */
function repositoryOf(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return dirname(path);
  }
}

async function rulesIn(root: string): Promise<RuleFile[]> {
  const found: RuleFile[] = [];
  for (const path of ruleFiles) {
    const source = existsSync(join(root, path)) ? await readSource(join(root, path)) : undefined;
    if (source && "text" in source) found.push({ uri: pathToFileURL(join(root, path)).href, path, text: source.text });
  }
  return found;
}
