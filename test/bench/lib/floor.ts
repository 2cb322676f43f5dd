import type { OpenModel } from "../../../models/host/llama.ts";
import type { GenerationFigures } from "../../../models/local/protocol.ts";

export type Cost = { readonly ms: number; readonly cpuMs: number };

/** What a machine needs at least for a request: to evaluate as many tokens after as many others, with nothing around it. */
export async function floorOf(model: OpenModel, figures: GenerationFigures): Promise<Cost> {
  const { reusedTokens, evaluatedTokens, generatedTokens, end } = figures;
  // The end of an answer is predicted too.
  const predictedTokens = end === "stop" ? generatedTokens + 1 : generatedTokens;
  const [sequence] = model.editSequences;
  if (!sequence) throw new Error("a model without a sequence");
  const code = model.vocabulary.tokenize("const total = values.reduce((sum, each) => sum + each.price, 0);\n");
  const tokens = Array.from(
    { length: reusedTokens + evaluatedTokens },
    (_, index) => code[index % code.length] as number,
  );
  const held = await sequence.keepPrefixOf(tokens.slice(0, reusedTokens));
  if (held < reusedTokens) await sequence.evaluate(tokens.slice(held, reusedTokens));
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const rest = tokens.slice(reusedTokens, -1);
  if (rest.length > 0) await sequence.evaluate(rest);
  let token = tokens.at(-1) as number;
  for (let step = 0; step < predictedTokens; step++) token = (await sequence.next(token, 0)).token;
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - startedMs, cpuMs: (user + system) / 1000 };
}
