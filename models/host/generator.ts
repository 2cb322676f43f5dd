import type { CancellationToken } from "vscode-languageserver/node";
import { lastOf } from "../../base/at.ts";
import { type GenerateRequest, type Generation, type GenerationEnd, PromptTooLong, type TextPiece } from "../engine.ts";
import type { Prompt } from "../prompt.ts";
import { beginnings } from "./beginning.ts";
import { Cores } from "./cores.ts";
import { guessed } from "./guessed.ts";
import type { Turn } from "./queue.ts";
import { ReadingSpeed } from "./readingSpeed.ts";
import type { Grammar, Prediction, Sequence } from "./sequence.ts";
import type { Sequences } from "./sequences.ts";
import { type ExpectedAnswer, type Guesser, Speculation } from "./speculation.ts";
import { TextStream } from "./textStream.ts";
import { healed } from "./tokenHealing.ts";
import { promptTokens, textTokens } from "./tokens.ts";
import type { Token, Vocabulary } from "./vocabulary.ts";
import { WeightCheck } from "./weightCheck.ts";

/** A conversation has become a prompt before it comes here. */
export type PromptRequest = Omit<GenerateRequest, "prompt"> & { readonly prompt: Prompt };

/** A generation as it is known here; how long it waited to begin is known to the host. */
export type HostGeneration = Omit<Generation, "queuedMs">;

/** One request under way: `tokens` are its prompt and answer, of which the first `heldTokens` are in the cache. */
type Run = {
  readonly request: PromptRequest;
  readonly sequence: Sequence;
  readonly tokens: Token[];
  readonly token: CancellationToken;
  readonly turn: Turn;
  readonly grammar: Grammar | undefined;
  readonly promptLength: number;
  /** What the answer may be; undefined where nothing is guessed. */
  readonly expected: ExpectedAnswer | undefined;
  /** Bytes of what the answer begins with that it does not spell yet, and the tokens that spelled the rest. */
  unspelled: string;
  spelledTokens: number;
  /** Decodes that predicted. */
  steps: number;
  heldTokens: number;
  evaluatedTokens: number;
};

/** A generator works with these besides its model. */
type Means = {
  readonly guesser: Guesser;
  readonly useAllCores: (all: boolean) => void;
  readonly steadyTokensPerSecond: number | undefined;
};

/** How an answer ended. `isNumber` is false where a probability was none. */
type Ending = {
  readonly end: GenerationEnd;
  readonly firstTokenAtMs: number | null;
  readonly isNumber: boolean;
};

/** Generates on the sequence that holds most of the prompt, and leaves there what the next prompt may reuse. */
export class Generator {
  readonly #vocabulary: Vocabulary;
  readonly #sequences: Sequences;
  readonly #contextTokens: number;
  readonly #guesser: Guesser;
  readonly #cores: Cores;
  readonly #speed: ReadingSpeed;
  readonly #weights = new WeightCheck();
  readonly #isHurried: boolean;
  #computingSinceMs: number | undefined;

  /**
   * `batchTokens` is what the model takes in one decode at most. With `steadyTokensPerSecond` the reading speed is not
   * measured, and answers have no limit of time.
   */
  constructor(
    vocabulary: Vocabulary,
    sequences: Sequences,
    contextTokens: number,
    batchTokens: number,
    { guesser, useAllCores = () => {}, steadyTokensPerSecond }: Partial<Means> = {},
  ) {
    this.#vocabulary = vocabulary;
    this.#sequences = sequences;
    this.#contextTokens = contextTokens;
    this.#speed = new ReadingSpeed(batchTokens, steadyTokensPerSecond);
    this.#isHurried = steadyTokensPerSecond === undefined;
    const leastMs = (tokens: number) => this.#speed.leastMs(tokens);
    this.#guesser = guesser ?? new Speculation({ leastMs, isSteady: !this.#isHurried });
    this.#cores = new Cores(useAllCores);
  }

  /** How long the model has been at one chunk or token by now; a decode that hangs never ends. */
  get computingMs(): number {
    return this.#computingSinceMs === undefined ? 0 : performance.now() - this.#computingSinceMs;
  }

  /** How fast the model reads prompts, as measured by now. */
  get promptTokensPerSecond(): number {
    return this.#speed.steadyTokensPerSecond;
  }

