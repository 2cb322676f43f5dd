import { setTimeout } from "node:timers/promises";
import { CancellationToken } from "vscode-languageserver/node";
import { EngineClient } from "../../../models/local/client.ts";
import { type Config, parseConfig } from "../../../server/config/config.ts";
import { hostSettings } from "../../../server/engines/hostSettings.ts";
import { capableEditor } from "../../features/acting.ts";
import { ActionEditor } from "../../process/actions/actionEditor.ts";
import { asUser, loaded } from "../../process/engines.ts";
import type { TestUser } from "../../process/environment.ts";
import type { Bug } from "../benchmarks/bugs.ts";
import { BadInput } from "../lib/badInput.ts";
import type { Journal } from "../lib/journal.ts";
import { Progress } from "../lib/progress.ts";
import { runTests } from "../sandbox/run.ts";
import { changedLines, documentOf, nameIn, problemOf, scoreOf } from "./score.ts";
import type { Found, LeftOut } from "./tables.ts";

export type FixOptions = {
  readonly user: TestUser;
  readonly settings: Partial<Config>;
  /** Whether both are told which test fails, or only that something is wrong. */
  readonly told: "test" | "nothing";
  /** No bug is begun after so long. */
  readonly maxMs: number;
};

const longestMs = 600_000;

/** What comes after an action has ended is there at once, unless nothing comes. */
const afterwordMs = 5000;

/** An answer says the whole function again and something besides, as in Hearth's own actions. */
const charactersPerToken = 3;
const besideTokens = 512;

/** Has every bug solved that the journal does not know, by both. Returns whether all is done. */
export async function solveAll(
  bugs: readonly Bug[],
  { user, settings, told, maxMs }: FixOptions,
  journal: Journal<Found | LeftOut>,
): Promise<boolean> {
  const left = bugs.filter(({ id }) => !journal.get(id));
  if (left.length === 0) return true;
  using _ = asUser(user);
  const chat = await BareChat.open(settings);
  const editor = new ActionEditor(user);
  try {
    await editor.initialize({ settings, capabilities: capableEditor });
    const progress = new Progress("eval:fix", bugs.length, bugs.length - left.length);
    const startedMs = performance.now();
    for (const bug of left) {
      if (performance.now() - startedMs > maxMs) return false;
      journal.add(await foundOf(bug, told, editor, chat));
      progress.step(bug.id);
    }
    return true;
  } finally {
    await editor[Symbol.asyncDispose]();
    chat.dispose();
  }
}

async function foundOf(
  bug: Bug,
  told: FixOptions["told"],
  editor: ActionEditor,
  chat: BareChat,
): Promise<Found | LeftOut> {
  const { id: key, language, name, type, above, buggy, right } = bug;
  const failing = await failingTest(bug);
  if (typeof failing !== "string") return failing;
  const problem = told === "test" ? failing : `${name} does not do what it should.`;
  const rightLines = changedLines(above + buggy, above + right);
  const hearth = await byHearth(bug, problem, editor);
  const bare = await byBareModel(bug, problem, chat);
  return { key, language, name, type, problem, rightLines, hearth, bare };
}

/** What is said of the first test that a bug fails. */
export async function failingTest({ id: key, language, above, buggy, right, tests }: Bug): Promise<string | LeftOut> {
  const verdict = await runTests(language, `${above}${right}\n${tests}`);
  if (verdict.end !== "passed") return { key, leftOut: `its own fix does not pass here: ${problemOf(verdict)}` };
  const failing = problemOf(await runTests(language, `${above}${buggy}\n${tests}`));
  return failing ?? { key, leftOut: "its bug fails no test here" };
}

/** The name of the file that a bug stands in. */
export function fileOf({ language }: Pick<Bug, "language">): string {
  return `solution.${language === "python" ? "py" : "js"}`;
}

