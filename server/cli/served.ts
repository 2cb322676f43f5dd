import type { Total } from "../../models/local/totals.ts";
import type { Price } from "../config/config.ts";

/** The price of the same tokens elsewhere; undefined unless the user says what they cost there. */
export function cost({ promptTokens, generatedTokens }: Total, price: Price): number | undefined {
  const { inputPerMillion, outputPerMillion } = price;
  if (inputPerMillion === 0 && outputPerMillion === 0) return undefined;
  return (promptTokens * inputPerMillion + generatedTokens * outputPerMillion) / 1e6;
}

/**
 * "Served on this machine since 2026-11-22: 1,200 requests, 3,400,000 tokens read and 56,000 written." and the price.
 */
export function describeServed(total: Total, price: Price): string {
  const count = (number: number) => number.toLocaleString("en");
  const tokens = `${count(total.promptTokens)} tokens read and ${count(total.generatedTokens)} written`;
  const requests = `${count(total.requests)} ${total.requests === 1 ? "request" : "requests"}`;
  const served = `Served on this machine since ${total.since.slice(0, 10)}: ${requests}, ${tokens}.`;
  const amount = cost(total, price);
  if (amount === undefined) return served;
  return `${served}\nAt hearth.price they would have cost ${amount.toFixed(2)} ${price.currency} elsewhere.`;
}
