import type { Diagnostic, Range } from "vscode-languageserver";
import { isRange } from "./fromLsp.ts";
import { InvalidParams } from "./handle.ts";

/** The argument of `hearth.act`, which the menu's items carry. */
export type ActRequest = {
  readonly action: string;
  /** As the menu showed it. */
  readonly title: string;
  /** Which of the action's offers, where there may be several. */
  readonly key?: string;
  readonly uri: string;
  /** The version of the text that it was offered for. */
  readonly version: number;
  readonly range: Range;
  /** True if the model for hard tasks is to do it. */
  readonly big?: boolean;
  /** First of all the one that the offer is about. */
  readonly diagnostics: readonly Diagnostic[];
};

/** Throws InvalidParams: a user's own key binding may run the command with anything. */
export function actRequest(argument: unknown): ActRequest {
  const request = (argument ?? {}) as Partial<ActRequest>;
  const { action, title, key = "", uri, version, range, diagnostics } = request;
  const isTexts = [action, title, key, uri].every((text) => typeof text === "string");
  if (!isTexts || typeof version !== "number" || !isRange(range) || !Array.isArray(diagnostics)) {
    throw new InvalidParams("hearth.act needs the argument that textDocument/codeAction gives it");
  }
  return request as ActRequest;
}
