import {
  type CancellationToken,
  CancellationTokenSource,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { errorText } from "../../base/errorText.ts";
import { fieldsOf } from "../../base/json.ts";
import type { Log } from "../../base/log.ts";
import { within } from "../../base/within.ts";
import { isPosition, isRange } from "./fromLsp.ts";

/** One LSP request as a function, given what it may use. Null is the protocol's "nothing". */
export type Handler<S, P, R> = (session: S, params: P, token: CancellationToken) => Promise<R | null>;

/** The boundary needs this of the server it stands in. */
type Host<S> = {
  /** What a request that comes now may use, or the answer to one that comes too early or too late. */
  readonly session: () => S | ResponseError<void>;
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
  /** What the request must name beside its document. */
  place?: "position" | "range",
) {
  const newest = new Newest();
  return async (params: P, cancelled: CancellationToken): Promise<R | null | ResponseError<void>> => {
    try {
      const session = host.session();
      if (session instanceof ResponseError) return session;
      const uri = params?.textDocument?.uri;
      if (typeof uri !== "string") return new ResponseError(ErrorCodes.InvalidParams, `${name} needs a textDocument`);
      if (place && !isPlace(place, fieldsOf(params)[place]))
        return new ResponseError(ErrorCodes.InvalidParams, `${name} needs a ${place}`);
      const startedMs = performance.now();
      const answer = await newest.run(uri, cancelled, async (token) => {
        const answer = (await within(feature(session, params, token), { token })) ?? null;
        const how = token.isCancellationRequested ? "cancelled" : answer === null ? "nothing" : "answered";
        host.log.debug(`${name} ${how} after ${Math.round(performance.now() - startedMs)} ms`);
        return answer;
      });
      if (cancelled.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      return answer;
    } catch (error) {
      host.log.error(`${name} failed: ${errorText(error)}`);
      return new ResponseError(ErrorCodes.InternalError, `${name} failed; the log says more`);
    }
  };
}

function isPlace(kind: "position" | "range", value: unknown): boolean {
  return kind === "position" ? isPosition(value) : isRange(value);
}

/** The newest request for each document. It cancels the one before it, and is cancelled with its own token too. */
class Newest {
  readonly #latest = new Map<string, CancellationTokenSource>();

  async run<T>(
    uri: string,
    cancelled: CancellationToken,
    request: (token: CancellationToken) => Promise<T>,
  ): Promise<T> {
    this.#latest.get(uri)?.cancel();
    const own = new CancellationTokenSource();
    this.#latest.set(uri, own);
    const forward = cancelled.onCancellationRequested(() => own.cancel());
    try {
      return await request(own.token);
    } finally {
      forward.dispose();
      if (this.#latest.get(uri) === own) this.#latest.delete(uri);
    }
  }
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

/** The protocol's answers to requests before `initialize` and after `shutdown`. */
export const refusals = {
  starting: new ResponseError<void>(ErrorCodes.ServerNotInitialized, "initialize comes first"),
  shutDown: new ResponseError<void>(ErrorCodes.InvalidRequest, "the server was shut down"),
} as const;
