import type { Range } from "vscode-languageserver";
import { fieldsOf } from "../../base/json.ts";
import { isRange } from "./fromLsp.ts";

/**
 * The argument of `hearth.explain` and `hearth.explainAgain`: a place in an open document, or code selected there.
 * With `problem`, what a compiler or linter says about it, that is explained.
 */
export type ExplainRequest = {
  readonly uri: string;
  readonly range: Range;
  readonly problem?: string;
};

/**
 * The request as it came from outside. It may give a position in the place of a range. Undefined if it is not as it has
 * to be.
 */
export function explainRequest(argument: unknown): ExplainRequest | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const { uri, position, problem, ...place } = fieldsOf(argument);
  const range = place.range ?? { start: position, end: position };
  if (typeof uri !== "string" || !isRange(range)) return undefined;
  return { uri, range, ...(typeof problem === "string" ? { problem } : {}) };
}
