import type { CancellationToken } from "vscode-languageserver";
import type { LoadedModel } from "../../../models/engine.ts";
import { type Cursor, cursorIn } from "../../context/cursor.ts";
import { placeAfter } from "../../suggestions/accepted.ts";
import type { Insertion } from "../../suggestions/filter.ts";
import { holeOf } from "../../suggestions/shape.ts";
import type { Session } from "../session.ts";
import { Flight } from "./flight.ts";
import { generate, type Limits } from "./generate.ts";

type Needs = Pick<Session, "engine" | "contexts" | "config">;

/**
 * The generation of what follows a suggestion, while the user still looks at it. A user who accepts it finds the next
 * one done or under way. It gives way to everything else, and a request in the same document ends it.
 */
export function prefetch(
  session: Needs,
  cursor: Cursor,
  suggestion: Insertion,
  model: LoadedModel,
  limits: Limits,
): Flight {
  const next = cursorAfter(cursor, suggestion);
  const hole = holeOf(next, "automatic", session.config.suggestions.maxLines);
  const idle = { ...limits, priority: "background" } as const;
  return new Flight(next, hole, (onText, token) => generate(session, next, model, idle, onText, token));
}

/** Has the model read the coming prompt at the cursor, so that the first key there is answered at once. */
export async function prewarm(
  session: Needs,
  cursor: Cursor,
  model: LoadedModel,
  limits: Limits,
  token: CancellationToken,
): Promise<void> {
  await generate(session, cursor, model, { ...limits, priority: "background", onlyRead: true }, () => {}, token);
}

/** The cursor behind an accepted suggestion, in the file as it will be then. */
function cursorAfter(cursor: Cursor, suggestion: Insertion): Cursor {
  const { before, after } = placeAfter(cursor, suggestion);
  return cursorIn(cursor.snapshot, cursor.file.with(before + after), before.length);
}
