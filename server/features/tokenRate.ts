import type { OnText } from "../../models/engine.ts";
import type { Step } from "../lsp/progress.ts";

/** An editor's status line is not written more often. */
const everyMs = 250;

/**
 * Shows how an answer comes: tokens so far and per second, as a share of about as many as are expected. Text comes
 * token by token; where it does not, as from some remote models, it is pieces that are counted.
 */
export function tokenRate(show: (step: Step) => void, expectedTokens: number): OnText {
  let tokens = 0;
  let firstMs = 0;
  let shownMs = 0;
  return () => {
    const nowMs = performance.now();
    if (tokens++ === 0) firstMs = nowMs;
    if (tokens < 2 || nowMs - shownMs < everyMs) return;
    shownMs = nowMs;
    const perSecond = ((tokens - 1) * 1000) / Math.max(1, nowMs - firstMs);
    show({
      share: Math.min(0.99, tokens / expectedTokens),
      message: `${tokens} tokens, ${perSecond.toFixed(perSecond < 10 ? 1 : 0)} per second`,
    });
  };
}
