import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import { errorText } from "../../../base/errorText.ts";
import { pause } from "../../../base/pause.ts";
import { Recent } from "../../../base/recent.ts";
import type { LoadedModel } from "../../../models/engine.ts";
import type { Cursor } from "../../context/cursor.ts";
import type { Insertion } from "../../suggestions/filter.ts";
import { applyFilters, type SuggestionOutcome } from "../../suggestions/filters.ts";
import { holeOf } from "../../suggestions/shape.ts";
import { linesBefore, WithdrawnSuggestions } from "../../suggestions/withdrawn.ts";
import type { FindingIn } from "../../verify/verifier.ts";
import { errorsBrought } from "../acting/errorsBrought.ts";
import type { Session } from "../session.ts";
import { Flight } from "./flight.ts";
import { generate, type Limits } from "./generate.ts";
import { worksAhead } from "./mayWorkAhead.ts";

/** Who types on does not look at a suggestion for so long. */
const standsMs = 150;
/** Around half-written lines nothing is what it will be: of right texts beside some, every fifth brings an error. */
const nearCharacters = 1500;
/** Checked texts that are remembered: what is typed through is checked once. */
const maxChecked = 50;
/** The likeliest text was wrong; another one has to be drawn. */
const otherTemperature = 0.5;

/** Messages that a name is not known. Where the workspace declares the name it lacks an import, and the code is right. */
const unknownName = /^(?:2304|2552|2503|2694|reportUndefinedVariable|UndeclaredName|E0425|E0433|E0412)$/;

type Standing = {
  readonly session: Session;
  readonly cursor: Cursor;
  readonly model: LoadedModel | null;
  readonly limits: Limits;
  /** Gets what is answered at the place from now on. */
  readonly replace: (outcome: SuggestionOutcome) => void;
};

/**
 * Has the language server beside Hearth look at suggestions of several lines while they stand on screen. One that brings
 * an error is not shown again: in its place come the lines before the error, else another suggestion, else nothing. No
 * editor can be told to take away what it shows, but each asks again. A key ends the check at once.
 */
export class StandingChecks {
  readonly #withdrawn = new WithdrawnSuggestions();
  /** Texts of whole files that were found right. */
  readonly #right = new Recent<string, true>(maxChecked);
  #running: { readonly text: string; readonly cancel: CancellationTokenSource } | undefined;

  isWithdrawn({ file, ...place }: Cursor, insertion: Insertion): boolean {
    return this.#withdrawn.has(file.uri, place, insertion);
  }

  /** A suggestion stands on screen from now on. Resolves to whether it was withdrawn. */
  async begin(standing: Standing, insertion: Insertion): Promise<boolean> {
    const { session, cursor } = standing;
    if (!session.suggestionVerifier || !insertion.text.includes("\n")) return false;
    const text = textWith(cursor, insertion);
    if (this.#running?.text === text) return false;
    this.end();
    if (this.#right.get(text)) return false;
    const cancel = new CancellationTokenSource();
    this.#running = { text, cancel };
    try {
      await pause(standsMs, cancel.token);
      return await this.#checked(standing, insertion, cancel.token);
    } catch (error) {
      session.log.error(`a suggestion could not be checked: ${errorText(error)}`);
      return false;
    } finally {
      if (this.#running?.cancel === cancel) this.#running = undefined;
    }
  }

  /** Something was typed. */
  end(): void {
    this.#running?.cancel.cancel();
    this.#running = undefined;
  }

  async #checked(standing: Standing, insertion: Insertion, token: CancellationToken): Promise<boolean> {
    const { session, cursor, replace } = standing;
    const wrongAt = await this.#wrongAt(session, cursor, insertion, token);
    if (wrongAt === undefined || token.isCancellationRequested) return false;
    this.#withdrawn.add(cursor.file.uri, cursor, insertion, wrongAt);
    replace({ silence: "bringsError" });
    for (const other of [shortened, drawn]) {
      const instead = await other(standing, insertion, wrongAt, token);
      if (!instead || token.isCancellationRequested || this.isWithdrawn(cursor, instead)) continue;
      const isWrong = (await this.#wrongAt(session, cursor, instead, token)) !== undefined;
      if (token.isCancellationRequested) break;
      if (isWrong) continue;
      replace({ suggestion: instead });
      break;
    }
    return true;
  }

  /** Where the text of a suggestion brings an error; undefined where it brings none, or nobody can say. */
  async #wrongAt(
    session: Session,
    cursor: Cursor,
    insertion: Insertion,
    token: CancellationToken,
  ): Promise<number | undefined> {
    const { file, offset } = cursor;
    const change = { start: offset, end: offset + insertion.replaceAfter, newText: insertion.text };
    const errors = await errorsBrought(session, file, change, nearCharacters, token);
    if (!errors) return undefined;
    const wrong = errors.filter((found) => !lacksImport(session, cursor, found, insertion));
    if (wrong.length === 0) {
      this.#right.set(textWith(cursor, insertion), true);
      return undefined;
    }
    session.log.info(`a suggestion brings an error: ${wrong[0]?.message.split("\n")[0]}`);
    return Math.max(0, Math.min(...wrong.map(({ start }) => start)) - offset);
  }
}

/** The lines before the error, as far as they fit by themselves. */
async function shortened({ session, cursor }: Standing, insertion: Insertion, wrongAt: number) {
  const lines = linesBefore(insertion, wrongAt);
  if (lines === undefined) return undefined;
  const outcome = applyFilters(lines, holeOf(cursor, "automatic", session.config.suggestions.maxLines));
  return "suggestion" in outcome ? outcome.suggestion : undefined;
}

/** Another suggestion of the model, where that costs nobody anything. */
async function drawn(
  { session, cursor, model, limits }: Standing,
  _insertion: Insertion,
  _wrongAt: number,
  token: CancellationToken,
) {
  if (!model || !worksAhead(session.config, model)) return undefined;
  const hole = holeOf(cursor, "automatic", session.config.suggestions.maxLines);
  const wanted = { ...limits, temperature: otherTemperature, priority: "background" } as const;
  const flight = new Flight(cursor, hole, (onText, ended) => generate(session, cursor, model, wanted, onText, ended));
  const landed = await flight.wait(token);
  return landed && "suggestion" in landed.outcome ? landed.outcome.suggestion : undefined;
}

function lacksImport(session: Session, cursor: Cursor, { code, start, end }: FindingIn, insertion: Insertion): boolean {
  if (!unknownName.test(code ?? "")) return false;
  const name = textWith(cursor, insertion).slice(start, end);
  const { workspace, pathOf } = session.contexts.near(cursor.file);
  const own = pathOf(cursor.file.key);
  return workspace.definitions(name).some(({ file, definition }) => file.path !== own && definition.parent < 0);
}

function textWith({ before, after }: Cursor, { text, replaceAfter }: Insertion): string {
  return before + text + after.slice(replaceAfter);
}
