import { Recent } from "../../../base/recent.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import type { ReplacedLines } from "../../index/workspace.ts";
import { type AcceptedText, acceptedAt, followed, type Kept, keptOf } from "../../suggestions/acceptedText.ts";

/** What is still there after so long was worth accepting. */
const keptAfterMs = 120_000;

/** Items of late that an editor may still say it has taken. */
const mostItems = 64;

/** Texts followed at once; the oldest is judged early when there are more. */
const mostFollowed = 64;

/** A file by what the index knows it by; see `SourceFile`. */
type FileKey = Pick<SourceFile, "key">;

/** The text of an open file, by its key. */
type TextOf = (key: string) => string | undefined;

type Item = FileKey & { readonly line: number; readonly text: string };

type Followed = FileKey & {
  accepted: AcceptedText;
  readonly textOf: TextOf;
  readonly timer: NodeJS.Timeout;
};

/**
 * What users accept, followed through their edits to tell how much of it they keep. It is judged two minutes after, or
 * when the file is closed. Nothing is kept but the texts of these minutes.
 */
export class Acceptances {
  readonly #judged: (kept: Kept) => void;
  readonly #items = new Recent<number, Item>(mostItems);
  readonly #followed = new Set<Followed>();
  #lastId = 0;

  /** `judged` hears of each accepted text once. */
  constructor(judged: (kept: Kept) => void) {
    this.#judged = judged;
  }

  /** An item is about to be shown. The number that the editor names it by when it is taken. */
  shown({ key }: FileKey, line: number, text: string): number {
    this.#items.set(++this.#lastId, { key, line, text });
    return this.#lastId;
  }

  /** The editor has taken an item, or is just about to. */
  accepted(id: unknown, textOf: TextOf): void {
    const item = typeof id === "number" ? this.#items.get(id) : undefined;
    if (!item) return;
    const { key, line, text } = item;
    const one: Followed = {
      key,
      textOf,
      accepted: acceptedAt(line, text),
      timer: setTimeout(() => this.#judge(one), keptAfterMs).unref(),
    };
    this.#followed.add(one);
    const [oldest] = this.#followed;
    if (oldest && this.#followed.size > mostFollowed) this.#judge(oldest);
  }

  edited({ key }: FileKey, replaced: readonly ReplacedLines[]): void {
    for (const one of this.#followed) {
      if (one.key === key) one.accepted = replaced.reduce(followed, one.accepted);
    }
  }

  /** A file is about to be closed: nobody will tell what becomes of it. */
  closed({ key }: FileKey): void {
    for (const one of [...this.#followed]) if (one.key === key) this.#judge(one);
  }

  #judge(one: Followed): void {
    clearTimeout(one.timer);
    this.#followed.delete(one);
    const text = one.textOf(one.key);
    if (text !== undefined) this.#judged(keptOf(one.accepted, text));
  }
}
