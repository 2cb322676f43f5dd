import { retryAfterMs } from "../../base/retryAfter.ts";

/** Why a file could not be had: one sentence, and whether trying again may help. */
export class Failure extends Error {
  /** How long to wait before the next try: null for never, "backOff" where the server did not say. */
  readonly retryAfterMs: number | "backOff" | null;

  constructor(sentence: string, retryAfterMs: number | "backOff" | null = null) {
    super(sentence);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Something on this machine is in the way: another server would not help. */
export class LocalFailure extends Failure {}

/** There was nobody to ask. */
export class Unreachable extends Failure {}

/** A server that asks for more patience than this is answered by giving up. */
const longestWaitMs = 120_000;

type Sentence = (host: string) => string;

const sentences: Readonly<Record<number, Sentence>> = {
  401: (host) =>
    `${host} gives this file to known users only: accept the model's licence on its page and set HF_TOKEN to an access token`,
  403: (host) =>
    `${host} refuses you this file: accept the model's licence on its page, with the account whose token HF_TOKEN holds`,
  404: (host) => `${host} has no such file: it may have been renamed or made private`,
  407: () => "the proxy wants a password: put it into HTTPS_PROXY",
  410: (host) => `${host} no longer has this file`,
  416: (host) => `${host} cannot send the rest of this file`,
  429: (host) => `${host} has had too many requests from here`,
  451: (host) => `${host} may not give out this file for legal reasons`,
};

/** The meaning of an answer other than the file. `retryAfter` is that header. */
export function statusFailure(status: number, host: string, retryAfter: string | undefined, nowMs: number): Failure {
  const isPassing = status === 408 || status === 429 || status >= 500;
  const known = sentences[status] ?? ((name: string) => `${name} has a fault`);
  const sentence = status >= 500 || sentences[status] ? known(host) : `${host} answers in a way that is not understood`;
  const waitMs = retryAfterMs(retryAfter, nowMs);
  if (!isPassing) return new Failure(`${sentence} (${status})`);
  if (waitMs === null) return new Failure(`${sentence} (${status})`, "backOff");
  if (waitMs <= longestWaitMs) return new Failure(`${sentence} (${status})`, waitMs);
  return new Failure(`${sentence} (${status}) and asks to wait ${Math.ceil(waitMs / 60_000)} minutes`);
}

/** The fate of a connection, by the codes of Node and undici. */
export function connectionFailure(error: unknown, host: string): Failure {
  if (error instanceof Failure) return error;
  const { code, message } = deepest(error);
  const known = connectionSentences.find(({ codes }) => codes.includes(code ?? ""));
  if (!known) return new Failure(`the connection to ${host} broke (${code ?? message})`, "backOff");
  return new known.kind(known.says(host), "backOff");
}

type ConnectionSentence = {
  readonly codes: readonly string[];
  readonly kind: typeof Failure;
  readonly says: Sentence;
};

const connectionSentences: readonly ConnectionSentence[] = [
  {
    codes: ["ENOTFOUND", "EAI_AGAIN"],
    kind: Unreachable,
    says: (host) => `${host} is not known here: is this machine online, or does it need HTTPS_PROXY?`,
  },
  { codes: ["ECONNREFUSED"], kind: Unreachable, says: (host) => `${host} accepts no connection` },
  {
    codes: ["UND_ERR_BODY_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"],
    kind: Failure,
    says: (host) => `${host} has stopped sending`,
  },
  {
    codes: [
      "CERT_HAS_EXPIRED",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
    ],
    kind: Unreachable,
    says: (host) => `the certificate of ${host} is not trusted: a proxy's can be named in NODE_EXTRA_CA_CERTS`,
  },
];

/** Libraries wrap what the system said. */
function deepest(error: unknown): { readonly code?: string; readonly message: string } {
  const { cause, errors, code, message } = (error ?? {}) as Partial<NodeJS.ErrnoException & AggregateError>;
  const inner = cause ?? errors?.[0];
  if (inner) return deepest(inner);
  return { ...(code && { code }), message: message ?? String(error) };
}
