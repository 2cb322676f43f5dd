import { deflateRaw, inflateRawSync } from "node:zlib";

/** So many characters stay as they are. Most workspaces have no more. */
const maxPlain = 24_000_000;

/** A longer text is not packed: to unpack it would hold the event loop for a millisecond. */
const maxPackable = 256_000;

/** Quick, and not much larger than with more effort. */
const level = 3;

/** A text that is packed while nobody reads it. Never changes; good as long as anybody holds it. */
export type KeptText = { plain: string | undefined; packed: Uint8Array | undefined };

/**
 * The texts of a large workspace. Those that were read of late are there as they are. The others are packed, to about a
 * quarter, since hardly any of them is looked at from one request to the next.
 */
export class KeptTexts {
  readonly #maxPlain: number;
  /** Those that are not only packed, the one not read for longest first. */
  readonly #plain = new Set<KeptText>();
  #characters = 0;
  /** The one that is being packed. */
  #packing: Promise<void> | undefined;

  constructor(most = maxPlain) {
    this.#maxPlain = most;
  }

  add(text: string): KeptText {
    const kept = { plain: text, packed: undefined };
    if (text.length <= maxPackable) this.#keep(kept, text);
    return kept;
  }

  /** Unpacks at some hundred megabytes a second. */
  read(kept: KeptText): string {
    const { plain, packed } = kept;
    if (plain === undefined) {
      const text = inflateRawSync(packed as Uint8Array).toString();
      kept.plain = text;
      this.#keep(kept, text);
      // Not by this text itself: it may be read again at once.
      if (!this.#packing) void this.pack();
      return text;
    }
    if (this.#plain.delete(kept)) this.#plain.add(kept);
    return plain;
  }

  /** The text is no longer the workspace's. */
  drop(kept: KeptText): void {
    if (this.#plain.delete(kept)) this.#characters -= kept.plain?.length ?? 0;
  }

  /** Forgets what is too much, the one not read for longest first, once it is packed. Resolves when that is done. */
  async pack(): Promise<void> {
    while (this.#characters > this.#maxPlain) {
      const [oldest] = this.#plain;
      if (!oldest) return;
      if (oldest.packed) {
        this.drop(oldest);
        oldest.plain = undefined;
      } else {
        this.#packing ??= this.#pack(oldest, oldest.plain as string);
        await this.#packing;
      }
    }
  }

  async #pack(kept: KeptText, text: string): Promise<void> {
    try {
      kept.packed = await deflated(text);
    } finally {
      this.#packing = undefined;
    }
  }

  #keep(kept: KeptText, text: string): void {
    this.#plain.add(kept);
    this.#characters += text.length;
  }
}

/** In another thread. The result is copied: it comes in an array of 16 kB, however short it is. */
function deflated(text: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    deflateRaw(text, { level }, (error, packed) => (error ? reject(error) : resolve(Uint8Array.from(packed))));
  });
}
