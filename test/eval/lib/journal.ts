import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { BadInput } from "./badInput.ts";
import { type Header, identityOf } from "./header.ts";

/**
 * What an evaluation has found so far, one line of JSON for each key behind a line with the header. A run that was cut
 * off goes on with it. Of two records with one key the later counts.
 */
export class Journal<T extends { readonly key: string }> {
  readonly header: Header;
  readonly #path: string | undefined;
  readonly #records: Map<string, T>;

  private constructor(header: Header, path: string | undefined, records: Map<string, T>) {
    this.header = header;
    this.#path = path;
    this.#records = records;
  }

  /**
   * Without a path nothing is kept. A torn last line, of a run that was killed while it wrote, is removed. Throws
   * BadInput where the file is of another run: figures of two must not be mixed.
   */
  static open<T extends { readonly key: string }>(path: string | undefined, header: Header): Journal<T> {
    if (path === undefined) return new Journal(header, undefined, new Map());
    const lines = existsSync(path) ? wholeLines(path) : [];
    const [first, ...rest] = lines;
    if (first === undefined) {
      writeFileSync(path, `${JSON.stringify({ header })}\n`);
      return new Journal(header, path, new Map());
    }
    const found = (parsed(first, path) as { header?: Header }).header;
    if (!found) throw new BadInput(`${path} is not the journal of an evaluation; name another file to --resume`);
    if (!isDeepStrictEqual(plain(identityOf(found)), plain(identityOf(header)))) {
      throw new BadInput(`${path} is of another run (${difference(found, header)}); name another file to --resume`);
    }
    const records = rest.map((line) => parsed(line, path) as T);
    return new Journal(header, path, new Map(records.map((record) => [record.key, record])));
  }

  get(key: string): T | undefined {
    return this.#records.get(key);
  }

  /** In the order in which their keys first came. */
  get records(): readonly T[] {
    return [...this.#records.values()];
  }

  add(record: T): void {
    this.#records.set(record.key, record);
    if (this.#path !== undefined) appendFileSync(this.#path, `${JSON.stringify(record)}\n`);
  }
}

/** The lines that were written to their end; what stands behind them is cut off the file. */
function wholeLines(path: string): string[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(path, end);
  return bytes.toString("utf8", 0, end).split("\n").slice(0, -1);
}

function parsed(line: string, path: string): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // told below, as what is JSON but no object
  }
  throw new BadInput(`${path} holds a line that is not JSON; name another file to --resume, or remove that line`);
}

function difference(one: Header, other: Header): string {
  const [a, b] = [plain(identityOf(one)), plain(identityOf(other))] as Record<string, unknown>[];
  const names = Object.keys(b ?? {}).filter((name) => !isDeepStrictEqual(a?.[name], b?.[name]));
  return names
    .map((name) => `its ${name} was ${JSON.stringify(a?.[name])}, not ${JSON.stringify(b?.[name])}`)
    .join("; ");
}

/** As it comes back from a file: without what is undefined. */
function plain(value: object): object {
  return JSON.parse(JSON.stringify(value));
}
