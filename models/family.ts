import type { Prompt, Segment } from "./prompt.ts";

/** A piece of another file shown to the model before the current one. */
export type ContextFile = { readonly path: string; readonly text: string };

/** The parts of a fill-in-the-middle prompt, before a family gives it its order and tokens. */
export type InfillParts = {
  /** The repository's name, for families trained with one. */
  readonly repository: string;
  /** The current file, relative to its workspace folder, `/` between folders. */
  readonly path: string;
  readonly context: readonly ContextFile[];
  /** Text before the hole. */
  readonly before: string;
  /** Text after the hole. */
  readonly after: string;
  /**
   * Text already typed into the hole. Prefix-suffix-middle families put it behind the middle token,
   * where it invalidates nothing before it; the others append it to `before`.
   */
  readonly typed: string;
  /** Text behind that, which stands in no segment: see `Prompt`. */
  readonly begun?: string;
};

/** A change that its user made: whole lines with their ends, `before` being those that stood there before. */
export type EditHunk = {
  /** Relative to the workspace folder, `/` between folders. */
  readonly path: string;
  /** Zero-based, in the file as it is now. */
  readonly startLine: number;
  readonly before: string;
  readonly after: string;
};

/** The contents of a prompt for the next edit, before a family gives them its order and tokens. */
export type EditParts = {
  readonly repository: string;
  readonly path: string;
  readonly context: readonly ContextFile[];
  /** Oldest first, so that the last is what the answer follows on. */
  readonly edits: readonly EditHunk[];
  /**
   * The part of the current file that the prompt shows. Offsets are into `text`: the model may write
   * `[editStart, editEnd)` anew, and the cursor stands in it.
   */
  readonly excerpt: {
    readonly text: string;
    /** Zero-based, of the excerpt's first line in the file. */
    readonly startLine: number;
    readonly editStart: number;
    readonly editEnd: number;
    readonly cursor: number;
  };
};

/** A model's text for the place of `[start, end)` of an excerpt's text. */
export type ExcerptEdit = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Where in `text` the model puts the cursor, if it says so. */
  readonly cursor?: number;
};

/** A family's prompt for the next edit, and the reading of its answer. */
export type EditFormat = {
  /** Every control token that `prompt` may use. All must be in the model's vocabulary. */
  readonly tokens: readonly string[];
  readonly stopTokens: readonly string[];
  readonly stopTexts: readonly string[];
  /** Without the beginning-of-sequence token, as `infill`. What the answer is made to begin with stands at its end. */
  readonly prompt: (parts: EditParts) => readonly Segment[];
  /** The edit in an answer; undefined where the model wants none, or where the answer is not in the format. */
  readonly read: (answer: string, parts: EditParts) => ExcerptEdit | undefined;
};

/** A GGUF's account of itself, as far as a family is recognized by it. */
export type ModelDescription = {
  /** `general.architecture` */
  readonly architecture: string;
  /** `general.name`, else `general.basename`, else the file's name */
  readonly name: string;
  /** True if the vocabulary holds exactly this token text. */
  readonly hasToken: (text: string) => boolean;
};

/** One way of asking for the middle of a file: as trained, with the source it was read in. */
export type ModelFamily = {
  /** Also what `hearth.family` accepts. */
  readonly name: string;
  /** Model card, paper or code that defines the format. */
  readonly source: string;
  readonly order: "prefix-suffix-middle" | "suffix-prefix-middle";
  readonly matches: (model: ModelDescription) => boolean;
  /** Every control token that `infill` may use. All must be in the model's vocabulary. */
  readonly tokens: readonly string[];
  readonly stopTokens: readonly string[];
  readonly stopTexts: readonly string[];
  /** The prompt without the beginning-of-sequence token, which the host adds where the model wants one. */
  readonly infill: (parts: InfillParts) => readonly Segment[];
  /** It was trained to rewrite lines, and is not asked to fill holes. */
  readonly rewritesOnly?: true;
  /**
   * The format for models that were trained to continue a series of edits.
   */
  readonly edit?: EditFormat;
};

/**
 * The same text with the hole at the cursor, for callers that answer text with text. Nothing counts as typed into it.
 */
export function inOneHole(parts: InfillParts): InfillParts {
  return { ...parts, before: parts.before + parts.typed + (parts.begun ?? ""), typed: "", begun: "" };
}

/** The fill-in-the-middle prompt of a family. */
export function infillPrompt(family: ModelFamily, parts: InfillParts): Prompt {
  const { begun = "" } = parts;
  const prompt = { segments: family.infill(parts), stopTokens: family.stopTokens, stopTexts: family.stopTexts };
  return begun === "" ? prompt : { ...prompt, begun };
}
