import type { CancellationToken } from "vscode-languageserver";
import type { ChatPrompt } from "./chat.ts";
import type { Prompt } from "./prompt.ts";

/** In this order the host serves: a person who types waits for nobody, and other programs wait for all editors. */
export const priorities = ["typing", "popup", "action", "background", "guest"] as const;
export type Priority = (typeof priorities)[number];

export type GenerateRequest = {
  /** A conversation needs a model whose `chat` is true. */
  readonly prompt: Prompt | ChatPrompt;
  readonly priority: Priority;
  /**
   * The subject of a request, such as a document. Only the newest request with one subject and one priority is served.
   */
  readonly subject: string;
  /** The limit of the answer; 0 to have the prompt read and nothing written. */
  readonly maxTokens: number;
  /** Longest time to generate in, counted from the first token. */
  readonly maxMs: number;
  /**
   * Texts that the answer may well be or begin with, the likeliest first. A local model verifies them several tokens at
   * once where that is faster. The answer is the same without them.
   */
  readonly drafts?: readonly string[];
  /** How far the answer may stray from the likeliest, 0 being not at all, the default. */
  readonly temperature?: number;
  /** Which of the answers that there are at a temperature above 0; a local model gives one number the same again. */
  readonly draw?: number;
};

/** Why the text ends where it does. */
export type GenerationEnd =
  /** The model ended it, or one of the prompt's stop tokens or texts did. */
  | "stop"
  | "maxTokens"
  | "maxMs"
  | "cancelled"
  /** A newer request of the same subject took its place. */
  | "superseded";

/** New text of an answer, and the probability of the token in it of which the model was least sure. */
export type TextPiece = { readonly text: string; readonly probability: number };

/**
 * The probability that the model gave a token of its answer, from 0 to 1. `end` is the token's end in the text, `steps`
 * how many decodes of the answer it had taken by then; a server of text does not say.
 */
export type TokenProbability = { readonly end: number; readonly probability: number; readonly steps?: number };

export type Generation = {
  readonly text: string;
  readonly end: GenerationEnd;
  /** In the order of the text; what is cheap to know: the greedy choice's share of the whole vocabulary. */
  readonly probabilities: readonly TokenProbability[];
  readonly promptTokens: number;
  /** Prompt tokens that had to be computed. */
  readonly evaluatedTokens: number;
  /** Prompt tokens that were still in the KV cache. */
  readonly reusedTokens: number;
  readonly generatedTokens: number;
  /** How fast the model reads prompts, as measured by now. */
  readonly promptTokensPerSecond: number;
  /** Tokens of each of the prompt's segments. */
  readonly segmentTokens: readonly number[];
  /** Time spent waiting for other requests. */
  readonly queuedMs: number;
  /** From the request's arrival until its prompt was read; a server of text does not say. */
  readonly readMs?: number;
  /** From the request's arrival to its first token; null when there was none. */
  readonly firstTokenMs: number | null;
  /** From the request's arrival to the end of the answer. */
  readonly totalMs: number;
};

/** The model that is loaded, as far as prompts and people need to know it. */
export type LoadedModel = {
  readonly path: string;
  /** `general.name` of the GGUF, else the file's name. */
  readonly name: string;
  /** Name of its family, see `familyNamed`; null where it is unknown and the model can only be given instructions. */
  readonly family: string | null;
  /** Its GGUF has a chat template: it can be given instructions. */
  readonly chat: boolean;
  /** For prompt and answer together. */
  readonly contextTokens: number;
  /** In UTF-16 units, measured on a sample of code; what a character budget is estimated with. */
  readonly charactersPerToken: number;
  /** "cuda", "vulkan", "metal", or false when everything runs on the CPU. */
  readonly gpu: string | false;
  /** How many of all layers the GPU has. */
  readonly gpuLayers: number;
  readonly totalLayers: number;
  readonly threads: number;
  /** What its weights take, without caches; undefined where a server answers. */
  readonly weightBytes?: number;
  /** An estimate of what it takes with its caches. */
  readonly memoryBytes: { readonly ram: number; readonly vram: number };
  /** Where memory was short: one sentence that says what was given up. */
  readonly compromise: string | null;
  /** Set where there is no model: what stands in the workspace is all that is suggested. */
  readonly isMemory?: true;
  /** Set where a server answers in the place of a local model. */
  readonly remote?: RemoteServed;
};

/** A server that answers in the place of a local model. */
type RemoteServed = {
  readonly name: string;
  readonly host: string;
  /** It runs on this machine: what it is asked costs nothing and leaves nowhere. */
  readonly isLoopback: boolean;
  /** A part of a sentence that says what it is sent. */
  readonly sends: string;
  /** What was found out about it, in sentences without their ends. */
  readonly notes?: readonly string[];
};

export type EngineStatus =
  | { readonly state: "off" }
  | { readonly state: "starting" }
  /** `progress` from 0 to 1. */
  | { readonly state: "loading"; readonly progress: number }
  | { readonly state: "ready"; readonly model: LoadedModel }
  /** One sentence that says what is wrong and what to do. */
  | {
      readonly state: "failed";
      readonly message: string;
      /** Nothing is wrong with the model, but it does not fit into memory beside the others. */
      readonly noRoom?: true;
    };

/** Hears an answer as it comes, see `TextPiece`. */
export type OnText = (text: string, probability: number) => void;

/** Whatever answers prompts. */
export interface Engine {
  readonly status: EngineStatus;
  /** Calls back on each change of `status`; the returned function ends that. */
  onStatus(listener: (status: EngineStatus) => void): () => void;
  /** Makes the engine ready, without waiting for it. Harmless when it is. Only one that cannot be started stays off. */
  start(): void;
  /**
   * Continues a prompt. `onText` gets the new text as it comes, and the probability of its least likely token.
   * Cancelling is no error: the answer is what there was by then.
   * Throws EngineUnavailable, or PromptTooLong.
   */
  generate(request: GenerateRequest, onText: OnText, token: CancellationToken): Promise<Generation>;
  /** Lets go of whatever answers; nothing can be asked afterwards. */
  dispose(): void;
}

/** There is no model to answer now; the message says why in one sentence. */
export class EngineUnavailable extends Error {}

/** The prompt does not fit into the model's context beside the answer it asks for. */
export class PromptTooLong extends Error {
  readonly promptTokens: number;
  readonly limitTokens: number;

  constructor(promptTokens: number, limitTokens: number) {
    super(`the prompt has ${promptTokens} tokens, the model has room for ${limitTokens}`);
    this.promptTokens = promptTokens;
    this.limitTokens = limitTokens;
  }
}
