import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import type { ChatMessage } from "../../../models/chat.ts";
import { type Generation, PromptTooLong } from "../../../models/engine.ts";
import { type InstructionName, instruction } from "../../../models/instructions.ts";
import type { EditQuestion, Offer, OfferWork, PlacedChange, Target } from "../../actions/action.ts";
import type { Site } from "../../actions/site.ts";
import { cursorIn } from "../../context/cursor.ts";
import { type ChatContext, type ChatRoom, sectionText } from "../../context/prompts/chat.ts";
import { redact } from "../../context/redaction.ts";
import type { Situation } from "../../context/request.ts";
import { loopIn } from "../../edits/answer/loop.ts";
import { wholeTests } from "../../edits/answer/wholeTests.ts";
import type { Known } from "../../edits/original.ts";
import { refused } from "../../edits/proposal.ts";
import { type Proposal, propose, type Refusal } from "../../edits/propose.ts";
import type { EditMode } from "../../edits/target.ts";
import { rootOf } from "../../index/paths.ts";
import type { Steps } from "../../slices/slices.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import type { Problem } from "../../text/problem.ts";
import { isBetter, type Shortfall } from "../../verify/shortfall.ts";
import { rulesIn } from "../ruleFiles.ts";
import type { Session } from "../session.ts";
import { askChat } from "./askChat.ts";

/** An edit that could be made. */
export type WorkedOut =
  | { readonly kind: "edit"; readonly target: Target; readonly proposal: Proposal }
  | { readonly kind: "places"; readonly places: readonly PlacedChange[]; readonly needsConfirmation: boolean };

/** The outcome of an offer, and how it falls short where somebody has checked that. Nothing is written yet. */
export type ActionOutcome =
  | (WorkedOut & { readonly shortfall?: Shortfall | undefined })
  | Refusal
  | { readonly kind: "cancelled" };

export type EditCheck = {
  /** Resolves to how an edit falls short of solving problems without bringing others; undefined where it does not. */
  readonly shortfall: (outcome: WorkedOut, problems: readonly Problem[]) => Promise<Shortfall | undefined>;
  /** The most answers of a model to one question, where answers in the language are checked; 1 where they are not. */
  readonly maxAnswers: (languageId: string) => Promise<number>;
};

/** What is written there is no code of the program. */
const isUnchecked: ReadonlySet<InstructionName> = new Set(["doc-comment", "tests"]);

/** A model that needs longer than this for an answer is not used by anybody twice. */
const maxMs = 10 * 60_000;

/** An answer is about as long as what it replaces, and says something besides. */
const charactersPerToken = 3;
const besideTokens: Readonly<Record<EditMode, number>> = {
  replace: 512,
  insert: 1024,
  document: 512,
  annotate: 512,
  rename: 64,
};

/** The conversation so far, where the model is asked again. */
type Again = {
  readonly since: readonly ChatMessage[];
  /** Stands behind the instruction. */
  readonly say: string;
  readonly temperature: number;
  readonly draw?: number;
};

/** A line that does not end is looked at again after so much more of it. */
const charactersBetweenLooks = 200;

/** The likeliest answer was the code as it stands: another one has to be drawn. */
const afreshTemperature = 0.7;

/** Nobody waits longer for one more answer to be begun. */
const maxDrawingMs = 3 * 60_000;

/**
 * Has an offer worked out, by the model where it needs one. `onToken` is called as the answer comes. The model gets its
 * answer back with what is wrong with it: once where it is no edit, once where the edit falls short. Where edits are
 * checked, further answers are drawn until one holds: a small model that is checked beats a larger one that is believed.
 * Throws EngineUnavailable where no model can answer.
 */
