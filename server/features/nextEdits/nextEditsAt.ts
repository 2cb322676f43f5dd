import type { Session } from "../session.ts";
import { errorsReported } from "./errorsReported.ts";
import type { ErrorInDocument, NextEdits, NextEditsWanted, NextSilence } from "./nextEditing.ts";

export const noNextEdits: NextSilence = { silence: "Next edits are switched off: hearth.nextEdits.enabled is false." };

/**
 * What follows from the late changes, for a cursor in a document, if the user wants to know. `told` are errors that came
 * with the request. `onSettled` is called when typing has settled.
 */
export async function nextEditsAt(
  session: Pick<Session, "config" | "nextEditing" | "workspace" | "published">,
  uri: string,
  offset: number,
  wanted: NextEditsWanted = "sure",
  told: readonly ErrorInDocument[] = [],
  onSettled: () => void = () => {},
): Promise<NextEdits | NextSilence> {
  const { config, nextEditing, workspace } = session;
  if (!config.nextEdits.enabled) return noNextEdits;
  await nextEditing.settled();
  onSettled();
  return nextEditing.at(workspace, uri, offset, wanted, [...told, ...errorsReported(session)]);
}
