import { readFile, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../../base/errorCode.ts";
import { errorMessage } from "../../base/errorText.ts";
import { fieldsOf } from "../../base/json.ts";
import { Recent } from "../../base/recent.ts";
import { keepNewest, writePrivately } from "./privateFile.ts";

/** A model's text, and the model. */
export type ModelAnswer = { readonly text: string; readonly model: string };

/** An answer and the key it has: a hash of everything that it depends on. */
type Kept = ModelAnswer & { readonly key: string };

type CachePlace = {
  /** Undefined: nothing is kept for the next start. */
  readonly folder: string | undefined;
  readonly log: (message: string) => void;
};

/** One subject has so many explanations: of the last states of its code, by other models, of other repositories. */
const perSubject = 8;

const inMemory = 200;

/** The limit of entries, of about 1 KB each. Those not asked for longest are removed first. */
const onDisk = 2000;

/** The folder is looked through after so many new answers. */
const savesBetweenEvictions = 100;

/** Longer than any answers that are kept: a file beyond it is not ours. */
const maxBytes = 64 * 1024;

const isHash = /^[0-9a-f]{64}$/;

/**
 * Explanations by their subject and key, hashes in hexadecimal. They never grow old, they are only no longer asked
 * for. In memory, and on disk for this user alone: one file for each subject.
 */
export class AnswerCache {
  readonly #place: CachePlace;
  readonly #memory = new Recent<string, readonly Kept[]>(inMemory);
  #saves = 0;

  constructor(place: CachePlace) {
    this.#place = place;
  }

  /** The key, which costs something to know, is asked for only where the subject was explained before. */
  async find(subject: string, key: () => Promise<string>): Promise<ModelAnswer | undefined> {
    const kept = await this.#of(subject);
    return kept.length > 0 ? answerIn(kept, await key()) : undefined;
  }

  /** The same without a look at the disk: what `find` or `keep` brought into memory. */
  remembered(subject: string, key: string): ModelAnswer | undefined {
    return answerIn(this.#memory.get(subject) ?? [], key);
  }

  /** Takes the place of what was known under the key. Where the disk cannot be written it is known till the end. */
  async keep(subject: string, key: string, { text, model }: ModelAnswer): Promise<void> {
    const others = (await this.#of(subject)).filter((one) => one.key !== key);
    const kept = [{ key, text, model }, ...others].slice(0, perSubject);
    this.#memory.set(subject, kept);
    const { folder, log } = this.#place;
    if (folder === undefined) return;
    try {
      await writePrivately(folder, `${subject}.json`, JSON.stringify(kept));
      if (this.#saves++ % savesBetweenEvictions === 0) await keepNewest(folder, onDisk);
    } catch (error) {
      log(`an explanation was not kept: ${errorMessage(error)}`);
    }
  }

  async #of(subject: string): Promise<readonly Kept[]> {
    const kept = this.#memory.get(subject) ?? (await this.#load(subject));
    if (kept.length > 0) this.#memory.set(subject, kept);
    return kept;
  }

  async #load(subject: string): Promise<readonly Kept[]> {
    const { folder, log } = this.#place;
    if (folder === undefined || !isHash.test(subject)) return [];
    const path = join(folder, `${subject}.json`);
    try {
      if ((await stat(path)).size > maxBytes) throw new Error("it is too large");
      const kept = parsed(await readFile(path, "utf8"));
      const now = new Date();
      await utimes(path, now, now); // the order of eviction
      return kept;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return [];
      log(`the explanations in ${path} are ignored: ${errorMessage(error)}`);
      return [];
    }
  }
}

function answerIn(kept: readonly Kept[], key: string): ModelAnswer | undefined {
  const found = kept.find((one) => one.key === key);
  return found && { text: found.text, model: found.model };
}

function parsed(json: string): readonly Kept[] {
  const kept: unknown = JSON.parse(json);
  if (!Array.isArray(kept) || !kept.every(isKept)) throw new Error("they are no explanations");
  return kept;
}

function isKept(value: unknown): value is Kept {
  const { key, text, model } = fieldsOf(value);
  return typeof key === "string" && typeof text === "string" && typeof model === "string";
}