export async function runAction(
  session: Pick<Session, "chat" | "contexts" | "config" | "snapshot" | "workspace" | "log">,
  site: Site,
  { work }: Offer,
  onToken: () => void,
  check: EditCheck | undefined,
  token: CancellationToken,
): Promise<ActionOutcome> {
  if (work.does !== "ask") return checkedWithoutModel(site, work, check, token);
  const question = work.question();
  const situation = await situationOf(session, site);
  const { problems = [], target } = question;
  const judge = isUnchecked.has(question.instruction) ? undefined : check;
  const mostAnswers = (await judge?.maxAnswers(target.languageId)) ?? 1;
  const endMs = performance.now() + maxDrawingMs;
  let again: Again | undefined = { since: [], say: "", temperature: 0 };
  let refusal: Refusal | undefined;
  let best: (WorkedOut & { readonly kind: "edit"; readonly shortfall: Shortfall }) | undefined;
  for (let answers = 1; ; answers++) {
    const generation: Answered | Refusal = await answer(session, question, situation, again, onToken, token);
    // What was wrong with the first answer says more than that there is no room to ask again.
    if ("kind" in generation) return best ?? refusal ?? generation;
    if (token.isCancellationRequested || generation.end === "cancelled" || generation.end === "superseded") {
      return { kind: "cancelled" };
    }
    const drawn = answers < mostAnswers && performance.now() < endMs ? anotherDraw(answers) : undefined;
    const proposal = await proposed(session, site, question, generation);
    if (proposal.kind === "edit") {
      const edit = { kind: "edit", target, proposal } as const;
      const isKnown = proposal.newText === best?.proposal.newText;
      const shortfall = isKnown ? best?.shortfall : await judge?.shortfall(edit, problems);
      if (token.isCancellationRequested) return { kind: "cancelled" };
      if (!shortfall) return edit;
      again =
        best || isCutOff(generation) ? drawn : askedAgain(generation, { feedback: feedbackOn({ ...edit, shortfall }) });
      if (!best || isBetter(shortfall, best.shortfall)) best = { ...edit, shortfall };
      if (!again) return best;
    } else {
      const isFirst = !best && !refusal && (!isCutOff(generation) || proposal.afresh);
      // Without a problem nobody can tell whether the model was right to change nothing.
      again = isFirst ? askedAgain(generation, proposal) : problems.length > 0 ? drawn : undefined;
      refusal ??= proposal;
      if (!again) return best ?? proposal;
    }
    if (again.draw !== undefined) session.log.info(`answer ${answers + 1} of at most ${mostAnswers} is drawn`);
  }
}

/** The question as if for the first time, and another of its answers. */
function anotherDraw(draw: number): Again {
  return { since: [], say: "", temperature: afreshTemperature, draw };
}

async function checkedWithoutModel(
  site: Site,
  work: Exclude<OfferWork, { does: "ask" }>,
  check: EditCheck | undefined,
  token: CancellationToken,
): Promise<ActionOutcome> {
  const outcome = withoutModel(site, work);
  if (outcome.kind !== "edit" && outcome.kind !== "places") return outcome;
  const shortfall = await check?.shortfall(outcome, []);
  if (token.isCancellationRequested) return { kind: "cancelled" };
  return shortfall ? { ...outcome, shortfall } : outcome;
}

/** Most of what a checker finds follows from the first that it finds. */
const maxFeedback = 3;
const maxMessageCharacters = 400;

/** What a checker says to an answer, as data: it quotes names and texts of the workspace. */
function feedbackOn({
  target,
  proposal: { newText },
  shortfall: { brought, unsolved },
}: WorkedOut & { readonly kind: "edit"; readonly shortfall: Shortfall }): string {
  const said = (text: string) => redact(text.slice(0, maxMessageCharacters));
  const found = brought.slice(0, maxFeedback).map(({ uri, message, code, start }) => {
    const line = uri === target.uri ? newText.slice(lineStart(newText, start), lineEnd(newText, start)).trim() : "";
    return `${said(message)}${code === undefined ? "" : ` (${code})`}${line === "" ? "" : `\n  ${said(line)}`}`;
  });
  const left = unsolved.slice(0, maxFeedback).map(said);
  return [
    ...(left.length > 0
      ? [sectionText({ title: "With your code this problem is still there", text: left.join("\n") })]
      : []),
    ...(found.length > 0 ? [sectionText({ title: "Your code makes these new problems", text: found.join("\n") })] : []),
    "Write the code to change again, so that it does what was asked and has none of these problems.",
  ].join("\n\n");
}

function askedAgain({ text }: Generation, { feedback, afresh }: Pick<Refusal, "feedback" | "afresh">): Again {
  if (afresh) return { since: [], say: `\n\n${feedback}`, temperature: afreshTemperature };
  const since: ChatMessage[] = [
    { role: "assistant", text },
    { role: "user", text: feedback },
  ];
  return { since, say: "", temperature: 0 };
}

/** The answer's effect on the target. Of tests that were cut off the whole ones are kept, and that is told. */
async function proposed(
  session: Pick<Session, "workspace" | "config">,
  site: Site,
  { instruction: name, target }: EditQuestion,
  generation: Answered,
): Promise<Proposal | Refusal> {
  const isCut = isCutOff(generation);
  const isIndented = site.language?.indented ?? false;
  const whole = isCut && name === "tests" ? wholeTests(generation.text, isIndented) : undefined;
  const text = isCut ? whole : generation.text;
  if (text === undefined) return generation.isLoop ? goesRound : cutOff(session);
  const proposal = await propose(text, target, site.workspace, known(session, site, target));
  if (proposal.kind !== "edit" || !isCut) return proposal;
  const why = generation.isLoop ? "The model began to repeat itself" : "The answer was cut off";
  return { ...proposal, warnings: [`${why}; the whole tests before that are kept.`, ...proposal.warnings] };
}

