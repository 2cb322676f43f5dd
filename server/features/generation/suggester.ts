import type { CancellationToken } from "vscode-languageserver";
import { errorText } from "../../../base/errorText.ts";
import { pause } from "../../../base/pause.ts";
import { EngineUnavailable, type LoadedModel, PromptTooLong } from "../../../models/engine.ts";
import type { Trace } from "../../../models/trace.ts";
import type { Cursor } from "../../context/cursor.ts";
import { stateIn } from "../../index/workspace.ts";
import { Counters } from "../../suggestions/counters.ts";
import type { Insertion } from "../../suggestions/filter.ts";
import type { SuggestionOutcome } from "../../suggestions/filters.ts";
import { madeFrom } from "../../suggestions/madeFrom.ts";
import { reasonNotToAsk } from "../../suggestions/reasonNotToAsk.ts";
import { type MadeFrom, RecentSuggestions } from "../../suggestions/recentSuggestions.ts";
import { holeOf, type Trigger } from "../../suggestions/shape.ts";
import { insertionAt } from "../../suggestions/suggestion.ts";
import type { Session } from "../session.ts";
import { whyUnwanted } from "../triggerModeOf.ts";
import { Triggers } from "../triggers.ts";
import { Acceptances } from "./acceptances.ts";
import { type Allowance, larger, longestAllowance } from "./allowance.ts";
import { debounceMs } from "./debounce.ts";
import { Flight, type Landed, type StartGeneration } from "./flight.ts";
import { generate, type Limits } from "./generate.ts";
import { IdleWork } from "./idleWork.ts";
import { lackingImport, type MemoryAtCursor, memoryAt } from "./memoryAt.ts";
import type { Remembered } from "./remember.ts";
import { StandingChecks } from "./standingChecks.ts";
import { answered, recalled, type SuggestionAnswer, silent } from "./suggestionAnswer.ts";
import { Timeline } from "./timeline.ts";
import { Traces } from "./traces.ts";

/** How a suggestion is asked for. */
export type Ask = Limits & {
  readonly trigger: Trigger;
  /** Answer within this time with what there is, whatever happens meanwhile; without it wait for the whole. */
  readonly deadlineMs?: number;
};

/**
 * The same with three limits. They are the most that a model is asked for, this caller's part of it, and the wait's
 * end.
 */
type Wanted = Ask & {
  readonly allowance: Allowance;
  readonly untilMs: number | undefined;
  readonly timeline: Timeline;
  /** Gets the generation that the answer is from. */
  readonly onLanded: (landed: Landed) => void;
};

/** An answer, and all that it was made of. */
export type AnswerSeen = {
  readonly cursor: Cursor;
  readonly answer: SuggestionAnswer;
  readonly trace: () => Trace;
  /** Undefined where the model was not waited for. */
  readonly landed: Landed | undefined;
};

/** What is known of a place from an earlier answer. */
type Known = NonNullable<ReturnType<RecentSuggestions["find"]>>;

/** Key strokes and latencies remembered for the typing pace. */
const remembered = 16;

/**
 * The whole way from a cursor to a suggestion, with what is remembered between requests. The event loop turns between
 * its steps. They look at the text around the cursor, choose what the model is shown, and fit what it wrote.
 */
export class Suggester {
  readonly counters = new Counters();
  readonly triggers = new Triggers();
  readonly traces = new Traces();
  /** Hears of each answer after it was given. Nothing more is kept for it. */
  onAnswer: ((seen: AnswerSeen) => void) | undefined;
  readonly acceptances = new Acceptances(({ characters, kept }) => {
    this.counters.count("judgedCharacters", characters);
    this.counters.count("keptCharacters", kept);
  });
  #shown = new RecentSuggestions();
  readonly #flights = new Map<string, Flight>();
  readonly #idleWork = new IdleWork();
  readonly #standingChecks = new StandingChecks();
  #keyTimesMs: readonly number[] = [];
  #latenciesMs: readonly number[] = [];
  #last: SuggestionAnswer | undefined;
  #keys = 0;
  /** The most that was wanted so far: who has ghost text drawn will ask for it behind the popup, too. */
  #wanted: Allowance = { maxTokens: 0, maxMs: 0 };

