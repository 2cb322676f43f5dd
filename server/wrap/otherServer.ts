import { basename } from "node:path";
import type { Log } from "../../base/log.ts";
import { within } from "../../base/within.ts";
import { type ChildServer, startChild } from "./childServer.ts";
import { type Frame, failure, requestId } from "./frame.ts";
import { asked, type Peer } from "./peer.ts";
import type { Replay } from "./replay.ts";

/** How long is waited before each new start. A server that ends once more is given up. */
const delaysMs = [250, 1000, 4000];
/** How long an answer to `shutdown` is waited for. */
const politeMs = 2000;
/** A server that has run for so long may begin anew with all these starts. */
const steadyMs = 60_000;

/** The multiplexer hears this of the other server. */
export type Listener = {
  /** A message goes to it by `write`, as it is, otherwise or later. */
  readonly send: (frame: Frame, write: (frame: Frame) => void) => void;
  readonly onFrame: (frame: Frame, from: Peer) => void;
  /** It has ended. `sentence` is for the user, once for each time it was well; undefined for a further try. */
  readonly onLost: (sentence: string | undefined) => void;
};

/**
 * The user's other server over all its lives. It is started again when it crashes, and told what the editor had said.
 */
export class OtherServer {
  readonly #command: readonly [string, ...string[]];
  readonly #listener: Listener;
  readonly #replay: Replay;
  readonly #log: Log;
  #child: ChildServer | undefined;
  /** As it was sent, kept for the next life. */
  #initialize: Frame | undefined;
  #isInitialized = false;
  /** Why it can be asked nothing, undefined while it can. */
  #absence: string | undefined;
  #starts = 0;
  #startedMs = 0;
  #isEnding = false;

  constructor(command: readonly [string, ...string[]], replay: Replay, listener: Listener, log: Log) {
    this.#command = command;
    this.#replay = replay;
    this.#listener = listener;
    this.#log = log;
    this.#start();
  }

  get name(): string {
    return basename(this.#command[0]);
  }

  get absence(): string | undefined {
    return this.#absence;
  }

  /** Undefined while there is none that could be told or asked anything. */
  get peer(): Peer | undefined {
    return this.#absence === undefined ? this.#child?.peer : undefined;
  }

  /** The first life is begun by the editor's own words. */
  async initialize(request: Frame): Promise<Frame> {
    this.#initialize = request;
    if (!this.peer) return failure(requestId(request), this.#absence ?? "");
    const answer = await asked(this.peer, request);
    this.#isInitialized = answer.message.error === undefined;
    return answer;
  }

  /** Asks it to make ready for its end; from then on nothing brings it back. Resolves when it is, or after a while. */
  async shutdown(request: Frame): Promise<void> {
    this.#isEnding = true;
    if (!this.peer) return;
    await within(asked(this.peer, request), { ms: politeMs });
  }

  /** Tells it to end, and sees to it. */
  async exit(told: Frame): Promise<void> {
    this.peer?.tell(told);
    await this.end();
  }

  /** Ends it for good. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#child?.end();
  }

  #start(): void {
    this.#startedMs = performance.now();
    const child = startChild(
      this.#command,
      this.#log,
      this.#listener.send,
      (frame) => this.#listener.onFrame(frame, child.peer),
      (reason) => this.#ended(child, reason),
    );
    this.#child = child;
  }

  #ended(child: ChildServer, reason: string): void {
    const wasWell = this.#absence === undefined;
    this.#log.info(`${this.name} ended: ${reason}`);
    if (performance.now() - this.#startedMs >= steadyMs) this.#starts = 0;
    const delayMs = this.#isInitialized && !this.#isEnding ? delaysMs[this.#starts++] : undefined;
    this.#absence = delayMs === undefined ? `${this.name} is gone` : `${this.name} is being started again`;
    child.peer.lost(this.#absence);
    if (this.#isEnding) return;
    if (delayMs === undefined) this.#listener.onLost(this.#farewell(reason));
    else this.#listener.onLost(wasWell ? `${this.name} ended (${reason}). Hearth starts it again.` : undefined);
    if (delayMs !== undefined) setTimeout(() => this.#revive(), delayMs).unref();
  }

  #farewell(reason: string): string {
    if (!this.#isInitialized) return `${this.name} could not be started (${reason}). Hearth goes on without it.`;
    return `${this.name} ends again and again (${reason}). Hearth goes on without it until your editor starts both again.`;
  }

  /** Its next life begins with what the editor told the one before. */
  #revive(): void {
    if (this.#isEnding || !this.#initialize) return;
    this.#start();
    const { peer, end } = this.#child as ChildServer;
    peer.ask(this.#initialize, ({ message }) => {
      if (message.error) return void end(); // no use as it is; the next try may be better
      for (const told of this.#replay.messages()) peer.tell(told);
      this.#absence = undefined;
      this.#log.info(`${this.name} runs again`);
    });
  }
}
