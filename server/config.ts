import { families } from "../models/families.ts";
import { addressProblem } from "../models/files/addresses.ts";
import type { HostSettings } from "../models/protocol.ts";
import { type Remotes, remotesProblem } from "../models/remote/settings.ts";
import type { OwnAction } from "./actions/own.ts";
import { modelPath } from "./modelPath.ts";

export { embeddedModel } from "./modelPath.ts";

/** Everything a user may set, under `hearth` in the editor's settings or at the top of config.json. */
export type Config = {
  /**
   * Id of a catalogue's model, path of a GGUF, "embedded" for the model that comes with Hearth, or "remote:NAME" for a
   * server of `remotes`.
   */
  readonly model: string;
  /** The model's family where its own metadata does not tell; "auto" to recognize it. */
  readonly family: string;
  /** What answers questions and edits code by instruction: "same" for that model, or another one. */
  readonly chat: { readonly model: string };
  readonly gpu: "auto" | "off" | "cuda" | "vulkan" | "metal";
  readonly gpuLayers: number | "auto";
  /** Most GPU memory the model may take, in MB. */
  readonly gpuMemoryMB: number | "auto";
  readonly contextTokens: number | "auto";
  readonly threads: number | "auto";
  /** The model leaves memory when nothing was asked of it for so long. */
  readonly idleMinutes: number;
  readonly inlineCompletion: SuggestionConfig;
  readonly completion: SuggestionConfig & {
    /** The popup is answered within this time, without our item if the model is slower. */
    readonly budgetMs: number;
  };
  readonly hover: HoverConfig;
  /** What can be done to code on demand: fix, explain, write tests and so on. */
  readonly actions: ActionConfig;
  /** Files that the model is always shown, relative to their workspace folder. */
  readonly pinned: readonly string[];
  /** Hugging Face-compatible hosts that are asked for models before Hugging Face is. */
  readonly mirrors: readonly string[];
  /** Servers that may answer in the place of a local model. Only the user's own file may name them. */
  readonly remotes: Remotes;
  /** What tokens would cost elsewhere, for `hearth status`; nothing is said of costs while both are 0. */
  readonly price: Price;
  readonly log: "error" | "info" | "debug";
};

export type SuggestionConfig = { readonly enabled: boolean; readonly maxTokens: number };

export type HoverConfig = {
  readonly enabled: boolean;
  /**
   * "auto" asks the model where a hover comes when its user wants one; where it comes by itself, what was explained
   * before is shown. "always" asks in both cases, "never" in none.
   */
  readonly explain: "auto" | "never" | "always";
  /** A hover waits so long for its explanation, then shows what there is. */
  readonly waitMs: number;
  /** Has what a hover that came by itself lies on explained while the user pauses. Costs battery. */
  readonly prefetch: boolean;
};

/** Of a million tokens that a model is sent, and of a million that it writes. */
export type Price = {
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
  readonly currency: string;
};

export type ActionConfig = {
  readonly enabled: boolean;
  /** Most tokens that an answer may have. */
  readonly maxTokens: number;
  /** Ids of actions that are not offered. */
  readonly disabled: readonly string[];
  /** The user's own. */
  readonly own: readonly OwnAction[];
  /** "remote:NAME" for a server that hard tasks can be given to on demand; "none" for no such actions. */
  readonly big: string;
};

export const defaultConfig: Config = {
  model: "embedded",
  family: "auto",
  chat: { model: "same" },
  gpu: "auto",
  gpuLayers: "auto",
  gpuMemoryMB: "auto",
  contextTokens: "auto",
  threads: "auto",
  idleMinutes: 15,
  inlineCompletion: { enabled: true, maxTokens: 96 },
  completion: { enabled: true, maxTokens: 48, budgetMs: 150 },
  // Neovim and Helix show all servers' hovers when the last has come. A model on a GPU is done within this time; one
  // on a CPU would not be within twice as long either.
  hover: { enabled: true, explain: "auto", waitMs: 2000, prefetch: false },
  actions: { enabled: true, maxTokens: 2048, disabled: [], own: [], big: "none" },
  pinned: [],
  mirrors: [],
  remotes: {},
  price: { inputPerMillion: 0, outputPerMillion: 0, currency: "USD" },
  log: "info",
};

export type ParsedConfig = {
  readonly config: Config;
  /** One sentence for each value that was not taken, and why. */
  readonly problems: readonly string[];
};

/**
 * Reads settings over `base`. What is wrong is named in `problems` and keeps its value in `base`:
 * a typing mistake in one setting must not undo the others. An editor's settings may come from a repository.
 */
export function parseConfig(
  settings: unknown,
  base: Config = defaultConfig,
  from: "editor" | "userFile" = "editor",
): ParsedConfig {
  const problems: string[] = [];
  if (settings === undefined || settings === null) return { config: base, problems };
  const config = read(from === "editor" ? shape : userShape, settings, base, "hearth", problems) as Config;
  return { config, problems };
}

/** What the engine host is started with. */
export function hostSettings(config: Config): HostSettings {
  const { family, gpu, gpuLayers, gpuMemoryMB, contextTokens, threads } = config;
  return {
    model: modelPath(config.model),
    family: family === "auto" ? null : family,
    role: "all",
    gpu,
    gpuLayers,
    gpuMemoryBytes: gpuMemoryMB === "auto" ? null : gpuMemoryMB * 1e6,
    contextTokens,
    threads,
    idleMs: config.idleMinutes * 60_000,
  };
}

