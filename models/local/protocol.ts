/** The conversation between a server and the engine host: JSON-RPC over a private socket. */
import { NotificationType, ProgressType, RequestType, RequestType0 } from "vscode-languageserver/node";
import type { EngineStatus, GenerateRequest, Generation, TextPiece } from "../engine.ts";
import type { RequestRecord } from "../requestRecord.ts";
import type { ClientTraces } from "../trace.ts";

/** Part of the socket's name: a server never meets a host that speaks another version. */
export const protocolVersion = 7;

/** A host is started with these settings, and they tell hosts apart. */
export type HostSettings = {
  /** Absolute path of the GGUF. */
  readonly model: string;
  /** Name of the family, where the user overrides what the model's metadata says. */
  readonly family: string | null;
  /**
   * "chat" is a second model, for conversations only. It has one cache, and is loaded only where it fits beside the
   * models that are in use. "all" is whatever the model can do, with less context where memory is short.
   */
  readonly role: "all" | "chat";
  readonly gpu: "auto" | "off" | "cuda" | "vulkan" | "metal";
  readonly gpuLayers: number | "auto";
  /** Most GPU memory to use where layers are counted automatically; null for all but a reserve. */
  readonly gpuMemoryBytes: number | null;
  readonly contextTokens: number | "auto";
  readonly threads: number | "auto";
  /** The host leaves when nothing was asked of it for so long. */
  readonly idleMs: number;
  /** Set where quality is measured: see `HEARTH_STEADY_TOKENS_PER_SECOND` in the host. */
  readonly steadyTokensPerSecond?: number | undefined;
};

/** Exit code of a host that found no place for its socket. */
export const cannotListen = 3;

/** Whoever speaks: a name for people, such as the editor's, and the process. */
export type Hello = { readonly name: string; readonly pid: number };

/** Introduces a client to the host and the host to it. Answered at once, also while the model is loading. */
export const helloRequest = new RequestType<Hello, { readonly pid: number; readonly status: EngineStatus }, void>(
  "hearth/hello",
);

/** Answered at once by every host that is alive. */
export const pingRequest = new RequestType0<void, void>("hearth/ping");

/** Host to client, on every change. */
export const statusChanged = new NotificationType<EngineStatus>("hearth/status");

/**
 * Host to client, before it leaves because it was idle or was told to. That is no crash, and no reason to restart it.
 */
export const leaving = new NotificationType<{ readonly reason: string }>("hearth/leaving");

/** `stream` names the progress under which the text is sent as it comes. */
export type GenerateParams = GenerateRequest & { readonly stream: string };
export const generateRequest = new RequestType<GenerateParams, Generation, PromptTooLongData>("hearth/generate");

/** New text of a running `generateRequest`, sent under its `stream` token. */
export const generatedText = new ProgressType<TextPiece>();

/** Error code and data of a prompt that does not fit. */
export const promptTooLongCode = -33001;
export type PromptTooLongData = { readonly promptTokens: number; readonly limitTokens: number };

/** Error code of a request that came before the model was ready, or after it failed. */
export const notReadyCode = -33002;

/** A client's counts, by name: suggestions shown and accepted, silences by reason. */
export type Counts = Readonly<Record<string, number>>;

/** Host to client, when somebody asks the host for its report. */
export const countsRequest = new RequestType0<Counts, void>("hearth/counts");

/** The cost of a generation, without anything of what was said. */
export type GenerationFigures = Omit<Generation, "text" | "probabilities" | "segmentTokens">;

/** A host's report on itself. Tokens and requests count from its start. */
export type HostReport = {
  readonly pid: number;
  /** Hearth's. */
  readonly version: string;
  /** Absolute path of its GGUF. */
  readonly model: string;
  readonly role: HostSettings["role"];
  readonly status: EngineStatus;
  readonly rssBytes: number;
  readonly vramBytes: number;
  /** Time that processors have spent on it. */
  readonly cpuMs: number;
  readonly clients: readonly { readonly name: string; readonly pid: number; readonly counts: Counts }[];
  readonly requests: number;
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly generatedTokens: number;
  /** The newest generation that somebody waited for. Its text stays with its client. */
  readonly last: GenerationFigures | null;
  /** Since it was started. */
  readonly upMs: number;
  /** Since anything was asked of it. */
  readonly idleMs: number;
};

/** Answered also while the model is loading or busy. */
export const reportRequest = new RequestType0<HostReport, void>("hearth/report");

/** Ends the host. Answered before it leaves. */
export const stopRequest = new RequestType0<void, void>("hearth/stop");

/** A server's report on itself, for those who view it. */
export type EditorReport = {
  /** The editor's, as hosts know it. */
  readonly name: string;
  readonly pid: number;
  /** By their names. */
  readonly folders: readonly string[];
  readonly completion: EngineStatus;
  readonly counts: Counts;
  /** Changes of documents, most of which are a key. */
  readonly keys: number;
  readonly rssBytes: number;
};

/** The following are asked of a server, on a socket of its own, by `hearth trace` and `hearth view`. */
export const editorReportRequest = new RequestType0<EditorReport, void>("hearth/editor");

/** Where the time of its last requests went. */
export const tracesRequest = new RequestType0<ClientTraces, void>("hearth/traces");

/** From now on until the connection ends the server tells how it came to each answer. Before that it keeps none of it. */
export const watchRequest = new RequestType0<Hello, void>("hearth/watch");
export const answeredNotification = new NotificationType<RequestRecord>("hearth/answered");