/** The index's tags of the target's text, if nothing was typed into it since. */
function known(
  { workspace }: Pick<Session, "workspace">,
  { file, tags }: Site,
  { uri, text }: Target,
): Known | undefined {
  const tree = uri === file.uri && text === file.text ? workspace.tree(file) : undefined;
  return tree && { tree, tags };
}

/** The same for an offer that needs no model. Throws for one that another command carries out. */
export function withoutModel(site: Site, work: Exclude<OfferWork, { does: "ask" }>): ActionOutcome {
  if (work.does === "nothing") return refused(work.because, "");
  if (work.does === "run") throw new Error(`${work.command} is a command of its own`);
  if (work.does === "editPlaces") {
    const { places, needsConfirmation = false } = work;
    return { kind: "places", places, needsConfirmation };
  }
  const edit = work.edit(site.workspace);
  return edit.kind === "edit" ? { kind: "edit", target: work.target, proposal: edit } : edit;
}

async function answer(
  session: Pick<Session, "chat" | "config">,
  { instruction: name, target, show, grammar }: EditQuestion,
  situation: Situation,
  { since, say, ...drawn }: Again,
  onToken: () => void,
  token: CancellationToken,
): Promise<Answered | Refusal> {
  const length = Math.ceil((target.end - target.start) / charactersPerToken);
  const maxTokens = Math.min(session.config.actions.maxTokens, length * 2 + besideTokens[target.mode]);
  const request = { subject: target.uri, priority: "action", maxTokens, maxMs, ...drawn } as const;
  const prose = instruction(name, target.languageId) + say;
  const context = function* ({ promptTokens, charactersPerToken }: ChatRoom): Steps<ChatContext> {
    const room = { promptTokens: promptTokens - Math.ceil(prose.length / charactersPerToken), charactersPerToken };
    const shown = yield* show(situation, room);
    // An answer that stands in for all of the code would delete what was not shown of it.
    if (shown.shortened && (target.mode === "replace" || target.mode === "document")) throw new ShownInPart();
    return { ...shown, instruction: `${shown.instruction}\n\n${prose}` };
  };
  const end = new CancellationTokenSource();
  const ended = token.onCancellationRequested(() => end.cancel());
  let said = "";
  let looked = 0;
  let loop: number | undefined;
  const mayLoop = loopIn(target.text.slice(target.start, target.end)) === undefined;
  const heard = (piece: string) => {
    said += piece;
    onToken();
    if (!mayLoop || loop !== undefined) return;
    if (!piece.includes("\n") && said.length < looked + charactersBetweenLooks) return;
    looked = said.length;
    loop = loopIn(said);
    if (loop !== undefined) end.cancel();
  };
  try {
    const system = instruction("system", target.languageId);
    const codeCharacters = target.end - target.start;
    const asked = { ...request, system, context, since, grammar, codeCharacters };
    const { generation } = await askChat(session, asked, heard, end.token);
    if (loop === undefined || token.isCancellationRequested) return { ...generation, isLoop: false };
    return { ...generation, text: said.slice(0, loop), end: "maxTokens", isLoop: true };
  } catch (error) {
    if (error instanceof PromptTooLong || error instanceof ShownInPart) return tooLong;
    throw error;
  } finally {
    ended.dispose();
    end.dispose();
  }
}

/** A model's answer. One that went round in circles was stopped, and counts as cut off behind the first round. */
type Answered = Generation & { readonly isLoop: boolean };

/** The likeliest answer has no end, so that another one has to be drawn. */
const goesRound: Refusal = {
  ...refused(
    "The model repeated itself without end; another model, or less code, may help.",
    "Keep the answer short. Write nothing twice, and no long lists.",
  ),
  afresh: true,
};

/** The code to change does not fit into the prompt. */
class ShownInPart extends Error {}

const tooLong = refused("The code is too long for the model's context; select less of it.", "");

/** Text that ran into a limit may still hold a whole block of code. */
function isCutOff({ end, text }: Generation): boolean {
  const fences = text.match(/^\s*(?:```|~~~)/gm)?.length ?? 0;
  return (end === "maxTokens" || end === "maxMs") && (fences === 0 || fences % 2 === 1);
}

function cutOff({ config }: Pick<Session, "config">): Refusal {
  return refused(
    `The model's answer was cut off; select less code, or raise hearth.actions.maxTokens above ${config.actions.maxTokens}.`,
    "",
  );
}

/** The knowledge around the site, with the present text of its file. */
async function situationOf(
  { contexts, snapshot }: Pick<Session, "contexts" | "snapshot">,
  { file, start, workspace }: Site,
): Promise<Situation> {
  const root = rootOf(file);
  const rules = root === undefined ? [] : await rulesIn(root);
  return { ...contexts.situation(cursorIn(snapshot, file, start)), workspace, rules };
}