/** What a second host for conversations is started with; undefined where one model does everything. */
export function chatSettings(config: Config): HostSettings | undefined {
  const settings = hostSettings(config);
  const model = config.chat.model === "same" ? settings.model : modelPath(config.chat.model);
  if (model === settings.model) return undefined;
  // The layers that were counted for one model say nothing of another, unless there are to be none.
  const gpuLayers = settings.gpuLayers === 0 ? 0 : "auto";
  return { ...settings, model, family: null, role: "chat", gpuLayers };
}

/** Tells what is wrong with a value, or undefined if it may be taken. */
type PlainCheck = (value: unknown) => string | undefined;
/** A value that may hold a key is not repeated where it is wrong. */
type Check = (value: unknown) => ReturnType<PlainCheck> | { readonly unrepeated: string };
type Shape = { readonly [key: string]: Check | Shape };

const oneOf =
  (...values: readonly string[]): PlainCheck =>
  (value) =>
    values.includes(value as string) ? undefined : `must be one of ${values.map((each) => `"${each}"`).join(", ")}`;

const boolean: PlainCheck = (value) => (typeof value === "boolean" ? undefined : "must be true or false");

const text: PlainCheck = (value) =>
  typeof value === "string" && value !== "" ? undefined : "must be a text that is not empty";

const texts: PlainCheck = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === "string") ? undefined : "must be a list of texts";

const addresses: PlainCheck = (value) => {
  const problem = texts(value);
  return problem ?? (value as string[]).map(addressProblem).find((wrong) => wrong !== undefined);
};

const ownActions: Check = (value) =>
  Array.isArray(value) && value.every(isOwnAction)
    ? undefined
    : "must be a list of {title, instruction}, each with kinds and languages, lists of texts, if need be";

function isOwnAction(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { title, instruction, kinds = [], languages = [], ...others } = value as Record<string, unknown>;
  const lists = texts(kinds) ?? texts(languages);
  return (text(title) ?? text(instruction) ?? lists) === undefined && Object.keys(others).length === 0;
}

const number =
  (smallest: number, largest: number): PlainCheck =>
  (value) =>
    typeof value === "number" && value >= smallest && value <= largest
      ? undefined
      : `must be a number from ${smallest} to ${largest}`;

const whole =
  (smallest: number, largest: number): PlainCheck =>
  (value) =>
    Number.isInteger(value) && (value as number) >= smallest && (value as number) <= largest
      ? undefined
      : `must be a whole number from ${smallest} to ${largest}`;

const servers: Check = (value) => {
  const problem = remotesProblem(value);
  return problem && { unrepeated: problem };
};

/** A repository may bring settings for its editor, and must not name who gets the user's code and runs for a key. */
const ownFileOnly: Check = () => ({ unrepeated: "may be set in the user's own config.json only" });

const remote: PlainCheck = (value) =>
  value === "none" || /^remote:./.test(String(value)) ? undefined : 'must be "none" or "remote:" and a name in remotes';

const orAuto =
  (check: PlainCheck): PlainCheck =>
  (value) => {
    const problem = value === "auto" ? undefined : check(value);
    return problem && `${problem}, or "auto"`;
  };

const shape: Shape = {
  model: text,
  family: oneOf("auto", ...families.map((family) => family.name)),
  chat: { model: text },
  gpu: oneOf("auto", "off", "cuda", "vulkan", "metal"),
  gpuLayers: orAuto(whole(0, 1000)),
  gpuMemoryMB: orAuto(whole(256, 1_000_000)),
  contextTokens: orAuto(whole(256, 131_072)),
  threads: orAuto(whole(1, 256)),
  idleMinutes: number(0.01, 1440),
  inlineCompletion: { enabled: boolean, maxTokens: whole(1, 2048) },
  completion: { enabled: boolean, maxTokens: whole(1, 2048), budgetMs: whole(10, 10_000) },
  hover: {
    enabled: boolean,
    explain: oneOf("auto", "never", "always"),
    waitMs: whole(0, 15_000),
    prefetch: boolean,
  },
  actions: { enabled: boolean, maxTokens: whole(64, 16_384), disabled: texts, own: ownActions, big: remote },
  pinned: texts,
  mirrors: addresses,
  remotes: ownFileOnly,
  price: { inputPerMillion: number(0, 1e6), outputPerMillion: number(0, 1e6), currency: text },
  log: oneOf("error", "info", "debug"),
};

const userShape: Shape = { ...shape, remotes: servers };

function read(expected: Shape, settings: unknown, base: object, path: string, problems: string[]): object {
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    problems.push(`${path} must be an object with settings, not ${JSON.stringify(settings)}`);
    return base;
  }
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(settings)) {
    const name = `${path}.${key}`;
    const check = Object.hasOwn(expected, key) ? expected[key] : undefined;
    if (check === undefined) {
      problems.push(`${name} is not a setting; there are ${Object.keys(expected).join(", ")}`);
    } else if (typeof check === "object") {
      result[key] = read(check, value, result[key] as object, name, problems);
    } else {
      const problem = check(value);
      if (problem === undefined) result[key] = value;
      else if (typeof problem === "string") problems.push(`${name} ${problem}, not ${JSON.stringify(value)}`);
      else problems.push(`${name} ${problem.unrepeated}`);
    }
  }
  return result;
}
