import {
  type LlamaContextSequence,
  LlamaGrammarEvaluationState,
  type LlamaModel,
  type Token as LlamaToken,
  type SequenceEvaluateOptions,
  TokenBias,
} from "node-llama-cpp";
import { elementAt } from "../../base/at.ts";
import { llamaToken, llamaTokens } from "./llamaVocabulary.ts";
import type { Grammar, Prediction, Sequence } from "./sequence.ts";
import type { Token } from "./vocabulary.ts";

/** No context is so long, so that no two draws have a seed in common. */
const seedsPerDraw = 1_000_003;

/** One of a context's KV caches. */
export function sequenceOf(llama: LlamaContextSequence): Sequence {
  return {
    commonPrefix: (tokens) => {
      const held = llama.contextTokens;
      const differs = tokens.findIndex((token, index) => token !== held[index]);
      return differs < 0 ? tokens.length : differs;
    },
    // No shifting: a shifted cache is not what a fresh evaluation gives, and only a common prefix is sure.
    keepPrefixOf: async (tokens) => {
      await llama.adaptStateToTokens(llamaTokens(tokens), false);
      return llama.nextTokenIndex;
    },
    evaluate: (tokens) => llama.evaluateWithoutGeneratingNewTokens(llamaTokens(tokens)),
    next: async (token, temperature, { allowed, grammar, draw = 0 } = {}) => {
      // The seed follows the place, or every token of an answer would be drawn alike. The same prompt gives the same
      // answer again, unless another draw is wanted.
      const seed = llama.nextTokenIndex + draw * seedsPerDraw;
      const options = { temperature, seed, ...biasedTo(llama.model, allowed) };
      if (grammar) {
        const grammarEvaluationState = await grammarState(llama.model, grammar);
        return lawful(llama, llamaToken(token), { ...options, grammarEvaluationState, yieldEogToken: true });
      }
      return elementAt(await predictions(llama, [token], () => options), 0);
    },
    verify: (tokens, allowed = []) =>
      predictions(llama, tokens, (index) => ({ temperature: 0, ...biasedTo(llama.model, allowed[index]) })),
  };
}

/** The predictions behind each of the tokens, which are evaluated in one go; options are of each token's number. */
async function predictions(
  llama: LlamaContextSequence,
  tokens: readonly Token[],
  options: (index: number) => SequenceEvaluateOptions,
): Promise<Prediction[]> {
  const outputs = await llama.controlledEvaluate(
    tokens.map((token, index) => [
      llamaToken(token),
      { generateNext: { token: true, totalLogitWeight: true, options: options(index) } },
    ]),
  );
  return outputs.map((output) => {
    const { token, totalLogitWeight = Number.NaN } = output?.next ?? {};
    if (typeof token !== "number") throw new Error("the model predicts no token");
    // The weights are relative to the likeliest token's.
    return { token, probability: 1 / totalLogitWeight };
  });
}

/**
 * The next token of an answer that obeys a grammar. Only this way of asking knows grammars. It does not say how likely
 * the token was: the grammar chose as well as the model.
 */
async function lawful(
  llama: LlamaContextSequence,
  token: LlamaToken,
  options: SequenceEvaluateOptions,
): Promise<Prediction> {
  for await (const next of llama.evaluate([token], options)) return { token: next, probability: 1 };
  throw new Error("the model predicts no token");
}

const grammarStates = new WeakMap<Grammar, LlamaGrammarEvaluationState>();

async function grammarState(model: LlamaModel, grammar: Grammar): Promise<LlamaGrammarEvaluationState> {
  const known = grammarStates.get(grammar);
  if (known) return known;
  const state = new LlamaGrammarEvaluationState({
    model,
    grammar: await model.llama.createGrammar({ grammar: grammar.gbnf }),
  });
  grammarStates.set(grammar, state);
  return state;
}

/** Far above what any logit reaches: only these tokens can be chosen, in the model's own order among them. */
const allowedBias = 1000;

function biasedTo(
  model: LlamaModel,
  allowed: readonly Token[] | undefined,
): Pick<SequenceEvaluateOptions, "tokenBias"> {
  if (!allowed) return {};
  const bias = new TokenBias(model.tokenizer);
  for (const token of allowed) bias.set(llamaToken(token), { logit: allowedBias });
  return { tokenBias: bias };
}
