import type { GenerateRequest } from "../../../models/engine.ts";
import type { Config } from "../../config/config.ts";

/** How much may be generated for whoever waits. */
export type Allowance = Pick<GenerateRequest, "maxTokens" | "maxMs">;

/** A user who waits so long for ghost text has given up on it. */
const ghostTextMs = 5000;

/** The generation may go on for so long after the popup was answered. The next key takes what it has written. */
const popupMs = 2000;

export function ghostTextAllowance({ inlineCompletion }: Pick<Config, "inlineCompletion">): Allowance {
  return { maxTokens: inlineCompletion.maxTokens, maxMs: ghostTextMs };
}

export function popupAllowance({ completion }: Pick<Config, "completion">): Allowance {
  return { maxTokens: completion.maxTokens, maxMs: popupMs };
}

/** The limit of a generation that others may join: a model cannot be told later that it may write more. */
export function longestAllowance(config: Pick<Config, "inlineCompletion" | "completion">): Allowance {
  const popup = popupAllowance(config);
  return config.inlineCompletion.enabled ? larger(popup, ghostTextAllowance(config)) : popup;
}

export function larger(one: Allowance, other: Allowance): Allowance {
  return { maxTokens: Math.max(one.maxTokens, other.maxTokens), maxMs: Math.max(one.maxMs, other.maxMs) };
}
