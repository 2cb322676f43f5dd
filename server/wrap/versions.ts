import { isObject } from "../../base/json.ts";
import { changed, type Frame } from "./frame.ts";

/**
 * The other server is told of more changes than the editor makes. To it the versions of such documents are higher, and
 * each message that names one is translated on its way. All others stay as they are, byte for byte.
 */
export class Versions {
  /** By how much the other server is ahead, by URI. */
  readonly #ahead = new Map<string, number>();

  /** The version of the other server for the editor's. */
  theirs(uri: string, version: number): number {
    return version + (this.#ahead.get(uri) ?? 0);
  }

  /** The version of one more change, which the editor does not make. */
  next(uri: string, version: number): number {
    this.#ahead.set(uri, (this.#ahead.get(uri) ?? 0) + 1);
    return this.theirs(uri, version);
  }

  /** From now on both count alike: the document is opened or closed. */
  forget(uri: string): void {
    this.#ahead.delete(uri);
  }

  forgetAll(): void {
    this.#ahead.clear();
  }

  toTheirs(frame: Frame): Frame {
    return this.#translated(frame, 1);
  }

  toEditor(frame: Frame): Frame {
    return this.#translated(frame, -1);
  }

  #translated(frame: Frame, sign: 1 | -1): Frame {
    if (this.#ahead.size === 0) return frame;
    const { params, result } = frame.message;
    const [newParams, newResult] = [this.#shifted(params, sign), this.#shifted(result, sign)];
    if (newParams === params && newResult === result) return frame;
    return changed(frame, {
      ...(params === undefined ? {} : { params: newParams }),
      ...(result === undefined ? {} : { result: newResult }),
    });
  }

  /** The value with other versions beside the URIs of these documents; itself where it names none. */
  #shifted(value: unknown, sign: 1 | -1): unknown {
    if (Array.isArray(value)) {
      const items: unknown[] = value.map((item) => this.#shifted(item, sign));
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    if (!isObject(value)) return value;
    let copy: Record<string, unknown> | undefined;
    for (const [key, inner] of Object.entries(value)) {
      const shifted = this.#shifted(inner, sign);
      if (shifted !== inner) copy = { ...(copy ?? value), [key]: shifted };
    }
    const { uri, version } = value;
    const ahead = typeof uri === "string" && typeof version === "number" ? (this.#ahead.get(uri) ?? 0) : 0;
    return ahead === 0 ? (copy ?? value) : { ...(copy ?? value), version: Number(version) + sign * ahead };
  }
}
