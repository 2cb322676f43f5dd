import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { capableEditor } from "../../features/acting.ts";
import { ActionEditor } from "../../process/actions/actionEditor.ts";
import { asUser } from "../../process/engines.ts";
import type { Bug } from "../benchmarks/bugs.ts";
import { drawnAnswers, wasFirstEditDrawn } from "../lib/drawn.ts";
import type { Journal } from "../lib/journal.ts";
import { linesIn } from "../lib/lines.ts";
import { Progress } from "../lib/progress.ts";
import { byHearth, type FixOptions, failingTest, fileOf } from "./run.ts";
import { scoreOf } from "./score.ts";
import type { Checked, LeftOut, Side } from "./tables.ts";

/** What the checker knows of the bug in its folder. */
export type BugFolder = Pick<Bug, "language" | "name" | "tests"> & { readonly file: string };

export const bugFile = "bug.json";

const checker = fileURLToPath(new URL("checker.js", import.meta.url));

/** As `solveAll`, with a checker of the user's own that runs the tests, and without the bare model. */
export async function solveChecked(
  bugs: readonly Bug[],
  { user, settings, maxMs }: Omit<FixOptions, "told">,
  journal: Journal<Checked | LeftOut>,
): Promise<boolean> {
  const left = bugs.filter(({ id }) => !journal.get(id));
  if (left.length === 0) return true;
  using _ = asUser(user);
  const [folder, record] = [join(user.folder, "bugs"), join(user.folder, "checked")];
  mkdirSync(folder, { recursive: true });
  const command = [process.execPath, checker, record];
  const verify = { checkers: { python: command, javascript: command } };
  mkdirSync(join(user.env.XDG_CONFIG_HOME ?? "", "hearth"), { recursive: true });
  writeFileSync(join(user.env.XDG_CONFIG_HOME ?? "", "hearth/config.json"), JSON.stringify({ verify }));
  await using editor = new ActionEditor(user);
  const own = { ...settings, log: "info", verify: { enabled: true, maxSeconds: 300 } };
  await editor.initialize({ folder, settings: own, capabilities: capableEditor });
  const progress = new Progress("eval:fix --checked", bugs.length, bugs.length - left.length);
  const startedMs = performance.now();
  for (const bug of left) {
    if (performance.now() - startedMs > maxMs) return false;
    journal.add(await checkedOf(bug, folder, record, editor));
    progress.step(bug.id);
  }
  return true;
}

/** The model is asked once for both: its first answer is what would have been applied without a checker. */
async function checkedOf(bug: Bug, folder: string, record: string, editor: ActionEditor): Promise<Checked | LeftOut> {
  const { id: key, language, name, type, tests } = bug;
  const problem = await failingTest(bug);
  if (typeof problem !== "string") return problem;
  const [file, before] = [fileOf(bug), bug.above + bug.buggy];
  const told: BugFolder = { file, language, name, tests };
  writeFileSync(join(folder, bugFile), JSON.stringify(told));
  writeFileSync(join(folder, file), before);
  const [seen, heard] = [linesIn<string>(record).length, editor.heard.length];
  const verified = await byHearth(bug, problem, editor, pathToFileURL(join(folder, file)).href);
  const own = editor.heard.slice(heard);
  const first = linesIn<string>(record)
    .slice(seen)
    .find((text) => text !== before);
  const document = wasFirstEditDrawn(own) ? null : (first ?? verified.document);
  const unverified: Side =
    document === verified.document
      ? verified
      : { document, score: document === null ? null : await scoreOf(bug, document), ms: verified.ms };
  const said = JSON.stringify(own);
  const [, unchecked = null] = /an edit was not checked: ([^"]*)/.exec(said) ?? [];
  const drawn = drawnAnswers(own);
  return { key, language, name, type, problem, verified, unverified, unchecked, drawn };
}
