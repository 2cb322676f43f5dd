import { LSPErrorCodes } from "vscode-languageserver";
import type { Log } from "../../base/log.ts";
import { within } from "../../base/within.ts";
import { type Frame, frame, requestId } from "./frame.ts";
import type { Shared } from "./merges.ts";
import { asked, type Peer } from "./peer.ts";

/** With these an editor knows better than we do what follows. */
const editorsOwn: readonly number[] = [
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ContentModified,
  LSPErrorCodes.ServerCancelled,
];

/**
 * The answer of both to the editor. The other server is waited for as long as the editor itself waits: its answer is
 * never dropped. Ours is waited for within our budget, and left out of what comes sooner. An answer that we have
 * nothing to add to stays as it came, byte for byte.
 */
export async function sharedAnswer(
  request: Frame,
  { patienceMs, merge }: Shared,
  ours: Peer,
  theirs: Peer | undefined,
  log: Log,
): Promise<Frame> {
  const deadlineMs = performance.now() + patienceMs;
  const ourAnswer = asked(ours, request);
  const theirAnswer = theirs && (await asked(theirs, request));
  const answer = theirAnswer ? await within(ourAnswer, { ms: deadlineMs - performance.now() }) : await ourAnswer;
  const { id, method } = request.message;
  if (!answer) {
    ours.tell(frame({ method: "$/cancelRequest", params: { id } }));
    log.info(`${method}: ours came too late`);
    return theirAnswer as Frame;
  }
  const { result } = answer.message;
  if (result === null || result === undefined) return theirAnswer ?? answer;
  const { error } = theirAnswer?.message ?? {};
  if (theirAnswer && error && editorsOwn.includes(error.code)) return theirAnswer;
  if (error) log.error(`${method}: the other server failed: ${error.message}`);
  return frame({
    id: requestId(request),
    result: merge((theirAnswer?.message.result ?? null) as never, result as never),
  });
}
