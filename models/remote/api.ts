import type { GenerateRequest, GenerationEnd } from "../engine.ts";
import type { ModelFamily } from "../family.ts";

/** A server's account of its model, or what has to be assumed. */
export type RemoteModel = {
  readonly name: string;
  /** How it fills holes; null where it only chats. */
  readonly family: ModelFamily | null;
  readonly contextTokens: number;
  readonly charactersPerToken: number;
  /** What else was found out, in sentences without their ends. */
  readonly notes?: readonly string[];
};

/** A request for an answer in events. */
export type Call = {
  readonly path: string;
  readonly body: object;
  /** Where the answer ends even if the server goes on. */
  readonly stopTexts: readonly string[];
};

/** One event's part of the answer. It leaves out what the event does not speak of. */
export type Delta = {
  readonly text?: string;
  /** The probability of the least likely token in it. */
  readonly probability?: number;
  readonly end?: Extract<GenerationEnd, "stop" | "maxTokens">;
  /** The server may go on after this, but that is no part of the answer. */
  readonly isLast?: true;
  readonly promptTokens?: number;
  /** The number of those tokens that stood in a cache of the server. */
  readonly reusedTokens?: number;
  readonly generatedTokens?: number;
  readonly promptTokensPerSecond?: number;
};

/** One kind of server. Its functions throw EngineUnavailable and Refused. */
export type RemoteApi = {
  /** The headers that every request carries beside its body. `key` is the user's, if there is one. */
  readonly headers: (key: string | undefined) => Record<string, string>;
  readonly describe: (signal: AbortSignal) => Promise<RemoteModel>;
  /** Null where the server cannot do what is asked, and nothing is lost by that: reading a prompt without answering. */
  readonly call: (request: GenerateRequest, model: RemoteModel, signal: AbortSignal) => Promise<Call | null>;
  readonly read: (event: unknown) => Delta;
};

/** The assumptions about a model that does not say. */
export const assumed = { charactersPerToken: 3, contextTokens: 4096 } as const;
