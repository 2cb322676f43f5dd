import { getLlama, type LlamaContextSequence, LlamaLogLevel, type LlamaModel, type Token } from "node-llama-cpp";
import { familyOf } from "../../models/families.ts";
import { type InfillParts, infillPrompt, type ModelFamily } from "../../models/family.ts";
import type { Segment } from "../../models/prompt.ts";

const maxAnswerTokens = 32;

/** More threads than idle cores wait for each other a hundred times longer than they work. */
const threads = 1;

export type ModelRunner = {
  readonly contextTokens: number;
  readonly tokensOf: (parts: InfillParts) => readonly Token[];
  readonly countTokens: (text: string) => number;
  /** The sum of the log-probabilities (natural) of the tokens of `truth` after the prompt. */
  readonly logLikelihood: (prompt: readonly Token[], truth: string) => Promise<number>;
  /** What the model writes, most likely token first, up to the end of the line. */
  readonly line: (prompt: readonly Token[]) => Promise<string>;
  readonly dispose: () => Promise<void>;
};

/** Loads a GGUF of a family that Hearth knows. Throws where it knows none. */
export async function openModel(path: string): Promise<ModelRunner> {
  const llama = await getLlama({ gpu: false, build: "never", progressLogs: false, logLevel: LlamaLogLevel.error });
  const model = await llama.loadModel({ modelPath: path });
  const family = familyFor(model, path);
  const context = await model.createContext({ contextSize: Math.min(model.trainContextSize, 4096), threads });
  const sequence = context.getSequence();
  return {
    contextTokens: context.contextSize,
    tokensOf: (parts) => infillPrompt(family, parts).segments.flatMap((segment) => tokenized(model, segment)),
    countTokens: (text) => model.tokenize(text).length,
    logLikelihood: (prompt, truth) => likelihood(sequence, prompt, model.tokenize(truth)),
    line: (prompt) => answer(model, sequence, prompt),
    dispose: () => llama.dispose(),
  };
}

function familyFor(model: LlamaModel, path: string): ModelFamily {
  const { general } = model.fileInfo.metadata;
  const name = general?.name ?? general?.basename ?? path;
  const hasToken = (text: string) => model.tokenize(text, true).length === 1;
  const family = familyOf({ architecture: general?.architecture ?? "", name, hasToken });
  if (!family) throw new Error(`${path} is of no family that Hearth knows`);
  return family;
}

/** Text never becomes a control token, as in the product. */
function tokenized(model: LlamaModel, segment: Segment): readonly Token[] {
  return "special" in segment ? model.tokenize(segment.special, true) : model.tokenize(segment.text);
}

async function likelihood(
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  truth: readonly Token[],
): Promise<number> {
  await keepPrefix(sequence, prompt.slice(0, -1));
  const asked = [prompt.at(-1) as Token, ...truth].slice(0, -1);
  const results = await sequence.controlledEvaluate(asked.map((token) => [token, { generateNext: everyProbability }]));
  return results.reduce((sum, result, i) => sum + logProbability(result?.next.probabilities, truth[i] as Token), 0);
}

/** As the model gives them: a sampler would leave out the unlikely tokens. */
const everyProbability = { probabilities: true, options: { temperature: 1, topK: 0, topP: 1, minP: 0 } };

function logProbability(probabilities: ReadonlyMap<Token, number> | undefined, token: Token): number {
  const probability = probabilities?.get(token);
  if (probability === undefined) throw new Error("the model gave no probability");
  return Math.log(probability);
}

async function answer(model: LlamaModel, sequence: LlamaContextSequence, prompt: readonly Token[]): Promise<string> {
  await keepPrefix(sequence, prompt.slice(0, -1));
  const tokens: Token[] = [];
  for await (const token of sequence.evaluate([prompt.at(-1) as Token], { temperature: 0 })) {
    tokens.push(token);
    const text = model.detokenize(tokens);
    const end = text.indexOf("\n");
    if (end >= 0) return text.slice(0, end);
    if (tokens.length === maxAnswerTokens) break;
  }
  return model.detokenize(tokens);
}

/** Leaves exactly these tokens in the sequence, reading again only what differs. */
async function keepPrefix(sequence: LlamaContextSequence, tokens: readonly Token[]): Promise<void> {
  await sequence.adaptStateToTokens([...tokens], false);
  await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(sequence.nextTokenIndex));
}
