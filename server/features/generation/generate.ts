import { setImmediate } from "node:timers/promises";
import type { CancellationToken } from "vscode-languageserver";
import {
  EngineUnavailable,
  type GenerateRequest,
  type Generation,
  type LoadedModel,
  type OnText,
} from "../../../models/engine.ts";
import { familyNamed, unknownFamily } from "../../../models/families.ts";
import { infillPrompt, inOneHole } from "../../../models/family.ts";
import type { CompletionContext } from "../../context/complete.ts";
import { type Cursor, cursorIn } from "../../context/cursor.ts";
import { omittedBlanks, withoutOmitted } from "../../suggestions/omitted.ts";
import type { Session } from "../session.ts";
import { fitting } from "./fitting.ts";
import type { Timeline } from "./timeline.ts";

/** How much is asked for, and how urgently. */
export type Limits = Pick<GenerateRequest, "priority" | "maxTokens" | "maxMs" | "temperature"> & {
  /** The model reads the prompt and writes nothing. */
  readonly onlyRead?: boolean;
  /** See `drafts` of a request; not asked for where a model verifies none. */
  readonly drafts?: () => Promise<readonly string[]>;
  /** Where the time goes is noted here. */
  readonly timeline?: Timeline;
};

export type GeneratedInfill = { readonly generation: Generation; readonly context: CompletionContext };

/** Code is denser here and looser there than the sample by which a model's tokens were measured. */
const densityMargin = 0.9;

/**
 * Has the model fill the hole at the cursor. Throws EngineUnavailable where no model can answer, PromptTooLong where
 * even the least does not fit. The event loop turns before the prompt is chosen: to look around the cursor has taken
 * its time, too.
 */
export async function generate(
  { engine, contexts }: Pick<Session, "engine" | "contexts">,
  cursor: Cursor,
  model: LoadedModel,
  limits: Limits,
  onText: OnText,
  token: CancellationToken,
): Promise<GeneratedInfill> {
  if (model.family === null) throw new EngineUnavailable(unknownFamily(model));
  await setImmediate();
  // A server of text has no say in which tokens it goes on, and verifies none.
  const isRemote = model.remote !== undefined;
  // First of all: who is answered from memory waits for nothing else.
  const drafts = isRemote ? undefined : await limits.drafts?.();
  const family = familyNamed(model.family);
  if (!family) throw new Error(`the host speaks of a family ${model.family} that this server does not know`);
  if (family.rewritesOnly) throw new EngineUnavailable(onlyRewrites(model));
  const { priority, maxTokens, maxMs, temperature = 0, onlyRead, timeline } = limits;
  const request = { priority, maxTokens: onlyRead ? 0 : maxTokens, maxMs, temperature, subject: cursor.file.uri };
  // Its hole is at the cursor, but for the blanks there.
  const omitted = isRemote ? omittedBlanks(cursor) : "";
  const place = cursorIn(cursor.snapshot, cursor.file, cursor.offset - omitted.length);
  const say = afterOmitted(omitted, onText);
  const told = (await contexts.facts(cursor, token)).shown;
  // Work ahead may never be asked for, or not come to its end. The next prompt follows on the one that was.
  const isAhead = priority === "background" || onlyRead;
  const readsSuffixLast = family.order === "prefix-suffix-middle";
  return fitting(model.charactersPerToken * densityMargin, async (charactersPerToken, attempt) => {
    const fit = { model, answerTokens: maxTokens, charactersPerToken, anew: attempt > 1 };
    const beganMs = performance.now();
    let gatheredMs = beganMs;
    const onGathered = () => {
      gatheredMs = performance.now();
    };
    const options = { ...fit, idle: onlyRead === true, readsSuffixLast, told, onGathered };
    const context = await (isAhead ? contexts.ahead(place, options) : contexts.at(place, options));
    if (gatheredMs > beganMs) timeline?.note("gather", beganMs, gatheredMs);
    timeline?.note("rank", gatheredMs);
    const askedMs = performance.now();
    const prompt = infillPrompt(family, isRemote ? inOneHole(context.parts) : context.parts);
    const generation = await engine.generate({ prompt, ...request, ...(drafts && { drafts }) }, say, token);
    timeline?.noteGeneration(generation, askedMs);
    contexts.measured(generation.promptTokensPerSecond);
    // Once all of it is read, it is what costs least; before that whoever types would wait for the rest.
    const isRead = generation.end !== "cancelled" && generation.end !== "superseded";
    if (onlyRead && isRead) contexts.remember(place, context);
    return { generation, context };
  });
}

/** Passes on what is generated behind the blanks that the prompt left out and the answer begins with again. */
function afterOmitted(omitted: string, onText: OnText): OnText {
  let text = "";
  let passed = 0;
  return (piece, probability) => {
    text += piece;
    const known = withoutOmitted(text, omitted);
    // All blanks so far: more of the omitted ones may still come.
    if (known === "" || known.length <= passed) return;
    onText(known.slice(passed), probability);
    passed = known.length;
  };
}

/** The sentence for a model that was made for next edits. */
function onlyRewrites({ name }: LoadedModel): string {
  return `the model "${name}" writes next edits, when they are asked for by hand, and nothing at the cursor; choose another model to complete code`;
}