  /** The answer to the last request, for `hearth.why`. */
  get last(): SuggestionAnswer | undefined {
    return this.#last;
  }

  /** Key strokes so far, as changes of documents. */
  get keys(): number {
    return this.#keys;
  }

  /** A key stroke arrived; the typing pace tells when to ask a slow model. */
  typed(nowMs: number): void {
    this.#keys++;
    this.#keyTimesMs = [...this.#keyTimesMs, nowMs].slice(-remembered);
    this.triggers.changed(nowMs);
    this.#standingChecks.end();
  }

  /** Another model answers from now on, or the user wants something else: what was said before is of no use. */
  modelChanged(): void {
    this.#shown = new RecentSuggestions();
    this.#latenciesMs = [];
    this.callOff();
  }

  /** What is being generated is not wanted any more: whoever waits for it is answered with nothing. */
  callOff(): void {
    for (const flight of this.#flights.values()) flight.cancel();
  }

  /** Nothing may be asked of a document that the session withholds, or that is not open. Says so where it is asked. */
  absent({ snapshot }: Pick<Session, "snapshot">, uri: string): null {
    const because = snapshot.withheld.get(uri);
    if (!because) return null;
    this.#last = silent(because === "secret" ? "secretFile" : "ignoredFile");
    this.#count(this.#last);
    return null;
  }

  /** True if the user wants nothing to be suggested in a file, or nothing that was not asked for. Says so where it is asked. */
  unwanted({ config }: Pick<Session, "config">, file: Cursor["file"], isByHand: boolean): boolean {
    const because = whyUnwanted(config.suggestions, file, isByHand);
    if (!because) return false;
    this.#last = silent(because);
    this.#count(this.#last);
    return true;
  }

  /** The suggestion at a cursor, or why there is none. A missing model is such a reason, and no error. */
  async suggest(session: Session, cursor: Cursor, ask: Ask, token: CancellationToken): Promise<SuggestionAnswer> {
    const timeline = new Timeline();
    this.#idleWork.end();
    const untilMs = ask.deadlineMs === undefined ? undefined : performance.now() + ask.deadlineMs;
    this.#wanted = larger(this.#wanted, ask);
    // One prompt for ghost text and popup: what is left for it depends on the length of the answer.
    const limits = { ...ask, ...larger(ask, longestAllowance(session.config)) };
    let landed: Landed | undefined;
    const onLanded = (it: Landed) => {
      landed = it;
    };
    const wanted = { ...limits, allowance: ask, untilMs, timeline, onLanded };
    const untimed = await this.#answer(session, cursor, wanted, token);
    const answer = { ...this.#unlessWithdrawn(untimed, cursor), spans: timeline.spans };
    const trace = this.traces.add(requestOf(ask), cursor, answer, timeline);
    this.onAnswer?.({ cursor, answer, trace, landed });
    if (answer.reason !== "cancelled") this.#last = answer;
    this.#count(answer);
    if (ask.trigger === "automatic" && answer.reason !== "cancelled") {
      this.#idleWork.begin(session, cursor, answer, limits, (flight) => this.#launch(flight));
      this.#checkStanding(session, cursor, answer, limits);
    }
    return answer;
  }

  /** True for what stood at this place, or leads to it, and brings an error. */
  isWithdrawn(cursor: Cursor, insertion: Insertion): boolean {
    return this.#standingChecks.isWithdrawn(cursor, insertion);
  }

  #unlessWithdrawn(answer: SuggestionAnswer, cursor: Cursor): SuggestionAnswer {
    const insertion = answer.suggestion && insertionAt(answer.suggestion, cursor);
    if (!insertion || !this.isWithdrawn(cursor, insertion)) return answer;
    return { ...answer, ...silent("bringsError"), fate: answer.fate, context: answer.context };
  }

  /** Nobody waits for what the language server beside Hearth says of it. */
  #checkStanding(session: Session, cursor: Cursor, { suggestion, model }: SuggestionAnswer, limits: Limits): void {
    const insertion = suggestion && insertionAt(suggestion, cursor);
    if (!insertion) return;
    const { before, after, file } = cursor;
    // Another text around it makes it another place.
    const made: MadeFrom = { charactersBefore: before.length, charactersAfter: after.length, files: new Map() };
    const replace = (outcome: SuggestionOutcome) => {
      this.#idleWork.end(); // which goes on behind what was withdrawn
      this.#shown.remember(file.uri, cursor, outcome, made);
    };
    void this.#standingChecks.begin({ session, cursor, model, limits, replace }, insertion).then((isWithdrawn) => {
      if (isWithdrawn) this.counters.count("withdrawn");
    });
  }

  async #answer(session: Session, cursor: Cursor, ask: Wanted, token: CancellationToken): Promise<SuggestionAnswer> {
    session.engine.start();
    const isAutomatic = ask.trigger === "automatic";
    // What is on screen stays while it is typed, also where nothing would be asked any more.
    const known = isAutomatic ? this.#find(cursor) : undefined;
    if (known) return this.#again(session, cursor, known, ask, token);
    const { debounceMs: chosenMs, maxLines } = session.config.suggestions;
    const hole = holeOf(cursor, ask.trigger, maxLines);
    const reason = reasonNotToAsk(hole, ask.trigger);
    ask.timeline.note("cursor", ask.timeline.arrivedMs);
    // Names are missing in the middle of an import, too: its module stands right of the cursor.
    if (reason && reason !== "textAfterCursor") return silent(reason);
    const isQuiet = !isAutomatic || quiet(chosenMs, ask.untilMs, token);
    if (reason) {
      const lacking = (await isQuiet) ? await this.#importAt(session, cursor, hole) : undefined;
      return token.isCancellationRequested ? silent("cancelled") : (lacking ?? silent(reason));
    }
    session.contexts.expectFacts(cursor);
    const memory = memoryAt(session, cursor, hole);
    const asked = this.#modelAnswer(session, cursor, hole, memory, ask, token);
    asked.catch((error) => session.log.debug(`a generation ended: ${errorText(error)}`));
    // A memory that is sure comes before the model, which goes on writing for a user who types something else. Whoever
    // asks by hand wants the model's word.
    const mayRemember = isAutomatic && (await isQuiet);
    const beganMs = performance.now();
    const first = mayRemember ? await this.#bestMemory(session, cursor, memory, engineModel(session)) : undefined;
    if (mayRemember) ask.timeline.note("memory", beganMs);
    const answer = first ?? (await asked);
    if (token.isCancellationRequested) return silent("cancelled");
    if (!hasNoModel(answer)) return answer;
    return (await this.#bestMemory(session, cursor, memory, isAutomatic ? null : 0)) ?? answer;
  }

  /** What was answered here before, or the rest of what the user is typing, who waits for nothing then. */
  async #again(
    session: Session,
    cursor: Cursor,
    { outcome, typedCharacters }: Known,
    { timeline, untilMs }: Wanted,
    token: CancellationToken,
  ): Promise<SuggestionAnswer> {
    timeline.note("cursor", timeline.arrivedMs);
    if (typedCharacters > 0) this.counters.count("typedThrough");
    else if (!(await quiet(session.config.suggestions.debounceMs, untilMs, token))) return silent("unfinished");
    if (token.isCancellationRequested) return silent("cancelled");
    return answered(outcome, cursor, engineModel(session), null);
  }

  /** What the workspace remembers, if it is likely enough, see `MemoryAtCursor`. */
  async #bestMemory(
    session: Session,
    cursor: Cursor,
    memory: MemoryAtCursor,
    least: Parameters<MemoryAtCursor["best"]>[0],
  ): Promise<SuggestionAnswer | undefined> {
    const model = engineModel(session);
    const found = await memory.best(least);
    if (!found) return undefined;
    // What is remembered while a model loads is asked of the model when it is there.
    if (model) this.#keep(session, cursor, found);
    return recalled(found, cursor, model);
  }

  /** The names that an import lacks, where no model is asked. */
  async #importAt(session: Session, cursor: Cursor, hole: Flight["hole"]): Promise<SuggestionAnswer | undefined> {
    const found = await lackingImport(session, cursor, hole);
    if (!found) return undefined;
    this.#keep(session, cursor, found);
    return recalled(found, cursor, engineModel(session));
  }

  /** A user who types what was remembered sees the rest of it, whatever a model says by then. */
  #keep({ contexts }: Session, cursor: Cursor, { suggestion, evidence }: Remembered): void {
    const { file, snapshot } = cursor;
    const source = contexts.uriOf(cursor, evidence.path);
    const files = source === undefined || source === file.uri ? [] : [[source, stateIn(snapshot, source)] as const];
    const kept = () =>
      this.#shown.remember(
        file.uri,
        cursor,
        { suggestion },
        { charactersBefore: 0, charactersAfter: 0, files: new Map(files), isMemory: true },
      );
    kept();
    // What the model says of this place comes later, and must not take the place of what is on screen.
    this.#flights.get(file.uri)?.landed.then(kept, () => {});
  }

  async #modelAnswer(
    session: Session,
    cursor: Cursor,
    hole: Flight["hole"],
    memory: MemoryAtCursor,
    ask: Wanted,
    token: CancellationToken,
  ): Promise<SuggestionAnswer> {
    const { engine, log } = session;
    const { status } = engine;
    if (status.state === "failed") return silent("unavailable", status.message);
    if (status.state !== "ready") return silent("loading");
    if (status.model.isMemory) return silent("notRemembered");
    try {
      return await this.#fly(session, cursor, hole, status.model, { ...ask, drafts: memory.drafts }, token);
    } catch (error) {
      if (!(error instanceof EngineUnavailable || error instanceof PromptTooLong)) throw error;
      log.info(`no suggestion: ${error.message}`);
      return silent("unavailable", error.message);
    }
  }

  /** Waits for the generation that leads here, or starts one in place of another of the document. */
  async #fly(
    session: Session,
    cursor: Cursor,
    hole: Flight["hole"],
    model: LoadedModel,
    ask: Wanted,
    token: CancellationToken,
  ): Promise<SuggestionAnswer> {
    const { uri } = cursor.file;
    for (let isFirst = true; ; isFirst = false) {
      let flight = this.#flights.get(uri);
      if (!flight?.leadsTo(cursor) || (ask.trigger === "manual" && isFirst)) {
        flight?.cancel();
        flight = this.#start(session, cursor, hole, model, ask);
      }
      flight.allow(ask.allowance);
      const landed = await flight.wait(token, ask.untilMs);
      ask.timeline.join(flight.timeline);
      if (!landed || token.isCancellationRequested) return silent("cancelled");
      const generated = "generation" in landed ? landed : null;
      if (generated) ask.onLanded(generated);
      if (flight.cursor.before === cursor.before) return answered(landed.outcome, cursor, model, generated);
      // The cursor has moved on along what was being generated. The rest of it is the answer, if it still fits.
      const rest = restAt(cursor, flight.cursor, landed.outcome);
      if (rest) return answered(rest, cursor, model, generated);
      if (!generated) return answered({ silence: "unfinished" }, cursor, model, null);
    }
  }

  #start(session: Session, cursor: Cursor, hole: Flight["hole"], model: LoadedModel, ask: Wanted): Flight {
    // The wait belongs to the flight, so that whoever comes meanwhile finds it.
    const waitMs = ask.trigger === "automatic" ? this.#waitMs(session.config) : 0;
    const timeline = new Timeline();
    const begin: StartGeneration = async (onText, token) => {
      await pause(waitMs, token);
      if (waitMs > 0) timeline.note("wait", timeline.arrivedMs);
      return generate(session, cursor, model, { ...ask, timeline }, onText, token);
    };
    const { trigger } = ask;
    const flight = new Flight(cursor, hole, begin, { trigger, allowance: this.#wanted, timeline });
    this.#launch(flight)
      .then((landed) => {
        const firstTokenMs = landed?.generation.firstTokenMs ?? null;
        if (firstTokenMs !== null) this.#latenciesMs = [...this.#latenciesMs, firstTokenMs].slice(-remembered);
      })
      .catch((error) => session.log.debug(`a generation ended: ${errorText(error)}`));
    return flight;
  }

  /** Makes it the generation of its document until it has landed, and remembers what it leaves. */
  async #launch(flight: Flight): Promise<Landed | undefined> {
    const { uri } = flight.cursor.file;
    this.#flights.set(uri, flight);
    try {
      const landed = await flight.landed;
      if (landed) {
        const { snapshot } = flight.cursor;
        this.#shown.remember(
          uri,
          flight.cursor,
          landed.outcome,
          madeFrom(landed.context, (file) => stateIn(snapshot, file)),
        );
      }
      return landed;
    } finally {
      if (this.#flights.get(uri) === flight) this.#flights.delete(uri);
    }
  }

  #find(cursor: Cursor): Known | undefined {
    return this.#shown.find(cursor.file.uri, cursor, (file) => stateIn(cursor.snapshot, file));
  }

  #waitMs({ suggestions }: Session["config"]): number {
    if (suggestions.debounceMs !== "auto") return suggestions.debounceMs;
    return debounceMs({ keyTimesMs: this.#keyTimesMs, latenciesMs: this.#latenciesMs });
  }

  #count({ suggestion, reason, memory }: SuggestionAnswer): void {
    if (memory) this.counters.count("remembered");
    if (suggestion) this.counters.count("shown");
    else if (reason === "cancelled") this.counters.count("superseded");
    else if (reason !== null && reason !== "loading" && reason !== "unavailable") this.counters.countSilence(reason);
  }
}

