/** How large a completion prompt may be, and how much of it may be read while somebody waits. */
type PromptSize = {
  readonly promptTokens: number;
  readonly quickTokens: number;
  /** For the first prompt at a place, of which nothing is read yet. */
  readonly firstTokens: number;
};

/** Reading the prompt may keep somebody waiting this long. */
const patienceSeconds = 0.25;

/** More is read in no time by no machine that runs beside an editor. */
const maxPromptTokens = 8192;

/** A smaller prompt says too little; a slow machine reads it once, and then it must stay. */
const slowPromptTokens = 1024;

/** The prompt stays readable for a reader this many times slower than patience asks: most of it is read already. */
const reuse = 4;

/** The factor by which the first answer at a place may take longer. It has to show the lines around the cursor. */
const firstPatience = 4;
const leastFirstTokens = 256;

/** From the model's context, the tokens it is to write, and the measured reading speed. */
export function promptSize(contextTokens: number, answerTokens: number, tokensPerSecond: number): PromptSize {
  const quickTokens = Math.floor(patienceSeconds * tokensPerSecond);
  const room = Math.max(0, contextTokens - answerTokens);
  return {
    promptTokens: Math.min(room, maxPromptTokens, Math.max(slowPromptTokens, reuse * quickTokens)),
    quickTokens,
    firstTokens: Math.max(leastFirstTokens, firstPatience * quickTokens),
  };
}