/** Opens the document, has the problem at the function's name solved as an editor's user does, and closes it. */
export async function byHearth(
  bug: Bug,
  problem: string,
  editor: ActionEditor,
  uri = `file:///bugs/${encodeURIComponent(bug.id)}/${fileOf(bug)}`,
): Promise<Found["hearth"]> {
  const { above, buggy, language } = bug;
  const { start, end } = nameIn(bug);
  await editor.showText(uri, above + buggy, language, start, end);
  const startedMs = performance.now();
  try {
    const items = await editor.menu([problem]);
    const isOffered = items.some(({ title }) => offer.test(title));
    if (!isOffered) return { document: null, score: null, ms: 0, refusal: "It was not offered." };
    const [edits, messages] = [editor.edits.length, editor.messages.length];
    await endOf(editor, () => editor.choose(offer, [problem]));
    const ms = Math.round(performance.now() - startedMs);
    if (editor.edits.length === edits) {
      const told = await said(editor, messages);
      return { document: null, score: null, ms, refusal: told.replace(/^Hearth: (?:Nothing was changed\. )?/, "") };
    }
    const document = editor.document.getText();
    return { document, score: await scoreOf(bug, document), ms, refusal: null };
  } finally {
    await editor.close();
  }
}

const offer = /\bFix: /;

/** Chooses an action, and resolves when its progress has ended or the user was told why there is none. */
async function endOf(editor: ActionEditor, choose: () => Promise<void>): Promise<void> {
  const ends = () => editor.progress.filter(({ kind }) => kind === "end").length;
  const [before, messages] = [ends(), editor.messages.length];
  await choose();
  for (const startedMs = performance.now(); ends() === before && editor.messages.length === messages; ) {
    if (editor.process.exitCode !== null) throw new Error(`the server ended; it had said:\n${editor.said}`);
    if (performance.now() - startedMs > 3 * longestMs) throw new Error(`no end came; the server said:\n${editor.said}`);
    await setTimeout(20);
  }
}

/** What the user was told since; a sentence that says so where that was nothing. */
async function said(editor: ActionEditor, before: number): Promise<string> {
  for (let waitedMs = 0; waitedMs < afterwordMs && editor.messages.length === before; waitedMs += 20) {
    await setTimeout(20);
  }
  return editor.messages.slice(before).join(" ") || "Nothing was said.";
}

async function byBareModel(bug: Bug, problem: string, chat: BareChat): Promise<Found["bare"]> {
  const { above, buggy, language } = bug;
  const question = [
    `Fix the bug in the function \`${bug.name}\`. ${problem}`,
    "Answer with the whole function in one code block.",
    "",
    `\`\`\`${language}\n${above}${buggy.trimEnd()}\n\`\`\``,
  ].join("\n");
  const startedMs = performance.now();
  const maxTokens = Math.ceil((above + buggy).length / charactersPerToken) * 2 + besideTokens;
  const answer = await chat.ask(question, maxTokens);
  const ms = Math.round(performance.now() - startedMs);
  const document = documentOf(bug, answer);
  return { document, score: await scoreOf(bug, document), ms, answer };
}

/** The same model in the same host, asked plainly in its own chat format at temperature 0. */
class BareChat {
  readonly #engine: EngineClient;

  private constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /** Throws BadInput where the model holds no conversations. */
  static async open(settings: Partial<Config>): Promise<BareChat> {
    const engine = new EngineClient(hostSettings(parseConfig(settings).config), "evaluation", () => {});
    const model = await loaded(engine).catch((error: Error) => {
      throw new BadInput(`the model cannot be used: ${error.message}`);
    });
    if (model.chat) return new BareChat(engine);
    engine.dispose();
    throw new BadInput(`${model.name} only completes code; name a model that is given instructions`);
  }

  async ask(text: string, maxTokens: number): Promise<string> {
    const prompt = { messages: [{ role: "user" as const, text }], answerStart: "", stopTexts: [] };
    const request = {
      prompt,
      priority: "action",
      subject: "bare",
      maxTokens,
      maxMs: longestMs,
      temperature: 0,
    } as const;
    return (await this.#engine.generate(request, () => {}, CancellationToken.None)).text;
  }

  dispose(): void {
    this.#engine.dispose();
  }
}
