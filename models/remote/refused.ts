import { errorMessage } from "../../base/errorText.ts";
import { fieldsOf } from "../../base/json.ts";
import { retryAfterMs } from "../../base/retryAfter.ts";
import { EngineUnavailable } from "../engine.ts";
import { bodyText } from "./bodyText.ts";
import type { RefusalCause } from "./retry.ts";
import type { Response } from "./transport.ts";

/** A server did not take a request, or the connection to it broke. The message is what it said, `body` all of it. */
export class Refused extends Error {
  readonly refusal: RefusalCause;
  readonly body: unknown;

  constructor(refusal: RefusalCause, detail: string, body: unknown = null) {
    super(detail);
    this.refusal = refusal;
    this.body = body;
  }
}

/** Words of a response that is no answer. */
export async function readRefused({ statusCode: status, headers, body }: Response): Promise<Refused> {
  const text = await bodyText(body).catch(() => ""); // a broken body says nothing
  const retryHeader = headers["retry-after"];
  const waitMs = retryAfterMs(Array.isArray(retryHeader) ? retryHeader[0] : retryHeader, Date.now());
  const parsed = json(text);
  const redirect = status >= 300 && status < 400 ? `it redirects to ${origin(headers.location)}` : undefined;
  return new Refused({ kind: "status", status, retryAfterMs: waitMs }, redirect ?? messageIn(parsed), parsed);
}

function origin(location: string | string[] | undefined): string {
  const url = String(location);
  return URL.canParse(url) ? new URL(url).origin : "another path";
}

/** OpenAI's and Anthropic's `{error: {message}}`, and simpler ones. */
export function messageIn(body: unknown): string {
  const { error, message, detail } = fieldsOf(body);
  const inner = fieldsOf(error).message;
  const found = [inner, message, error, detail].find((each) => typeof each === "string");
  return String(found ?? "").replace(/\s+/g, " ");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // an error page of something on the way
  }
}

/** undici and the sockets throw these, by their code. Of several addresses tried the first error speaks. */
export function connectionError(error: unknown): unknown {
  if (error instanceof EngineUnavailable || error instanceof Refused) return error;
  const { code, errors, name } = error as { code?: string; errors?: { code?: string }[]; name?: string };
  if (name === "AbortError" || code === "UND_ERR_ABORTED") return error;
  const known = code ?? errors?.[0]?.code;
  return known ? new Refused({ kind: "connection", code: known }, String(errorMessage(error))) : error;
}
