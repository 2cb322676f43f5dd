import type { CancellationToken } from "vscode-languageserver";
import type { InstructionName } from "../../../models/instructions.ts";
import type { EditQuestion, Offer, OfferWork, PlacedChange, Target } from "../../actions/action.ts";
import type { Site } from "../../actions/site.ts";
import { cursorIn } from "../../context/cursor.ts";
import type { Situation } from "../../context/request.ts";
import { wholeTests } from "../../edits/answer/wholeTests.ts";
import type { Known } from "../../edits/original.ts";
import { refused } from "../../edits/proposal.ts";
import { type Proposal, propose, type Refusal } from "../../edits/propose.ts";
import { rootOf } from "../../index/paths.ts";
import type { Problem } from "../../text/problem.ts";
import { isBetter, type Shortfall } from "../../verify/shortfall.ts";
import { rulesIn } from "../ruleFiles.ts";
import type { Session } from "../session.ts";
import { type Again, type Answered, answer, isCutOff } from "./answer.ts";
import { anotherDraw, askedAgain, feedbackOn } from "./askedAgain.ts";

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
  /** Is called before an answer beyond those that each action may ask for. */
  readonly draws: (answer: number, mostAnswers: number) => void;
};

/** What is written there is no code of the program. */
const isUnchecked: ReadonlySet<InstructionName> = new Set(["doc-comment", "tests"]);

/**
 * Has an offer worked out, by the model where it needs one. `onToken` is called as the answer comes. The model gets its
 * answer back with what is wrong with it: once where it is no edit, once where the edit falls short. Where edits are
 * checked, further answers are drawn until one holds: a small model that is checked beats a larger one that is believed.
 * Throws EngineUnavailable where no model can answer.
 */
export async function runAction(
  session: Pick<Session, "chat" | "contexts" | "config" | "snapshot" | "workspace" | "course">,
  site: Site,
  { work }: Offer,
  onToken: () => void,
  check: EditCheck | undefined,
  token: CancellationToken,
): Promise<ActionOutcome> {
  if (work.does !== "ask") return checkedWithoutModel(site, work, check, token);
  const question = work.question();
  const timeline = session.course?.timeline;
  const askedMs = performance.now();
  const situation = await situationOf(session, site);
  timeline?.note("cursor", askedMs);
  const { problems = [], target } = question;
  const judge = isUnchecked.has(question.instruction) ? undefined : check;
  const mostAnswers = (await judge?.maxAnswers(target.languageId)) ?? 1;
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
    const drawn = answers < mostAnswers ? anotherDraw(answers) : undefined;
    const answeredMs = performance.now();
    const proposal = await proposed(session, site, question, generation);
    timeline?.note("filters", answeredMs);
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
    if (again.draw !== undefined) judge?.draws(answers + 1, mostAnswers);
  }
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

/** The likeliest answer has no end, so that another one has to be drawn. */
const goesRound: Refusal = {
  ...refused(
    "The model repeated itself without end; another model, or less code, may help.",
    "Keep the answer short. Write nothing twice, and no long lists.",
  ),
  afresh: true,
};

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
