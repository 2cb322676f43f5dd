import type { GenerateRequest, LoadedModel } from "../../models/engine.ts";
import { familyNamed } from "../../models/families.ts";
import { infillPrompt, type ModelFamily } from "../../models/family.ts";
import type { Prompt } from "../../models/prompt.ts";
import { type AnswerFormat, textIn, type UnderstoodRequest } from "../asked.ts";
import { rawSegments } from "../controlTokens.ts";
import {
  countIn,
  type Fields,
  isSeveral,
  isSome,
  isTrue,
  refuseUnsupported,
  stopsIn,
  temperatureIn,
} from "../fields.ts";
import { holeIn, type TextAround } from "../infillShapes.ts";
import { ApiRefusal } from "../refusal.ts";
import { answerHead, finishReason, usageOf, wantsUsage } from "./parts.ts";

const unsupported = { n: isSeveral, best_of: isSeveral, echo: isTrue, logprobs: isSome };

/** OpenAI's own default. */
const usualMaxTokens = 16;

/** `POST /v1/completions`: goes on with a text, or fills the hole before `suffix`. Throws ApiRefusal. */
export function completions(body: Fields): UnderstoodRequest {
  refuseUnsupported(body, unsupported);
  const raw = promptIn(body);
  const hole = holeAsked(raw, body) ?? holeIn(raw);
  const stops = stopsIn(body, "stop");
  const limits = { maxTokens: countIn(body, "max_tokens", usualMaxTokens), temperature: temperatureIn(body) };
  return {
    role: "completion",
    isStreamed: body.stream === true,
    hasTools: false,
    request: (model): ReturnType<UnderstoodRequest["request"]> => ({
      ...limits,
      priority: "popup",
      prompt: withStops(hole ? infill(hole, model) : continuation(raw, model), stops),
    }),
    format: (model) => format(model, wantsUsage(body)),
  };
}

function promptIn({ prompt }: Fields): string {
  const given = Array.isArray(prompt) && prompt.length === 1 ? prompt[0] : prompt;
  if (typeof given === "string") return given;
  throw new ApiRefusal(400, "prompt must be one text");
}

function holeAsked(before: string, { suffix = null }: Fields): TextAround | undefined {
  if (suffix === null || suffix === "") return undefined;
  if (typeof suffix === "string") return { before, after: suffix };
  throw new ApiRefusal(400, "suffix must be a text");
}

function infill({ before, after }: TextAround, model: LoadedModel): Prompt {
  const family = familyFor(model);
  if (!family) throw new ApiRefusal(400, `the model ${model.name} was not trained to fill holes`);
  return infillPrompt(family, { repository: "", path: "", context: [], before, after, typed: "" });
}

function continuation(raw: string, model: LoadedModel): Prompt {
  const family = familyFor(model);
  const segments = rawSegments(raw, family ?? { tokens: [] });
  return { segments, stopTokens: family?.stopTokens ?? [], stopTexts: [] };
}

function familyFor({ family }: LoadedModel): ModelFamily | undefined {
  return family === null ? undefined : familyNamed(family);
}

function withStops(prompt: Prompt, stops: readonly string[]): GenerateRequest["prompt"] {
  return { ...prompt, stopTexts: [...prompt.stopTexts, ...stops] };
}

function format({ name }: LoadedModel, withUsage: boolean): AnswerFormat {
  const head = answerHead("cmpl", "text_completion", name);
  const chunk = (text: string, finish_reason: string | null) => ({
    ...head,
    choices: [{ text, index: 0, logprobs: null, finish_reason }],
  });
  return {
    whole: (parts, generation) => ({ ...chunk(textIn(parts), finishReason(generation)), usage: usageOf(generation) }),
    begin: () => [],
    part: (part) => [{ data: chunk(textIn([part]), null) }],
    end: (generation) => [
      { data: chunk("", finishReason(generation)) },
      ...(withUsage ? [{ data: { ...head, choices: [], usage: usageOf(generation) } }] : []),
      { data: "[DONE]" },
    ],
  };
}
