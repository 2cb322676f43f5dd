import type { Generation } from "./engine.ts";
import type { Prompt } from "./prompt.ts";

/** A piece of a prompt: a control token or a text, and its tokens as the model counts them. */
export type PromptPiece = ({ readonly special: string } | { readonly text: string }) & {
  /** Null where a server does not say. */
  readonly tokens: number | null;
  /** Where a text is from; undefined where that is not asked, and for what is a family's own. */
  readonly from?: PieceOrigin;
};

export type PieceOrigin = {
  /** A source of snippets, or the cursor's own file: before the cursor, behind it, or typed last. */
  readonly source: string;
  readonly path: string;
  /** Of a snippet: lines count from 1 and `endLine` is the last one. */
  readonly snippet?: {
    readonly startLine: number;
    readonly endLine: number;
    readonly score: number;
    /** The parts of the score. */
    readonly terms: Readonly<Record<string, number>>;
    readonly reason: string;
  };
};

/** The segments of a prompt as they were counted. What is begun stands last: the model spells it in its own tokens. */
export function piecesOf(
  { segments, begun = "" }: Prompt,
  { segmentTokens }: Pick<Generation, "segmentTokens">,
): readonly PromptPiece[] {
  const counted = segments.map((segment, i) => ({ ...segment, tokens: segmentTokens[i] ?? null }));
  return begun === "" ? counted : [...counted, { text: begun, tokens: null }];
}
