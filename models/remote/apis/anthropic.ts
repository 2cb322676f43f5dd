import { EngineUnavailable, type GenerateRequest } from "../../engine.ts";
import { assumed, type Call, type Delta, type RemoteApi, type RemoteModel } from "../api.ts";
import { chatMessages } from "../chatMessages.ts";
import type { RemoteHttp } from "../http.ts";
import { messageIn, Refused } from "../refused.ts";
import type { RemoteSettings } from "../settings.ts";

/** Every model of theirs has had these. */
const leastContextTokens = 200_000;

/** Anthropic's Messages API, for conversations. https://docs.anthropic.com/en/api/messages */
export function anthropic(http: RemoteHttp, settings: RemoteSettings): RemoteApi {
  return {
    headers: (key) => ({ "anthropic-version": "2023-06-01", ...(key === undefined ? {} : { "x-api-key": key }) }),
    describe: (signal) => describe(http, settings, signal),
    call: async (request, model) => call(request, model),
    read,
  };
}

async function describe(http: RemoteHttp, settings: RemoteSettings, signal: AbortSignal): Promise<RemoteModel> {
  const { model, contextTokens } = settings;
  if (model === undefined) throw new EngineUnavailable("it needs a model");
  const known = await knownModel(http, model, signal);
  return {
    name: model,
    family: null,
    contextTokens: contextTokens ?? known?.max_input_tokens ?? leastContextTokens,
    charactersPerToken: assumed.charactersPerToken,
  };
}

/** Undefined where a server that only speaks like Anthropic's does not describe its models. */
async function knownModel(http: RemoteHttp, model: string, signal: AbortSignal) {
  try {
    return (await http.json(`/v1/models/${encodeURIComponent(model)}`, signal)) as { max_input_tokens?: number };
  } catch (error) {
    const isMissing = error instanceof Refused && error.refusal.kind === "status" && error.refusal.status === 404;
    if (isMissing) return undefined;
    throw error;
  }
}

/** No temperature is sent: the newest models refuse one. */
function call({ prompt, maxTokens }: GenerateRequest, { name }: RemoteModel): Call | null {
  if ("segments" in prompt) throw new EngineUnavailable("it answers conversations and fills no holes in code");
  if (maxTokens === 0) return null;
  const said = chatMessages(prompt);
  const system = said.filter(({ role }) => role === "system").map(({ text }) => text);
  const messages = said.filter(({ role }) => role !== "system").map(({ role, text }) => ({ role, content: text }));
  const body = { model: name, max_tokens: maxTokens, messages, stream: true };
  return {
    path: "/v1/messages",
    body: system.length > 0 ? { ...body, system: system.join("\n\n") } : body,
    stopTexts: prompt.stopTexts,
  };
}

type Event = {
  readonly type: string;
  readonly message?: { readonly usage?: Usage };
  readonly delta?: { readonly type?: string; readonly text?: string; readonly stop_reason?: string | null };
  readonly usage?: Usage;
};

type Usage = {
  readonly input_tokens?: number;
  readonly cache_read_input_tokens?: number | null;
  readonly output_tokens?: number;
};

function read(event: unknown): Delta {
  const { type, message, delta, usage } = event as Event;
  if (type === "error") throw new EngineUnavailable(messageIn(event) || "it reports an error");
  if (type === "message_start") {
    const { input_tokens = 0, cache_read_input_tokens } = message?.usage ?? {};
    const reusedTokens = cache_read_input_tokens ?? 0;
    return { promptTokens: input_tokens + reusedTokens, reusedTokens };
  }
  if (type === "content_block_delta" && delta?.type === "text_delta") return { text: delta.text ?? "" };
  if (type !== "message_delta") return {};
  return {
    ...(delta?.stop_reason ? { end: delta.stop_reason === "max_tokens" ? "maxTokens" : "stop" } : {}),
    ...(usage?.output_tokens !== undefined ? { generatedTokens: usage.output_tokens } : {}),
  };
}
