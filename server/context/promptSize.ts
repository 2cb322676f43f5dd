/** How large a completion prompt may be, and how often its snippets may be chosen anew while somebody types. */
type PromptSize = { readonly promptTokens: number; readonly rerankLines: number };

/** Reading the prompt may keep somebody waiting this long. */
const patienceSeconds = 0.25;

/** More is read in no time by no machine that runs beside an editor. */
const maxPromptTokens = 8192;

/** Where the reading speed allows less than this, what is read once must stay. */
const slowPromptTokens = 1024;

/** The prompt stays readable for a reader this many times slower than patience asks: most of it is read already. */
const reuse = 4;

/** From the model's context, the tokens it is to write, and the measured reading speed. */
export function promptSize(contextTokens: number, answerTokens: number, tokensPerSecond: number): PromptSize {
  const room = Math.max(0, contextTokens - answerTokens);
  const quick = patienceSeconds * tokensPerSecond;
  if (quick >= 1000) return { promptTokens: Math.min(room, maxPromptTokens, reuse * quick), rerankLines: 1 };
  if (quick >= 250) return { promptTokens: Math.min(room, reuse * Math.floor(quick)), rerankLines: 4 };
  return { promptTokens: Math.min(room, slowPromptTokens), rerankLines: Number.POSITIVE_INFINITY };
}
