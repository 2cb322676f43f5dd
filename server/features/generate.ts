import type { CancellationToken } from "vscode-languageserver";
import {
  type GenerateRequest,
  type Generation,
  type LoadedModel,
  type OnText,
  PromptTooLong,
} from "../../models/engine.ts";
import { familyNamed } from "../../models/families.ts";
import { infillPrompt } from "../../models/family.ts";
import type { Cursor } from "../context/cursor.ts";
import type { Session } from "../session.ts";
import { type Budget, infillParts, windowSize } from "./infill.ts";

/** How much is asked for, and how urgently. */
export type Limits = Pick<GenerateRequest, "priority" | "maxTokens" | "maxMs" | "temperature">;

/** Has the model fill the hole at the cursor. Throws EngineUnavailable. */
export async function generate(
  { engine, holes }: Pick<Session, "engine" | "holes">,
  cursor: Cursor,
  model: LoadedModel,
  limits: Limits,
  onText: OnText,
  token: CancellationToken,
): Promise<Generation> {
  const family = familyNamed(model.family);
  if (!family) throw new Error(`the host speaks of a family ${model.family} that this server does not know`);
  const { priority, maxTokens, maxMs, temperature = 0 } = limits;
  const request = { priority, maxTokens, maxMs, temperature };
  let budget = promptBudget(model, limits);
  for (let attempt = 1; ; attempt++) {
    const hole = holes.at(cursor, windowSize(cursor, budget));
    const prompt = infillPrompt(family, infillParts(cursor, hole));
    try {
      return await engine.generate({ prompt, subject: cursor.file.uri, ...request }, onText, token);
    } catch (error) {
      if (!(error instanceof PromptTooLong) || attempt === maxAttempts) throw error;
      budget = smaller(budget, error);
    }
  }
}

const maxAttempts = 3;
/** Room for control tokens and the path. */
const overheadTokens = 24;
const largestPromptTokens = 1536;

/** Characters that fit into the model's context beside the answer, by the model's usual density. */
function promptBudget(model: LoadedModel, { maxTokens }: Limits): Budget {
  const tokens = Math.min(model.contextTokens - maxTokens - overheadTokens, largestPromptTokens);
  const characters = Math.max(64, Math.floor(tokens * model.charactersPerToken * 0.9));
  return { beforeCharacters: Math.floor(characters * 0.75), afterCharacters: Math.floor(characters * 0.25) };
}

/** Text of other density (CJK, data) made more tokens than the estimate: shrink by what was measured. */
function smaller({ beforeCharacters, afterCharacters }: Budget, { promptTokens, limitTokens }: PromptTooLong): Budget {
  const share = (limitTokens / promptTokens) * 0.85;
  return {
    beforeCharacters: Math.floor(beforeCharacters * share),
    afterCharacters: Math.floor(afterCharacters * share),
  };
}