  /** Throws PromptTooLong, and DamagedWeights. */
  async generate(
    request: PromptRequest,
    onText: (piece: TextPiece) => void,
    token: CancellationToken,
    turn: Turn,
  ): Promise<HostGeneration> {
    const startedMs = performance.now();
    const { prompt } = request;
    const { tokens: wanted, segmentTokens } = promptTokens(this.#vocabulary, prompt);
    const limitTokens = this.#contextTokens - request.maxTokens;
    if (wanted.length > limitTokens) throw new PromptTooLong(wanted.length, limitTokens);

    const grammar = prompt.grammar === undefined ? undefined : { gbnf: prompt.grammar };
    const { tokens, known } = this.#begun(prompt, wanted);
    const sequence = await this.#sequences.for(request.priority, tokens);
    const reusedTokens = await sequence.keepPrefixOf(tokens.slice(0, -1));
    const promptLength = tokens.length;
    const counts = { promptLength, heldTokens: reusedTokens, evaluatedTokens: 0 };
    const unspelled = this.#vocabulary.spellings?.bytes(known) ?? "";
    const expected = this.#expected(request, promptLength, known);
    const spelling = { unspelled, spelledTokens: 0, steps: 0 };
    const run: Run = { request, sequence, tokens, token, turn, grammar, expected, ...spelling, ...counts };
    await this.#prefill(run);
    const readMs = performance.now() - startedMs;
    const stream = new TextStream(this.#vocabulary, prompt.stopTexts, tokens, known);
    const { end, firstTokenAtMs, isNumber } = await this.#answer(run, stream, onText);
    const answer = tokens.slice(promptLength);
    if (this.#weights.isDamaged(answer, isNumber)) throw new DamagedWeights();
    return {
      text: stream.text,
      end,
      probabilities: stream.probabilities,
      promptTokens: promptLength,
      // The prompt's last token is evaluated with the first prediction.
      evaluatedTokens: run.evaluatedTokens + (firstTokenAtMs === null ? 0 : 1),
      reusedTokens,
      generatedTokens: answer.length,
      promptTokensPerSecond: this.promptTokensPerSecond,
      segmentTokens,
      readMs,
      firstTokenMs: firstTokenAtMs === null ? null : firstTokenAtMs - startedMs,
      totalMs: performance.now() - startedMs,
    };
  }

  /** The tokens to go on from, and the text that the answer begins with in the place of others. */
  #begun({ grammar, begun = "" }: Prompt, wanted: readonly Token[]): { tokens: Token[]; known: string } {
    // A grammar speaks of the answer alone, and knows nothing of a word that began before it.
    if (grammar !== undefined) return { tokens: [...wanted], known: "" };
    if (begun === "") return healed(this.#vocabulary, wanted);
    if (this.#vocabulary.spellings) return { tokens: [...wanted], known: begun };
    return { tokens: [...wanted, ...textTokens(this.#vocabulary, begun)], known: "" };
  }

  /** What the answer may be. Nothing is guessed of one that is drawn, or bound by a grammar. */
  #expected(
    { prompt, priority, temperature = 0, drafts = [] }: PromptRequest,
    promptLength: number,
    known: string,
  ): ExpectedAnswer | undefined {
    if (temperature > 0 || prompt.grammar !== undefined) return undefined;
    const texts = drafts.map((draft) => textTokens(this.#vocabulary, known + draft));
    // What is typed will be spelled, whatever follows. How it ends depends on that.
    if (known !== "") texts.push(textTokens(this.#vocabulary, known).slice(0, -1));
    const repeatsPrompt = priority === "action";
    const expected = { promptLength, drafts: texts.filter(({ length }) => length > 0), repeatsPrompt };
    return repeatsPrompt || expected.drafts.length > 0 ? expected : undefined;
  }

  /**
   * Brings all but the last token into the cache, also after others have used it. Resolves to the time that the others
   * had. Chunks evaluated before a cancel stay.
   */
  async #prefill(run: Run): Promise<number> {
    for (let othersMs = 0; ; ) {
      const pausedMs = await run.turn();
      othersMs += pausedMs;
      if (run.token.isCancellationRequested) return othersMs;
      if (pausedMs > 0) run.heldTokens = await run.sequence.keepPrefixOf(run.tokens.slice(0, -1));
      const held = run.heldTokens;
      const left = run.tokens.length - 1 - held;
      if (left === 0) return othersMs;
      await this.#evaluate(run, run.tokens.slice(held, held + this.#speed.nextChunk(held, left)));
    }
  }

  async #evaluate(run: Run, chunk: readonly Token[]): Promise<void> {
    const { priority } = run.request;
    const allCores = this.#cores.choose(priority !== "background" && priority !== "guest");
    const startedMs = performance.now();
    await this.#compute(run.sequence.evaluate(chunk));
    const ms = performance.now() - startedMs;
    this.#cores.rest();
    if (this.#speed.measured(run.heldTokens, chunk.length, ms)) this.#cores.measured(allCores, chunk.length / ms);
    run.heldTokens += chunk.length;
    run.evaluatedTokens += chunk.length;
  }

  async #answer(run: Run, stream: TextStream, onText: (piece: TextPiece) => void): Promise<Ending> {
    const { maxTokens, maxMs, prompt } = run.request;
    const stops = new Set(prompt.stopTokens.map(this.#vocabulary.tokenOf));
    // What only repeats what is typed is no part of the answer.
    const leftTokens = () => run.promptLength + maxTokens + run.spelledTokens - run.tokens.length;
    let end: GenerationEnd = "maxTokens";
    let firstTokenAtMs: number | null = null;
    let othersMs = 0;
    let isNumber = true;
    const say = (piece: TextPiece) => piece.text && onText(piece);
    this.#guesser.begin();
    while (leftTokens() > 0) {
      if (run.token.isCancellationRequested) {
        end = "cancelled";
        break;
      }
      const followed = await this.#next(run, leftTokens() + (run.unspelled === "" ? 0 : 1));
      firstTokenAtMs ??= performance.now();
      isNumber &&= followed.every(({ probability }) => !Number.isNaN(probability));
      if (this.#take(run, stream, followed, stops, say)) {
        end = "stop";
        break;
      }
      othersMs += await this.#prefill(run);
      if (this.#isHurried && performance.now() - firstTokenAtMs - othersMs >= maxMs) {
        end = "maxMs";
        break;
      }
    }
    say(stream.flush());
    return { end, firstTokenAtMs, isNumber };
  }

  /** Adds what follows to the answer; true if the answer ends with it. */
  #take(
    run: Run,
    stream: TextStream,
    followed: readonly Prediction[],
    stops: ReadonlySet<Token | undefined>,
    say: (piece: TextPiece) => void,
  ): boolean {
    for (const { token, probability } of followed) {
      if (this.#vocabulary.isEnd(token) || stops.has(token)) return true;
      run.tokens.push(token);
      if (run.unspelled !== "") {
        run.unspelled = this.#unspelledBehind(run.unspelled, [token]);
        run.spelledTokens++;
      }
      say(stream.add(token, probability, run.steps));
      if (stream.stopped) return true;
    }
    return false;
  }

  #unspelledBehind(bytes: string, tokens: readonly Token[]): string {
    const { spellings } = this.#vocabulary;
    return tokens.reduce((left, token) => left.slice(spellings?.bytesOf(token).length), bytes);
  }

  /** The tokens that follow: one, or several where the answer is guessed. */
  async #next(run: Run, mostTokens: number): Promise<readonly Prediction[]> {
    const { sequence, request, tokens, grammar } = run;
    const allowedBehind = (draft: readonly Token[]) => {
      const unspelled = this.#unspelledBehind(run.unspelled, draft);
      return unspelled === "" ? undefined : beginnings(this.#vocabulary, unspelled);
    };
    run.steps++;
    const { expected } = run;
    if (expected) {
      const foreknowledge = { expected, allowedBehind };
      const followed = await this.#compute(guessed(sequence, tokens, mostTokens, this.#guesser, foreknowledge));
      run.heldTokens += followed.length;
      return followed;
    }
    const limits = { allowed: allowedBehind([]), grammar, draw: request.draw };
    const prediction = await this.#compute(sequence.next(lastOf(tokens), request.temperature ?? 0, limits));
    run.heldTokens++;
    return [prediction];
  }

  async #compute<T>(step: Promise<T>): Promise<T> {
    this.#computingSinceMs = performance.now();
    try {
      return await step;
    } finally {
      this.#computingSinceMs = undefined;
    }
  }
}

/** The model's answers show that its weights are not those it was trained to. */
export class DamagedWeights extends Error {}