function requestOf({ trigger, priority }: Ask): Trace["request"] {
  if (trigger === "manual") return "by hand";
  return priority === "popup" ? "popup" : "ghost text";
}

/**
 * Resolves when nothing was typed for as long as the user wants to be left alone, or when the answer is due. False if it
 * was due before.
 */
async function quiet(
  wantedMs: number | "auto",
  untilMs: number | undefined,
  token: CancellationToken,
): Promise<boolean> {
  if (wantedMs === "auto") return true;
  const leftMs = untilMs === undefined ? wantedMs : Math.max(0, untilMs - performance.now());
  await pause(Math.min(wantedMs, leftMs), token);
  return wantedMs <= leftMs;
}

/** True if no model could be asked: it is still loading, cannot be had, or is not wanted. */
function hasNoModel({ reason }: SuggestionAnswer): boolean {
  return reason === "loading" || reason === "unavailable" || reason === "notRemembered";
}

/** The outcome for one place at another that the user has reached by typing; undefined if it does not fit. */
function restAt(cursor: Cursor, from: Cursor, outcome: SuggestionOutcome): SuggestionOutcome | undefined {
  const answers = new RecentSuggestions();
  answers.remember(from.file.uri, from, outcome);
  return answers.find(cursor.file.uri, cursor)?.outcome;
}

function engineModel({ engine }: Session): LoadedModel | null {
  return engine.status.state === "ready" ? engine.status.model : null;
}
