import { errorMessage } from "../../base/errorText.ts";
import { EngineUnavailable, PromptTooLong } from "../engine.ts";
import { Refused } from "./refused.ts";

/** No sentence of a server is worth more of a person's screen. */
const longestDetail = 200;

/** Says what is wrong with a remote in one sentence, without its key. `what` is "the remote NAME (HOST)". */
export function remoteProblem(error: unknown, what: string, key: string | undefined): EngineUnavailable {
  const sentence = sentenceOf(error, what);
  return new EngineUnavailable(key ? sentence.replaceAll(key, "(key)") : sentence);
}

function sentenceOf(error: unknown, what: string): string {
  if (error instanceof EngineUnavailable) return `${what} cannot be used: ${error.message}`;
  if (!(error instanceof Refused)) return `${what} cannot be used: ${errorMessage(error)}`;
  const { refusal } = error;
  if (refusal.kind === "connection") return `${what} ${connectionSentence(refusal.code)}`;
  const said = error.message ? `: ${error.message.slice(0, longestDetail)}` : "";
  return `${what} ${statusSentence(refusal.status)}${said}`;
}

function connectionSentence(code: string): string {
  if (/CERT|SELF_SIGNED/.test(code)) {
    return `shows a certificate that is not trusted (${code}); NODE_EXTRA_CA_CERTS may name a file with your own authority`;
  }
  return connectionSentences[code] ?? `cannot be reached (${code})`;
}

const connectionSentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: "cannot be reached: nobody listens there",
  ENOTFOUND: "cannot be reached: its name is not known",
  EAI_AGAIN: "cannot be reached: its name could not be looked up",
  ECONNRESET: "closed the connection",
  UND_ERR_SOCKET: "closed the connection",
  UND_ERR_CONNECT_TIMEOUT: "cannot be reached: it does not answer",
  UND_ERR_HEADERS_TIMEOUT: "did not answer in time",
  UND_ERR_BODY_TIMEOUT: "stopped in the middle of an answer",
};

function statusSentence(status: number): string {
  if (status === 401) return "did not take the key";
  if (status === 403) return "does not allow this";
  if (status === 404) return "does not know this request or this model; check url and model";
  if (status === 429) return "has too many requests";
  if (status >= 300 && status < 400) return "is somewhere else; correct its url";
  if (status >= 500) return `has a problem of its own (${status})`;
  return `refused the request (${status})`;
}

/**
 * The refusal of a prompt that does not fit, in the words of llama-server, vLLM and OpenAI, and Anthropic. Undefined if
 * it is about something else. `maxTokens` is what the answer may have.
 */
export function promptTooLong({ message, body }: Refused, maxTokens: number): PromptTooLong | undefined {
  const { n_prompt_tokens: prompt, n_ctx: context } =
    (body as { error?: { n_prompt_tokens?: number; n_ctx?: number } } | null)?.error ?? {};
  if (prompt !== undefined && context !== undefined) return new PromptTooLong(prompt, context - maxTokens);
  const limit = numberIn(message, /maximum context length is (\d+)/);
  const requested = numberIn(message, /(?:requested|resulted in|request has|contains(?: at least)?) (\d+)/);
  if (limit !== undefined && requested !== undefined) {
    const isTotal = /in the completion|output tokens/.test(message);
    return new PromptTooLong(isTotal ? requested - maxTokens : requested, limit - maxTokens);
  }
  const [long, most] = [numberIn(message, /prompt is too long: (\d+)/), numberIn(message, /> (\d+) maximum/)];
  return long !== undefined && most !== undefined ? new PromptTooLong(long, most) : undefined;
}

function numberIn(message: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}
