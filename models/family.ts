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
