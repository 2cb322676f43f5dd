import type { GenerateRequest } from "../../engine.ts";
import { familyNamed, familyOf } from "../../families.ts";
import type { ModelFamily } from "../../family.ts";
import { sampleCode } from "../../sampleCode.ts";
import type { Call, Delta, RemoteApi, RemoteModel } from "../api.ts";
import type { RemoteHttp } from "../http.ts";
import type { RemoteSettings } from "../settings.ts";
import { bearer, chatCall, readOpenAi } from "./openAi.ts";
import { controlTexts, ServerTokens, type Tokenizer, tokensIn } from "./serverTokens.ts";

/**
 * llama.cpp's own server. Prompts are sent as tokens, so that no text becomes a control token.
 * https://github.com/ggml-org/llama.cpp/tree/master/tools/server
 */
export function llamaServer(http: RemoteHttp, settings: RemoteSettings): RemoteApi {
  const tokens = new ServerTokens(tokenizer(http));
  return {
    headers: bearer,
    describe: (signal) => describe(http, tokens, settings, signal),
    call: (request, model, signal) => call(request, model, settings, tokens, signal),
    read: (event) => read(event, tokens),
  };
}

function tokenizer(http: RemoteHttp): Tokenizer {
  const ask = async (body: object, signal: AbortSignal) => tokensIn(await http.json("/tokenize", signal, body));
  return {
    beginning: (signal) => ask({ content: "", add_special: true }, signal),
    withControl: (content, signal) => ask({ content, parse_special: true }, signal),
    // User-defined tokens come all the same: the vocabulary knows them by their ids.
    withoutControl: async (content, signal) => ({
      tokens: await ask({ content, parse_special: false }, signal),
      found: [],
    }),
  };
}

type Props = {
  readonly default_generation_settings?: { readonly n_ctx?: number };
  readonly model_path?: string;
  readonly model_alias?: string;
};

async function describe(
  http: RemoteHttp,
  tokens: ServerTokens,
  settings: RemoteSettings,
  signal: AbortSignal,
): Promise<RemoteModel> {
  const props = (await http.json("/props", signal)) as Props;
  const name = settings.model ?? fileName(props.model_alias || props.model_path || "a model");
  await tokens.open(controlTexts, signal);
  const sample = await tokens.ofText(sampleCode, signal);
  return {
    name,
    family: familyHere(fileName(props.model_path ?? name), tokens, settings) ?? null,
    contextTokens: settings.contextTokens ?? props.default_generation_settings?.n_ctx ?? 4096,
    charactersPerToken: sampleCode.length / Math.max(1, sample.length),
  };
}

/** The server does not tell the model's architecture, by which one family is recognized: that one has to be named. */
export function familyHere(name: string, tokens: ServerTokens, { infill }: RemoteSettings): ModelFamily | undefined {
  if (infill !== undefined) return familyNamed(infill);
  return familyOf({
    name,
    architecture: "",
    hasToken: (text) => tokens.control(text) !== undefined,
  });
}

async function call(
  request: GenerateRequest,
  model: RemoteModel,
  settings: RemoteSettings,
  tokens: ServerTokens,
  signal: AbortSignal,
): Promise<Call | null> {
  const { prompt, maxTokens, temperature = 0 } = request;
  const grammar = prompt.grammar === undefined ? {} : { grammar: prompt.grammar };
  if (!("segments" in prompt)) {
    if (maxTokens === 0) return null;
    const { path, body, stopTexts } = chatCall(request, prompt, model.name, settings);
    return { path, body: { ...body, ...grammar }, stopTexts };
  }
  const ids = await tokens.ofPrompt(prompt, model.contextTokens - maxTokens, signal);
  const limits = { n_predict: maxTokens, temperature, n_probs: 1, cache_prompt: true, stream: true };
  // Most answers are ended here, before the event that would tell how much of the prompt was in the cache.
  const told = { timings_per_token: true };
  return { path: "/completion", body: { prompt: ids, ...limits, ...told, ...grammar }, stopTexts: prompt.stopTexts };
}

type Completion = {
  readonly content?: string;
  readonly tokens?: readonly number[];
  readonly stop?: boolean;
  readonly stop_type?: string;
  readonly completion_probabilities?: readonly { readonly logprob: number }[];
  readonly timings?: Timings;
};

/** Of the prompt, and of the answer as far as it is written. */
type Timings = {
  readonly cache_n?: number;
  readonly prompt_n?: number;
  readonly prompt_per_second?: number;
  readonly predicted_n?: number;
};

function read(event: unknown, tokens: ServerTokens): Delta {
  const { content, tokens: ids = [], stop, stop_type, completion_probabilities, timings } = event as Completion;
  if (content === undefined) return readOpenAi(event);
  const counts = timings ? counted(timings) : {};
  if (ids.some((id) => tokens.isControl(id))) return { end: "stop", isLast: true, ...counts };
  const logprobs = completion_probabilities?.map(({ logprob }) => logprob) ?? [];
  return {
    text: content,
    ...(logprobs.length > 0 ? { probability: Math.exp(Math.min(...logprobs)) } : {}),
    ...counts,
    ...(stop ? { end: stop_type === "limit" ? "maxTokens" : "stop" } : {}),
  };
}

function counted({ cache_n = 0, prompt_n = 0, predicted_n, prompt_per_second }: Timings): Delta {
  return {
    promptTokens: cache_n + prompt_n,
    reusedTokens: cache_n,
    ...(predicted_n !== undefined && { generatedTokens: predicted_n }),
    // A handful of tokens says nothing of the speed at which a prompt is read.
    ...(prompt_per_second !== undefined && prompt_n >= 32 ? { promptTokensPerSecond: prompt_per_second } : {}),
  };
}

/** What a model is called, of the path or repository that it came from. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).pop() || path;
}
