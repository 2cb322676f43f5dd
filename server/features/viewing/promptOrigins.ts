import type { Generation, LoadedModel } from "../../../models/engine.ts";
import { familyNamed } from "../../../models/families.ts";
import { type InfillParts, infillPrompt, inOneHole } from "../../../models/family.ts";
import { type PieceOrigin, type PromptPiece, piecesOf } from "../../../models/promptPieces.ts";
import { asComments } from "../../context/additions.ts";
import { additionCommentOf, type CompletionContext } from "../../context/complete.ts";
import { shownPiece } from "../../context/report.ts";
import type { Snippet } from "../../context/snippet.ts";
import { withLineFeeds } from "../../text/lines.ts";

/** A text of which a prompt is made, and where it is from. */
type Part = { readonly text: string; readonly from: PieceOrigin };

/** No text of a prompt holds this sign: files with it are no text. */
const sign = "\u0000";
const mark = new RegExp(`${sign}(\\d+)${sign}`, "g");

/**
 * A prompt in its pieces, with what each text is: a snippet, or a part of the cursor's file. Families put texts together
 * in ways of their own, so each is asked for its prompt again with marks in the place of the texts.
 */
export function promptOrigins(
  { parts, layout }: Pick<CompletionContext, "parts" | "layout">,
  model: Pick<LoadedModel, "family" | "remote" | "charactersPerToken">,
  generation: Pick<Generation, "segmentTokens">,
): readonly PromptPiece[] {
  const family = familyNamed(model.family ?? "");
  if (!family) return [];
  const asked = (given: InfillParts) => infillPrompt(family, model.remote ? inOneHole(given) : given);
  const pieces = piecesOf(asked(parts), generation);
  const { marked, known } = markedParts(parts, layout, model.charactersPerToken);
  const plan = piecesOf(asked(marked), generation);
  return pieces.flatMap((piece, i) => {
    const planned = plan[i];
    if ("special" in piece || !planned || "special" in planned) return [piece];
    return divided(piece, planned.text, known) ?? [piece];
  });
}

/** The parts of a prompt with marks in the place of texts, and the texts by their number. */
function markedParts(
  parts: CompletionContext["parts"],
  layout: CompletionContext["layout"],
  charactersPerToken: number,
): { readonly marked: CompletionContext["parts"]; readonly known: readonly Part[] } {
  const known: Part[] = [];
  const markFor = (text: string, from: PieceOrigin) => {
    if (text === "") return "";
    known.push({ text, from });
    return `${sign}${known.length - 1}${sign}`;
  };
  const ofSnippet = (snippet: Snippet): PieceOrigin => {
    const { source, path, startLine, endLine, score, terms, reason } = shownPiece(snippet, charactersPerToken);
    return { source, path, snippet: { startLine, endLine, score, terms: { ...terms }, reason } };
  };
  const own = (source: string): PieceOrigin => ({ source, path: parts.path });
  const comment = additionCommentOf(layout);
  const additions = layout.additions.map((addition) => ({
    text: withLineFeeds(asComments([addition], comment)),
    from: ofSnippet(addition),
  }));
  const behind = additions.reduce((sum, { text }) => sum + text.length, 0);
  const after = parts.after.slice(0, parts.after.length - behind);
  const marked = {
    ...parts,
    context: parts.context.map(({ path, text }, i) => {
      const snippet = layout.snippets[i];
      return { path, text: snippet ? markFor(text, ofSnippet(snippet)) : text };
    }),
    before: markFor(parts.before, own("before")),
    after: markFor(after, own("after")) + additions.map(({ text, from }) => markFor(text, from)).join(""),
    typed: markFor(parts.typed, own("typed")),
    begun: markFor(parts.begun, own("typed")),
  };
  return { marked, known };
}

/**
 * A text in pieces by their origin; what a family writes between two belongs to the one that follows. Undefined where
 * the plan is not this text's.
 */
function divided(
  piece: PromptPiece & { readonly text: string },
  plan: string,
  known: readonly Part[],
): readonly PromptPiece[] | undefined {
  const found: Part[] = [];
  let at = 0;
  for (const { 0: all, 1: number, index } of plan.matchAll(mark)) {
    const part = known[Number(number)];
    if (!part) return undefined;
    found.push({ text: plan.slice(at, index) + part.text, from: part.from });
    at = index + all.length;
  }
  const last = found.pop();
  if (!last) return undefined;
  found.push({ ...last, text: last.text + plan.slice(at) });
  if (found.map(({ text }) => text).join("") !== piece.text) return undefined;
  const tokens = shares(
    piece.tokens,
    found.map(({ text }) => text.length),
  );
  return found.map((part, i) => ({ ...part, tokens: tokens[i] ?? null }));
}

/** Tokens that were counted together, by the lengths of the texts; their sum stays. */
function shares(tokens: number | null, lengths: readonly number[]): readonly (number | null)[] {
  if (tokens === null) return lengths.map(() => null);
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let [passed, given] = [0, 0];
  return lengths.map((length) => {
    passed += length;
    const upToHere = Math.round((tokens * passed) / whole);
    const own = upToHere - given;
    given = upToHere;
    return own;
  });
}
