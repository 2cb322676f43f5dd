import { fieldsOf } from "../../../base/json.ts";
import type { ChatPrompt } from "../../chat.ts";
import type { GenerateRequest } from "../../engine.ts";
import { EngineUnavailable } from "../../engine.ts";
import { familyNamed } from "../../families.ts";
import type { Prompt } from "../../prompt.ts";
import { assumed, type Call, type Delta, type RemoteApi, type RemoteModel } from "../api.ts";
import { chatMessages } from "../chatMessages.ts";
import { harmlessPromptText, harmlessText } from "../harmless.ts";
import type { RemoteHttp } from "../http.ts";
import { messageIn, Refused } from "../refused.ts";
import type { RemoteSettings } from "../settings.ts";

/** Ollama, LM Studio and whatever else speaks OpenAI's API. https://platform.openai.com/docs/api-reference */
export function openAi(http: RemoteHttp, settings: RemoteSettings): RemoteApi {
  return {
    headers: bearer,
    describe: async (signal) => describe(await modelsOn(http, signal), settings),
    call: async (request, model) => call(request, model, settings),
    read: readOpenAi,
  };
}

/** The key as OAuth's bearer token. */
export function bearer(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}

export type ModelEntry = {
  readonly id: string;
  readonly max_model_len?: number;
  readonly meta?: { readonly n_ctx?: number };
  /** vLLM: the path or repository of the weights, and for an adapter the model that it is laid over. */
  readonly root?: string | null;
  readonly parent?: string | null;
};

/** The server's models, none where it has no list of them. */
export async function modelsOn(http: RemoteHttp, signal: AbortSignal): Promise<readonly ModelEntry[]> {
  try {
    const { data } = fieldsOf(await http.json("/v1/models", signal));
    return Array.isArray(data) ? data.filter((model) => typeof model?.id === "string") : [];
  } catch (error) {
    const isMissing = error instanceof Refused && error.refusal.kind === "status" && error.refusal.status === 404;
    if (isMissing) return [];
    throw error;
  }
}

function describe(models: readonly ModelEntry[], settings: RemoteSettings): RemoteModel {
  const name = modelNamed(models, settings);
  const model = models.find(({ id }) => id === name);
  return {
    name,
    family: (settings.infill !== undefined && familyNamed(settings.infill)) || null,
    contextTokens: settings.contextTokens ?? model?.max_model_len ?? model?.meta?.n_ctx ?? assumed.contextTokens,
    charactersPerToken: assumed.charactersPerToken,
  };
}

/** The model that is meant: an adapter only where it is named. Throws EngineUnavailable. */
export function modelNamed(models: readonly ModelEntry[], settings: RemoteSettings): string {
  const [only, ...others] = models.filter(({ parent }) => !parent);
  const name = settings.model ?? (others.length === 0 ? only?.id : undefined);
  if (name === undefined) {
    const names = models.slice(0, 8).map(({ id }) => id);
    throw new EngineUnavailable(`it needs a model${names.length > 0 ? `; it has ${names.join(", ")}` : ""}`);
  }
  return name;
}

/** Without an answer to write there is nothing to ask: most servers refuse `max_tokens: 0`. */
function call(request: GenerateRequest, { name, family }: RemoteModel, settings: RemoteSettings): Call | null {
  const { prompt } = request;
  if (request.maxTokens === 0) return null;
  if (!("segments" in prompt)) return chatCall(request, prompt, name, settings);
  const stops = [...prompt.stopTexts, ...prompt.stopTokens];
  const common = { model: name, max_tokens: request.maxTokens, temperature: request.temperature ?? 0, ...streamed };
  const asked =
    family?.name === "suffix"
      ? suffixFields(prompt)
      : // A control token that is not written out would never be found among the texts to stop at.
        { prompt: harmlessPromptText(prompt), stop: stops, skip_special_tokens: false, logprobs: 1 };
  return { path: "/v1/completions", body: { ...common, ...asked }, stopTexts: stops };
}

export const streamed = { stream: true, stream_options: { include_usage: true } };

/** The segments of `families/suffixField`: what stands before the hole, and what behind. */
function suffixFields({ segments }: Prompt) {
  const [prompt = "", suffix = ""] = segments.flatMap((segment) =>
    "text" in segment ? [harmlessText(segment.text)] : [],
  );
  return { prompt, suffix };
}

export function chatCall(
  { maxTokens, temperature = 0 }: GenerateRequest,
  prompt: ChatPrompt,
  model: string,
  { url }: RemoteSettings,
): Call {
  const messages = chatMessages(prompt).map(({ role, text }) => ({ role, content: text }));
  // OpenAI's own newer models refuse the old name and any temperature; other servers do not know the new name.
  const isOpenAi = new URL(url).hostname === "api.openai.com";
  const limits = isOpenAi ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens, temperature };
  const body = { model, messages, ...limits, ...streamed };
  return { path: "/v1/chat/completions", body, stopTexts: prompt.stopTexts };
}

type Chunk = {
  readonly choices?: readonly {
    readonly text?: string;
    readonly delta?: { readonly content?: string | null };
    readonly finish_reason?: string | null;
    readonly logprobs?: {
      readonly token_logprobs?: readonly (number | null)[];
      readonly content?: readonly { readonly logprob: number }[] | null;
    } | null;
  }[];
  readonly usage?: {
    readonly prompt_tokens?: number;
    readonly completion_tokens?: number;
    readonly prompt_tokens_details?: { readonly cached_tokens?: number } | null;
  } | null;
};

/** An event of `/v1/completions` or `/v1/chat/completions`. */
export function readOpenAi(event: unknown): Delta {
  const { choices, usage } = event as Chunk;
  const problem = messageIn(event);
  if (problem) throw new EngineUnavailable(problem);
  const [choice] = choices ?? [];
  const { token_logprobs: legacy, content } = choice?.logprobs ?? {};
  const logprobs = [...(legacy ?? []), ...(content ?? []).map(({ logprob }) => logprob)].filter(
    (each) => each !== null,
  );
  return {
    text: choice?.text ?? choice?.delta?.content ?? "",
    ...(logprobs.length > 0 ? { probability: Math.exp(Math.min(...logprobs)) } : {}),
    ...(choice?.finish_reason ? { end: choice.finish_reason === "length" ? "maxTokens" : "stop" } : {}),
    ...(usage ? tokensOf(usage) : {}),
  };
}

function tokensOf({ prompt_tokens, completion_tokens, prompt_tokens_details }: NonNullable<Chunk["usage"]>): Delta {
  return {
    promptTokens: prompt_tokens ?? 0,
    generatedTokens: completion_tokens ?? 0,
    reusedTokens: prompt_tokens_details?.cached_tokens ?? 0,
  };
}
