/** Why a server did not take a request. */
export type RefusalCause =
  | { readonly kind: "status"; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: "connection"; readonly code: string };

/** Before the second, third, ... try. */
const backOffMs = [500, 1000, 2000];
/** A server that wants to be left alone for longer is unavailable for a person at an editor. */
const longestWaitMs = 20_000;

/** Overload: 529 is Anthropic's. */
const passingStatuses = [429, 502, 503, 504, 529];
/** Nobody listened, or a connection that was kept open turned out to be closed: the request was not served. */
const passingCodes = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "UND_ERR_SOCKET"];

/**
 * The wait before a request is sent again that failed `failures` times before its first token. Undefined when it is of
 * no use. `random` from 0 to 1 spreads the clients of one server.
 */
export function retryWaitMs(refusal: RefusalCause, failures: number, random: number): number | undefined {
  const isPassing =
    refusal.kind === "status" ? passingStatuses.includes(refusal.status) : passingCodes.includes(refusal.code);
  const usual = backOffMs[failures - 1];
  if (!isPassing || usual === undefined) return undefined;
  const told = refusal.kind === "status" ? refusal.retryAfterMs : null;
  if (told !== null && told > longestWaitMs) return undefined;
  return Math.max(told ?? 0, usual * (0.75 + random / 2));
}
