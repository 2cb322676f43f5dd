import type { CancellationToken } from "vscode-languageserver";
import {
  EngineUnavailable,
  type Generation,
  type LoadedModel,
  type Priority,
  PromptTooLong,
} from "../../models/engine.ts";
import { familyNamed } from "../../models/families.ts";
import { infillPrompt } from "../../models/family.ts";
import type { Cursor } from "../context/cursor.ts";
import type { Snippet } from "../context/snippet.ts";
import type { Session } from "../session.ts";
import { type Budget, infillParts, windowSize } from "./infill.ts";

/** How a suggestion is asked for. */
export type Ask = {
  readonly priority: Priority;
  readonly maxTokens: number;
  /** Longest time to generate in. */
  readonly maxMs: number;
};

/** Why there is no suggestion. */
export type Silence = "loading" | "unavailable" | "cancelled" | "superseded" | "empty";

export type Suggestion = {
  /** What to insert at the cursor; null when `silence` says why there is nothing. */
  readonly text: string | null;
  readonly silence: Silence | null;
  /** A sentence for people where `silence` has one. */
  readonly message: string | null;
  readonly model: LoadedModel | null;
  readonly generation: Generation | null;
  readonly context: readonly Snippet[];
};

/** The whole way from a cursor to a suggestion: context, prompt, model, filters. */
export async function suggest(
  { engine, holes, log }: Session,
  cursor: Cursor,
  ask: Ask,
  token: CancellationToken,
): Promise<Suggestion> {
  const silent = (silence: Silence, message: string | null = null): Suggestion => ({
    text: null,
    silence,
    message,
    model: null,
    generation: null,
    context: [],
  });
  engine.start();
  const { status } = engine;
  if (status.state === "failed") return silent("unavailable", status.message);
  if (status.state !== "ready") return silent("loading", "the model is still loading");
  const { model } = status;
  try {
    const generation = await generate(cursor, model, ask, token);
    const text = trimmed(generation.text, cursor);
    const silence = text !== "" ? null : isCutShort(generation) ? (generation.end as Silence) : "empty";
    return { text: text || null, silence, message: null, model, generation, context: [] };
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    log.info(`no suggestion: ${error.message}`);
    return silent("unavailable", error.message);
  }

  async function generate(cursor: Cursor, model: LoadedModel, ask: Ask, token: CancellationToken): Promise<Generation> {
    const family = familyNamed(model.family);
    if (!family) throw new Error(`the host speaks of a family ${model.family} that this server does not know`);
    const { multiline } = shape(cursor);
    let budget = promptBudget(model, ask);
    for (let attempt = 0; ; attempt++) {
      const prompt = infillPrompt(family, infillParts(cursor, holes.at(cursor, windowSize(cursor, budget))));
      const stopTexts = multiline ? prompt.stopTexts : [...prompt.stopTexts, "\n"];
      try {
        const { file } = cursor;
        const request = { prompt: { ...prompt, stopTexts }, subject: file.uri, ...ask };
        return await engine.generate(request, () => {}, token);
      } catch (error) {
        if (!(error instanceof PromptTooLong) || attempt === 2) throw error;
        budget = smaller(budget, error);
      }
    }
  }
}

/** Characters that fit into the model's context beside the answer, by the model's usual density. */
function promptBudget(model: LoadedModel, ask: Ask): Budget {
  const tokens = Math.min(model.contextTokens - ask.maxTokens - overheadTokens, largestPromptTokens);
  const characters = Math.max(64, Math.floor(tokens * model.charactersPerToken * 0.9));
  return { beforeCharacters: Math.floor(characters * 0.75), afterCharacters: Math.floor(characters * 0.25) };
}

/** Room for control tokens and the path. */
const overheadTokens = 24;
const largestPromptTokens = 1536;

/** Text of other density (CJK, data) made more tokens than the estimate: shrink by what was measured. */
function smaller({ beforeCharacters, afterCharacters }: Budget, { promptTokens, limitTokens }: PromptTooLong): Budget {
  const share = (limitTokens / promptTokens) * 0.85;
  return {
    beforeCharacters: Math.floor(beforeCharacters * share),
    afterCharacters: Math.floor(afterCharacters * share),
  };
}

function isCutShort({ end }: Generation): boolean {
  return end === "cancelled" || end === "superseded";
}

function shape({ lineBefore, lineAfter }: Cursor): { multiline: boolean } {
  return { multiline: lineAfter.trim() === "" && (/[:{([]\s*$/.test(lineBefore) || lineBefore.trim() === "") };
}

function trimmed(text: string, { lineAfter }: Cursor): string {
  const trailing = text.trimEnd();
  return trailing === lineAfter.trim() ? "" : trailing;
}
