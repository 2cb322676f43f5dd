import { Generator } from "../../../models/host/generator.ts";
import type { Sequence } from "../../../models/host/sequence.ts";
import { Sequences } from "../../../models/host/sequences.ts";
import type { Vocabulary } from "../../../models/host/vocabulary.ts";

/** A token is a letter's code. */
const vocabulary: Vocabulary = {
  control: new Map(),
  beginning: undefined,
  tokenize: (content) => [...content].map((letter) => letter.charCodeAt(0)),
  tokenOf: () => undefined,
  isEnd: () => false,
  detokenize: (tokens) => String.fromCharCode(...tokens),
  spellings: undefined,
};

/** A model that writes the letters of a text, over and over. */
export function writing(
  answer: string,
  probability = 0.5,
  sequence: Partial<Sequence> = {},
  steady?: number,
): Generator {
  let written = 0;
  const always: Sequence = {
    commonPrefix: () => 0,
    keepPrefixOf: async () => 0,
    evaluate: async () => {},
    verify: async () => [],
    next: async () => ({ token: answer.charCodeAt(written++ % answer.length), probability }),
    ...sequence,
  };
  return new Generator(vocabulary, new Sequences([always], async () => undefined), 1000, 128, {
    steadyTokensPerSecond: steady,
  });
}
