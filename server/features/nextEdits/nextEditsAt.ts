import type { Session } from "../session.ts";
import type { NextEdits, NextEditsWanted, NextSilence } from "./nextEditing.ts";

export const noNextEdits: NextSilence = { silence: "Next edits are switched off: hearth.nextEdits.enabled is false." };

/** What follows from the late changes, for a cursor in a document, if the user wants to know. */
export async function nextEditsAt(
  { config, nextEditing, workspace }: Pick<Session, "config" | "nextEditing" | "workspace">,
  uri: string,
  offset: number,
  wanted: NextEditsWanted = "sure",
  onSettled?: () => void,
): Promise<NextEdits | NextSilence> {
  return config.nextEdits.enabled ? nextEditing.at(workspace, uri, offset, wanted, onSettled) : noNextEdits;
}
