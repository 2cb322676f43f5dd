import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { errorMessage } from "../../base/errorText.ts";
import { replaceFileSync } from "../../base/replaceFile.ts";
import { parseTotal, type Total, totalsFolder, zero } from "../local/totals.ts";

type Served = Omit<Total, "since">;

/**
 * Totals of all hosts that ever ran on one socket. Only one host listens there at a time, so nobody else writes its
 * file. The file is small and written without waiting: a host must not leave before it is written.
 */
export class ServedTotals {
  /** Undefined where no file can be had, on a full disk for one: the model is served all the same. */
  readonly #path: string | undefined;
  readonly #log: (message: string) => void;
  readonly #before: Total;
  #recordedRequests = 0;

  constructor(socket: string, log: (message: string) => void) {
    this.#log = log;
    this.#path = this.#attempt(() => join(totalsFolder(), `${basename(socket, ".sock").replace(/^.*\\/, "")}.json`));
    this.#before = this.#path === undefined ? zero(new Date()) : read(this.#path);
  }

  /** `served` is what this host has served since it was started. */
  record(served: Served): void {
    const path = this.#path;
    if (path === undefined || served.requests <= this.#recordedRequests) return;
    this.#recordedRequests = served.requests;
    const { requests, promptTokens, generatedTokens, since } = this.#before;
    const total: Total = {
      requests: requests + served.requests,
      promptTokens: promptTokens + served.promptTokens,
      generatedTokens: generatedTokens + served.generatedTokens,
      since,
    };
    this.#attempt(() => replaceFileSync(path, JSON.stringify(total), { mode: 0o600 }));
  }

  #attempt<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      this.#log(`what was served is not recorded: ${errorMessage(error)}`);
      return undefined;
    }
  }
}

function read(path: string): Total {
  try {
    return parseTotal(readFileSync(path, "utf8")) ?? zero(new Date());
  } catch {
    return zero(new Date()); // ENOENT: nobody has served here before
  }
}
