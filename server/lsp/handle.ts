import {
  type CancellationToken,
  CancellationTokenSource,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { errorText } from "../../base/errorText.ts";
import type { Log } from "../../base/log.ts";
import { within } from "../../base/within.ts";

/** One LSP request as a function, given what it may use. Null is the protocol's "nothing". */
export type Handler<S, P, R> = (session: S, params: P, token: CancellationToken) => Promise<R | null>;

export type Lifecycle = "starting" | "running" | "shutDown";

/** The boundary needs this of the server it stands in. */
type Host<S> = {
  readonly lifecycle: () => Lifecycle;
  readonly session: () => S;
  readonly log: Log;
};

/**
 * The boundary between the protocol and the features: every request gets one answer. An error is logged and answered
 * once, and the server lives on. A newer request for the same document answers the older one with null. Editors neither
 * cancel stale requests nor look whether an answer is stale.
 */
export function handle<S, P extends { textDocument: { uri: string } }, R>(
  host: Host<S>,
  name: string,
  feature: Handler<S, P, R>,
) {
  const latest = new Map<string, CancellationTokenSource>();
  return async (params: P, cancelled: CancellationToken): Promise<R | null | ResponseError<void>> => {
    const refused = refusal(host.lifecycle());
    if (refused) return refused;
    const uri = params?.textDocument?.uri;
    if (typeof uri !== "string") return new ResponseError(ErrorCodes.InvalidParams, `${name} needs a textDocument`);

    latest.get(uri)?.cancel();
    const own = new CancellationTokenSource();
    latest.set(uri, own);
    const forward = cancelled.onCancellationRequested(() => own.cancel());
    const startedMs = performance.now();
    try {
      const answer = (await within(feature(host.session(), params, own.token), { token: own.token })) ?? null;
      const how = own.token.isCancellationRequested ? "cancelled" : answer === null ? "nothing" : "answered";
      host.log.debug(`${name} ${how} after ${Math.round(performance.now() - startedMs)} ms`);
      if (cancelled.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      return answer;
    } catch (error) {
      host.log.error(`${name} failed: ${errorText(error)}`);
      return new ResponseError(ErrorCodes.InternalError, `${name} failed; the log says more`);
    } finally {
      forward.dispose();
      if (latest.get(uri) === own) latest.delete(uri);
    }
  };
}

/** The same boundary for notifications, which have no answer: what cannot be used is logged and ignored. */
export function notified<P>(log: Log, name: string, run: (params: P) => void) {
  return (params: P): void => {
    try {
      run(params);
    } catch (error) {
      log.error(`${name} was ignored: ${error instanceof InvalidParams ? error.message : errorText(error)}`);
    }
  };
}

/** The client sent what the protocol does not allow; the message says what. */
export class InvalidParams extends Error {}

/** The protocol's answer to requests outside `initialize` ... `shutdown`. */
export function refusal(lifecycle: Lifecycle): ResponseError<void> | undefined {
  if (lifecycle === "starting") return new ResponseError(ErrorCodes.ServerNotInitialized, "initialize comes first");
  if (lifecycle === "shutDown") return new ResponseError(ErrorCodes.InvalidRequest, "the server was shut down");
  return undefined;
}
