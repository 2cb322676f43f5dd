import type { Timeline } from "../generation/timeline.ts";
import type { Session } from "../session.ts";
import { errorsReported } from "./errorsReported.ts";
import type { ErrorInDocument, NextEdits, NextEditsWanted, NextSilence } from "./nextEditing.ts";

export const noNextEdits: NextSilence = { silence: "Next edits are switched off: hearth.nextEdits.enabled is false." };

/**
 * What follows from the late changes, for a cursor in a document, if the user wants to know. Waits until typing has
 * settled; a caller that does not want to wait looks at `isTyping` first. `told` are errors that came with the request.
 */
export async function nextEditsAt(
  session: Pick<Session, "config" | "nextEditing" | "workspace" | "published">,
  uri: string,
  offset: number,
  wanted: NextEditsWanted = "sure",
  told: readonly ErrorInDocument[] = [],
  timeline?: Timeline,
): Promise<NextEdits | NextSilence> {
  const { config, nextEditing, workspace } = session;
  if (!config.nextEdits.enabled) return noNextEdits;
  const askedMs = performance.now();
  await nextEditing.settled();
  const settledMs = performance.now();
  timeline?.note("wait", askedMs, settledMs);
  const found = await nextEditing.at(workspace, uri, offset, wanted, [...told, ...errorsReported(session)]);
  timeline?.note("gather", settledMs);
  return found;
}
