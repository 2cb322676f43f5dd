import { errorText } from "../../base/errorText.ts";
import type { Steps } from "../slices/slices.ts";
import type { ContextRequest } from "./request.ts";
import type { Snippet, SourceName } from "./snippet.ts";
import { callSignature } from "./sources/callSignature.ts";
import { definitions } from "./sources/definitions.ts";
import { edits } from "./sources/edits.ts";
import { imports } from "./sources/imports.ts";
import { members } from "./sources/members.ts";
import { pinned } from "./sources/pinned.ts";
import { reachable } from "./sources/reachable.ts";
import { similar } from "./sources/similar.ts";
import { staged } from "./sources/staged.ts";
import { usages } from "./sources/usages.ts";

/** One way to find snippets for a place, in steps if it takes long. Pure: the same request gives the same snippets. */
type ContextSource = (request: ContextRequest) => readonly Snippet[] | Steps<readonly Snippet[]>;

/** These may go into a completion. */
export const completionSources: Sources = {
  staged,
  pinned,
  imports,
  members,
  signature: callSignature,
  reachable,
  similar,
  definitions,
  usages,
  edits,
};

/** These tell what the language server beside Hearth says of a place. */
export const toldSources: Sources = { members, signature: callSignature };

export type Sources = Readonly<Partial<Record<SourceName, ContextSource>>>;

/** Asks each source, a step or more for each; one that throws is logged and found nothing. */
export function* snippetsFrom(
  sources: Sources,
  request: ContextRequest,
  log: (message: string) => void,
): Steps<Snippet[]> {
  const found: Snippet[] = [];
  for (const [name, source] of Object.entries(sources)) {
    try {
      const some = source(request);
      found.push(...("next" in some ? yield* some : some));
    } catch (error) {
      log(`context source ${name} failed: ${errorText(error)}`);
    }
    yield;
  }
  return found;
}
