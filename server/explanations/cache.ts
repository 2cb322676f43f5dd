import { readFile, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { keepNewest, writePrivately } from "./privateFile.ts";

/** What a model said, and which. */
export type Answer = { readonly text: string; readonly model: string };

type Place = {
  /** Undefined: nothing is kept for the next start. */
  readonly folder: string | undefined;
  readonly log: (message: string) => void;
};

const inMemory = 200;

/** Of about 1 KB each. Those not asked for longest are removed first. */
const onDisk = 2000;

/** The folder is looked through after so many new answers. */
const savesBetweenEvictions = 100;

/** Longer than any answer that is kept: a file beyond it is not ours. */
const maxBytes = 64 * 1024;

const isKey = /^[0-9a-f]{64}$/;

/**
 * Explanations by their key, a hash in hexadecimal of everything that they depend on: they never grow old, they are
 * only no longer asked for. In memory, and on disk for this user alone.
 */
export class AnswerCache {
  readonly #place: Place;
  readonly #memory = new Map<string, Answer>();
  #saves = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  async find(key: string): Promise<Answer | undefined> {
    const answer = this.#memory.get(key) ?? (await this.#load(key));
    if (answer) this.#remember(key, answer);
    return answer;
  }

  /** Takes the place of what was known under the key. Where the disk cannot be written it is known till the end. */
  async keep(key: string, answer: Answer): Promise<void> {
    this.#remember(key, answer);
    const { folder, log } = this.#place;
    if (folder === undefined) return;
    try {
      await writePrivately(folder, `${key}.json`, JSON.stringify(answer));
      if (this.#saves++ % savesBetweenEvictions === 0) await keepNewest(folder, onDisk);
    } catch (error) {
      log(`an explanation was not kept: ${(error as Error).message}`);
    }
  }

  #remember(key: string, answer: Answer): void {
    this.#memory.delete(key);
    this.#memory.set(key, answer);
    const [oldest] = this.#memory.keys();
    if (this.#memory.size > inMemory && oldest !== undefined) this.#memory.delete(oldest);
  }

  async #load(key: string): Promise<Answer | undefined> {
    const { folder, log } = this.#place;
    if (folder === undefined || !isKey.test(key)) return undefined;
    const path = join(folder, `${key}.json`);
    try {
      if ((await stat(path)).size > maxBytes) throw new Error("it is too large");
      const answer = parsed(await readFile(path, "utf8"));
      const now = new Date();
      await utimes(path, now, now); // the order of eviction
      return answer;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      log(`the explanation in ${path} is ignored: ${(error as Error).message}`);
      return undefined;
    }
  }
}

function parsed(json: string): Answer {
  const { text, model } = JSON.parse(json);
  if (typeof text !== "string" || typeof model !== "string") throw new Error("it is no explanation");
  return { text, model };
}
