import { errorMessage } from "../../base/errorText.ts";

/** How much memory the caches of a model take; the first that fits is used. */
export type ContextSize = { readonly contextTokens: number; readonly sequences: number };

/** Less than this holds no prompt worth asking. */
const smallestContextTokens = 512;

/** The sizes to try, the best first: a second document's cache is given up before the length of the prompt. */
export function contextSizes(wantedTokens: number, sequences = 2): readonly ContextSize[] {
  const sizes: ContextSize[] = sequences > 1 ? [{ contextTokens: wantedTokens, sequences }] : [];
  for (let contextTokens = wantedTokens; ; contextTokens = Math.floor(contextTokens / 2)) {
    sizes.push({ contextTokens, sequences: 1 });
    if (contextTokens / 2 < smallestContextTokens) return sizes;
  }
}

/** The numbers of layers to try to put on the GPU. "auto" is as many as fit by an estimate, which may be too many. */
export function layerCounts(wanted: number | "auto", hasGpu: boolean): readonly (number | "auto")[] {
  if (!hasGpu) return [0];
  if (wanted === "auto") return ["auto", 0];
  return [...new Set([wanted, Math.floor(wanted / 2), 0])];
}

/** Tries one after the other while they fail for want of memory; throws the last error when none is left. */
export async function firstThatFits<T, R>(
  choices: readonly T[],
  attempt: (choice: T) => Promise<R>,
  log: (message: string) => void,
): Promise<{ readonly choice: T; readonly result: R }> {
  for (const [index, choice] of choices.entries()) {
    try {
      return { choice, result: await attempt(choice) };
    } catch (error) {
      if (index === choices.length - 1 || !isWantOfMemory(error)) throw error;
      log(`${JSON.stringify(choice)} does not fit into memory: ${errorMessage(error)}`);
    }
  }
  throw new Error("there was nothing to try");
}

/** llama.cpp had no memory for a context that it could not create. All its other arguments are known to be right. */
function isWantOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const said = `${error.name} ${error.constructor.name} ${error.message}`;
  return /InsufficientMemory|out of memory|failed to (allocate|create context)|VRAM/i.test(said);
}
