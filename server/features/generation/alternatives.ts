import { setImmediate } from "node:timers/promises";
import type { CancellationToken } from "vscode-languageserver";
import { errorText } from "../../../base/errorText.ts";
import type { Cursor } from "../../context/cursor.ts";
import type { Insertion } from "../../suggestions/filter.ts";
import { reasonNotToAsk } from "../../suggestions/reasonNotToAsk.ts";
import { holeOf } from "../../suggestions/shape.ts";
import type { Session } from "../session.ts";
import { Flight, type StartGeneration } from "./flight.ts";
import { generate, type Limits } from "./generate.ts";

/**
 * A user who asks by hand wants to choose. Beside the likeliest suggestion there are two that stray more and more from
 * it.
 */
const temperatures = [0.5, 0.9];

/** Other suggestions for the place, one after another: the prompt is in the cache, only the answers cost time. */
export async function alternatives(
  session: Session,
  cursor: Cursor,
  limits: Limits,
  token: CancellationToken,
): Promise<Insertion[]> {
  const { status } = session.engine;
  if (status.state !== "ready") return [];
  await setImmediate();
  const hole = holeOf(cursor, "manual", session.config.suggestions.maxLines);
  if (reasonNotToAsk(hole, "manual")) return [];
  const found: Insertion[] = [];
  for (const temperature of temperatures) {
    if (token.isCancellationRequested) break;
    const start: StartGeneration = (onText, flightToken) =>
      generate(session, cursor, status.model, { ...limits, temperature }, onText, flightToken);
    const flight = new Flight(cursor, hole, start, { trigger: "manual" });
    try {
      const landed = await flight.wait(token);
      if (landed && "suggestion" in landed.outcome) found.push(landed.outcome.suggestion);
    } catch (error) {
      // The first suggestion is there and must be shown, whatever becomes of the others.
      session.log.info(`an alternative was not generated: ${errorText(error)}`);
      break;
    }
  }
  return found;
}

/** Each suggestion once, told apart by what would stand in the file. */
export function distinct(suggestions: readonly Insertion[]): Insertion[] {
  const byText = new Map(
    suggestions.map((suggestion) => [`${suggestion.replaceAfter} ${suggestion.text}`, suggestion]),
  );
  return [...byText.values()];
}
