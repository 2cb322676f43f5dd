import { getLlama, LlamaLogLevel, type Token } from "node-llama-cpp";

/** A function from a prompt and what truly follows it to the natural logarithm of each true token's probability. */
export async function logLikelihoods(modelPath: string, contextSize: number) {
  const llama = await getLlama({ gpu: false, build: "never", progressLogs: false, logLevel: LlamaLogLevel.error });
  const model = await llama.loadModel({ modelPath });
  const context = await model.createContext({ contextSize, threads: Math.max(1, llama.cpuMathCores - 1) });
  const sequence = context.getSequence();
  return async (prompt: readonly number[], truth: readonly number[]): Promise<number[]> => {
    const tokens = [...prompt, ...truth] as Token[];
    await sequence.adaptStateToTokens(tokens.slice(0, prompt.length - 1), false);
    const input = tokens.slice(sequence.nextTokenIndex, -1).map((token, index, all) => {
      const wanted = tokens[tokens.length - all.length + index] as Token;
      if (all.length - index > truth.length) return token;
      const logits = { filter: { tokens: [wanted], includeMax: true } };
      return [token, { generateNext: { logits, totalLogitWeight: true } }] as [Token, object];
    });
    const output = await sequence.controlledEvaluate(input);
    return truth.map((wanted, index) => {
      const { logits, totalLogitWeight } = output.at(index - truth.length)?.next ?? {};
      const logit = logits?.get(wanted as Token);
      if (!logits || logit === undefined || totalLogitWeight === undefined) throw new Error("no logits came back");
      return logit - Math.max(...logits.values()) - Math.log(totalLogitWeight);
    });
  };
}
