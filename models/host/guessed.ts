import { lastOf } from "../../base/at.ts";
import type { Prediction, Sequence } from "./sequence.ts";
import type { ExpectedAnswer, Guesser } from "./speculation.ts";
import type { Token } from "./vocabulary.ts";

/** What is known of an answer before it is there. */
type Foreknowledge = {
  readonly expected?: ExpectedAnswer | undefined;
  /** The tokens that may come behind a draft; undefined where all may. */
  readonly allowedBehind?: (draft: readonly Token[]) => readonly Token[] | undefined;
};

/**
 * The tokens that most likely follow these, of which all but the last are in the cache. They are one token, or as many
 * as the guesser was right about and one more. The cache then holds all but the last of them.
 */
export async function guessed(
  sequence: Sequence,
  tokens: readonly Token[],
  mostTokens: number,
  guesser: Guesser,
  { expected, allowedBehind = () => undefined }: Foreknowledge = {},
): Promise<readonly Prediction[]> {
  const startedMs = performance.now();
  const last = lastOf(tokens);
  const draft = guesser.draft(tokens, mostTokens - 1, expected);
  const allowed = [last, ...draft].map((_, index) => allowedBehind(draft.slice(0, index)));
  const predictions =
    draft.length === 0
      ? [await sequence.next(last, 0, { allowed: allowed[0] })]
      : await sequence.verify([last, ...draft], allowed);
  const wrongAt = draft.findIndex((token, index) => token !== predictions[index]?.token);
  const right = wrongAt < 0 ? draft.length : wrongAt;
  if (right < draft.length) await sequence.keepPrefixOf([...tokens, ...draft.slice(0, right)]);
  const followed = predictions.slice(0, right + 1);
  const ms = performance.now() - startedMs;
  guesser.took(
    ms,
    draft,
    followed.map(({ token }) => token),
  );
  return followed;
}
