import type { LogLevel } from "../../base/log.ts";
import type { Remotes } from "../../models/remote/settings.ts";
import { read, shape, unfolded, userShape } from "./checks.ts";
import type { TriggerMode } from "./triggerModes.ts";

/** Everything a user may set, under `hearth` in the editor's settings or at the top of config.json. */
export type Config = {
  /**
   * The id of a model of the catalogue or of another program, or the path of a GGUF. "embedded" is the model that comes with Hearth, "remote:NAME"
   * a server of `remotes`. "memory" is no model: only what stands in the workspace is suggested.
   */
  readonly model: string;
  /** The model's family where its own metadata does not tell; "auto" to recognize it. */
  readonly family: string;
  /** The model that answers questions and edits code by instruction: "same" for that model, or another one. */
  readonly chat: { readonly model: string };
  readonly gpu: "auto" | "off" | "cuda" | "vulkan" | "metal";
  readonly gpuLayers: number | "auto";
  /** Most GPU memory the model may take, in MB. */
  readonly gpuMemoryMB: number | "auto";
  readonly contextTokens: number | "auto";
  readonly threads: number | "auto";
  /** The model leaves memory when nothing was asked of it for so long. */
  readonly idleMinutes: number;
  /** Holds for ghost text, for the popup item and for next edits. */
  readonly suggestions: WhenToSuggest;
  readonly inlineCompletion: SuggestionConfig;
  readonly completion: SuggestionConfig & {
    /** The popup is answered within this time, without our item if the model is slower. */
    readonly budgetMs: number;
  };
  /** Where else a change belongs that was begun. */
  readonly nextEdits: { readonly enabled: boolean };
  readonly hover: HoverConfig;
  /** Actions on code on demand: fix, explain, write tests and so on. */
  readonly actions: ActionConfig;
  /** What another language server or a compiler says of an edit before it is made. */
  readonly verify: VerifyConfig;
  /** Files that the model is always shown, relative to their workspace folder. */
  readonly pinned: readonly string[];
  /** Hugging Face-compatible hosts that are asked for models before Hugging Face is. */
  readonly mirrors: readonly string[];
  /** Servers that may answer in the place of a local model. Only the user's own file may name them. */
  readonly remotes: Remotes;
  /** The price of tokens elsewhere, for `hearth status`; nothing is said of costs while both are 0. */
  readonly price: Price;
  /** Whether a model of this machine works while the user pauses, for what may be wanted next. "auto": not on battery. */
  readonly workAhead: "auto" | "always" | "never";
  readonly log: LogLevel;
};

type WhenToSuggest = {
  readonly triggerMode: TriggerMode;
  /** The same for single languages, by their LSP identifiers. */
  readonly languages: Readonly<Record<string, TriggerMode>>;
  /** The same for files of a folder, by globs in .gitignore's syntax. The last that fits counts, over `languages`. */
  readonly globs: Readonly<Record<string, TriggerMode>>;
  /** Nothing is suggested until nothing was typed for so long; "auto" waits only where the model is slower than keys. */
  readonly debounceMs: number | "auto";
  /** Most lines of a suggestion. */
  readonly maxLines: number | "auto";
};

type SuggestionConfig = { readonly enabled: boolean; readonly maxTokens: number };

type HoverConfig = {
  readonly enabled: boolean;
  /**
   * "auto" asks the model where a hover comes when its user wants one. Where it comes by itself, an earlier explanation
   * is shown. "always" asks in both cases, "never" in none.
   */
  readonly explain: "auto" | "never" | "always";
  /** A hover waits so long for its explanation, then shows what there is. */
  readonly waitMs: number;
  /** Has what a hover that came by itself lies on explained while the user pauses. Costs battery. */
  readonly prefetch: boolean;
};

type VerifyConfig = {
  readonly enabled: boolean;
  /** The longest that a check may take. */
  readonly maxSeconds: number;
  /** Where answers are checked: the most that the model gives to one question until one holds. */
  readonly maxAnswers: number;
  /** A program and its arguments by LSP language identifiers. Only the user's own file may name one. */
  readonly checkers: Checkers;
  /** Folders in which checkers may run, with all in them; everywhere where none is named. Of the user's own file too. */
  readonly folders: readonly string[];
};

export type Checkers = Readonly<Record<string, readonly [string, ...string[]]>>;

/** The price of a million tokens that a model is sent, and of a million that it writes. */
export type Price = {
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
  readonly currency: string;
};

type ActionConfig = {
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

/** An action that the user has written: the selection, or what is around the cursor, is changed as it says. */
export type OwnAction = {
  readonly title: string;
  /** The task of the model, in words. */
  readonly instruction: string;
  /** Code action kinds under which it is offered; `refactor.rewrite` without it. */
  readonly kinds?: readonly string[];
  /** LSP language identifiers; all without it. */
  readonly languages?: readonly string[];
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
  suggestions: { triggerMode: "automatic", languages: {}, globs: {}, debounceMs: "auto", maxLines: "auto" },
  inlineCompletion: { enabled: true, maxTokens: 96 },
  completion: { enabled: true, maxTokens: 48, budgetMs: 150 },
  nextEdits: { enabled: true },
  // Neovim and Helix show all servers' hovers when the last has come. A model on a GPU is done within this time. One on
  // a CPU would not be within twice as long either.
  hover: { enabled: true, explain: "auto", waitMs: 2000, prefetch: false },
  actions: { enabled: true, maxTokens: 2048, disabled: [], own: [], big: "none" },
  verify: { enabled: true, maxSeconds: 30, maxAnswers: 6, checkers: {}, folders: [] },
  pinned: [],
  mirrors: [],
  remotes: {},
  price: { inputPerMillion: 0, outputPerMillion: 0, currency: "USD" },
  workAhead: "auto",
  log: "info",
};

export type ParsedConfig = {
  readonly config: Config;
  /** One sentence for each value that was not taken, and why. */
  readonly problems: readonly string[];
};

/**
 * Reads settings over `base`. A wrong one is named in `problems` and keeps its value in `base`. A typing mistake in one
 * setting must not undo the others. An editor's settings may come from a repository.
 */
export function parseConfig(
  settings: unknown,
  base: Config = defaultConfig,
  from: "editor" | "userFile" = "editor",
): ParsedConfig {
  const problems: string[] = [];
  // An editor without settings says null.
  if (settings === undefined || (settings === null && from === "editor")) return { config: base, problems };
  const config = read(from === "editor" ? shape : userShape, unfolded(settings), base, "hearth", problems) as Config;
  return { config, problems };
}
