import { fieldsOf } from "../../../base/json.ts";
import type { GenerateRequest, Priority } from "../../engine.ts";
import { familyNamed } from "../../families.ts";
import type { Prompt } from "../../prompt.ts";
import { sampleCode } from "../../sampleCode.ts";
import { assumed, type Call, type RemoteApi, type RemoteModel } from "../api.ts";
import { mayBeControl } from "../harmless.ts";
import type { RemoteHttp } from "../http.ts";
import { Refused } from "../refused.ts";
import type { RemoteSettings } from "../settings.ts";
import { familyHere, fileName } from "./llamaServer.ts";
import { bearer, type ModelEntry, modelNamed, modelsOn, openAi, readOpenAi, streamed } from "./openAi.ts";
import { controlTexts, ServerTokens, type Tokenizer, tokensIn } from "./serverTokens.ts";

/**
 * vLLM. Prompts are sent as tokens, so that no text becomes a control token. Requests have priorities, which count where
 * the server was started with `--scheduling-policy priority`.
 * https://docs.vllm.ai/en/latest/serving/openai_compatible_server/
 */
export function vllm(http: RemoteHttp, settings: RemoteSettings): RemoteApi {
  const text = openAi(http, settings);
  let server: Server | undefined;
  return {
    headers: bearer,
    describe: async (signal) => {
      const models = await modelsOn(http, signal);
      const name = modelNamed(models, settings);
      const tokens = new ServerTokens(tokenizer(http, name));
      const sample = await sampleTokens(tokens, signal);
      // A proxy may let /v1 pass alone: then prompts are text.
      server = {
        tokens: sample && tokens,
        takesPriorities: await takesPriorities(http, name, signal),
      };
      return {
        ...described(name, models, settings, server, sample?.length),
        notes: notesOn(server),
      };
    },
    call: async (request, model, signal) => {
      const { tokens, takesPriorities = false } = server ?? {};
      const { prompt } = request;
      const call =
        "segments" in prompt && tokens && model.family?.name !== "suffix"
          ? await tokenCall(request, prompt, model, tokens, signal)
          : await text.call(request, model, signal);
      const priority = takesPriorities ? { priority: urgency[request.priority] } : {};
      return call && { ...call, body: { ...call.body, ...grammarOf(request), ...priority } };
    },
    read: readOpenAi,
  };
}

/** What was found out about the server. */
type Server = {
  readonly tokens: ServerTokens | undefined;
  /** It refuses none. Whether it heeds them is not told by any answer of it. */
  readonly takesPriorities: boolean;
};

/** Lower goes first. Other programs' requests have 0: who types goes before them, and guesses go behind. */
const urgency: Readonly<Record<Priority, number>> = {
  typing: -2,
  popup: -1,
  action: 0,
  background: 1,
  guest: 2,
};

function tokenizer(http: RemoteHttp, model: string): Tokenizer {
  const ask = (prompt: string, isWhole: boolean, signal: AbortSignal) =>
    http.json("/tokenize", signal, {
      model,
      prompt,
      add_special_tokens: isWhole,
      return_token_strs: true,
    });
  return {
    beginning: async (signal) => {
      const [whole, bare] = await Promise.all([ask("a", true, signal), ask("a", false, signal)]);
      return tokensIn(whole).slice(0, Math.max(0, tokensIn(whole).length - tokensIn(bare).length));
    },
    withControl: async (text, signal) => tokensIn(await ask(text, false, signal)),
    // It finds control tokens in every text, so each that was found is looked for among the texts of the tokens.
    withoutControl: async (text, signal) => {
      const answer = await ask(text, false, signal);
      const { token_strs: texts } = fieldsOf(answer);
      const found = Array.isArray(texts) ? texts.filter((each) => mayBeControl(each) && text.includes(each)) : [];
      return { tokens: tokensIn(answer), found };
    },
  };
}

/** Tokens of a sample of code; undefined where the server turns none into tokens. */
async function sampleTokens(tokens: ServerTokens, signal: AbortSignal): Promise<readonly number[] | undefined> {
  try {
    await tokens.open(controlTexts, signal);
    return await tokens.ofText(sampleCode, signal);
  } catch (error) {
    if (isStatus(error, [401, 403, 404, 405, 501])) return undefined;
    throw error;
  }
}

/**
 * Older versions refuse a priority that they do not schedule by. vLLM 0.32 takes it and goes by arrival, although its
 * documentation speaks of an error. Finding out costs the server one token.
 */
async function takesPriorities(http: RemoteHttp, model: string, signal: AbortSignal): Promise<boolean> {
  try {
    await http.json("/v1/completions", signal, {
      model,
      prompt: "a",
      max_tokens: 1,
      priority: urgency.background,
    });
    return true;
  } catch (error) {
    if (isStatus(error, [400, 422])) return false;
    throw error;
  }
}

function isStatus(error: unknown, statuses: readonly number[]): boolean {
  return error instanceof Refused && error.refusal.kind === "status" && statuses.includes(error.refusal.status);
}

function described(
  name: string,
  models: readonly ModelEntry[],
  settings: RemoteSettings,
  { tokens }: Server,
  sampleLength: number | undefined,
): RemoteModel {
  const model = models.find(({ id }) => id === name);
  // An adapter does not change the format of the model that it is laid over.
  const base = models.find(({ id }) => id === model?.parent) ?? model;
  const family = tokens
    ? familyHere(fileName(base?.root ?? base?.id ?? name), tokens, settings)
    : familyNamed(settings.infill ?? "");
  return {
    name,
    family: family ?? null,
    contextTokens: settings.contextTokens ?? model?.max_model_len ?? base?.max_model_len ?? assumed.contextTokens,
    charactersPerToken: sampleLength ? sampleCode.length / sampleLength : assumed.charactersPerToken,
  };
}

function notesOn({ tokens, takesPriorities }: Server): readonly string[] {
  return [
    tokens
      ? "prompts are sent as tokens"
      : "prompts are sent as text, because /tokenize is not answered: what looks like a control token is broken",
    takesPriorities
      ? "each request says how urgent it is: where the server has --scheduling-policy priority, which it does not tell, typing goes first"
      : "typing waits behind other requests: --scheduling-policy priority would let it go first",
  ];
}

async function tokenCall(
  { maxTokens, temperature = 0 }: GenerateRequest,
  prompt: Prompt,
  model: RemoteModel,
  tokens: ServerTokens,
  signal: AbortSignal,
): Promise<Call> {
  // A prompt that is only to be read is asked for one token, which nobody is shown.
  const max_tokens = Math.max(1, maxTokens);
  const ids = await tokens.ofPrompt(prompt, model.contextTokens - max_tokens, signal);
  const stops = { stop: prompt.stopTexts, stop_token_ids: tokens.controlIds };
  const limits = { max_tokens, temperature, logprobs: 1, add_special_tokens: false };
  const body = { model: model.name, prompt: ids, ...limits, ...stops, ...streamed };
  return { path: "/v1/completions", body, stopTexts: prompt.stopTexts };
}

function grammarOf({ prompt }: GenerateRequest): object {
  return prompt.grammar === undefined ? {} : { structured_outputs: { grammar: prompt.grammar } };
}
