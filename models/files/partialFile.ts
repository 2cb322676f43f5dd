import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { errorCode } from "../../base/errorCode.ts";
import { LocalFailure } from "./failure.ts";

/** The file of which the bytes so far are the beginning, as far as its server told. */
type About = {
  readonly url: string;
  readonly etag: string | null;
  readonly totalBytes: number | null;
  readonly sha256: string | null;
};

/** The disk is full, or what this user may take of it. */
const noRoom = ["ENOSPC", "EDQUOT", "EFBIG"];

/** A file that is being downloaded, beside its future place, and the hash of the bytes so far. */
export class PartialFile {
  readonly path: string;
  readonly #file: FileHandle;
  #hash = createHash("sha256");
  #bytes = 0;
  #about: About | undefined;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  /** Opens what an earlier attempt left, or begins. Bytes of which nobody knows what they are of are dropped. */
  static async open(target: string, onBytes: (bytes: number) => void): Promise<PartialFile> {
    const path = `${target}.part`;
    const file = await open(path, "a+", 0o600);
    const partial = new PartialFile(path, file);
    partial.#about = await readAbout(path);
    if (!partial.#about) await file.truncate(0);
    for await (const chunk of createReadStream(path)) {
      partial.#count(chunk);
      onBytes(partial.#bytes);
    }
    return partial;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get about(): About | undefined {
    return this.#about;
  }

  /** Throws a LocalFailure when there is no room for it. */
  async append(chunk: Buffer): Promise<void> {
    try {
      await this.#file.appendFile(chunk);
    } catch (error) {
      if (!noRoom.includes(errorCode(error) ?? "")) throw error;
      throw new LocalFailure(`the disk is full; what is here is kept in ${this.path}: make room and run this again`);
    }
    this.#count(chunk);
  }

  /** Written before the bytes that it describes: bytes without it are of no use. */
  async describe(about: About): Promise<void> {
    this.#about = about;
    await writeFile(aboutPath(this.path), JSON.stringify(about), { mode: 0o600 });
  }

  async restart(): Promise<void> {
    await this.#file.truncate(0);
    this.#hash = createHash("sha256");
    this.#bytes = 0;
  }

  /** The hash of the bytes that are there now. */
  sha256(): string {
    return this.#hash.copy().digest("hex");
  }

  async firstBytes(count: number): Promise<Buffer> {
    return (await this.#file.read(Buffer.alloc(count), 0, count, 0)).buffer;
  }

  /** Makes it the file it was meant to be. What is renamed is on the disk, whatever happens to the machine. */
  async become(target: string): Promise<void> {
    // What was hashed is what came here; another writer's bytes would stand between them.
    const { size } = await this.#file.stat();
    if (size !== this.#bytes) throw new LocalFailure(`another process has written to ${this.path}; remove it`);
    await this.#file.sync();
    await this.#file.close();
    await rename(this.path, target);
    await rm(aboutPath(this.path), { force: true });
  }

  async remove(): Promise<void> {
    await this.#file.close();
    await rm(this.path, { force: true });
    await rm(aboutPath(this.path), { force: true });
  }

  /** The bytes so far stay, for the next attempt. */
  async close(): Promise<void> {
    await this.#file.close();
  }

  #count(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
  }
}

function aboutPath(path: string): string {
  return `${path}.json`;
}

async function readAbout(path: string): Promise<About | undefined> {
  try {
    const about: About = JSON.parse(await readFile(aboutPath(path), "utf8"));
    return typeof about?.url === "string" ? about : undefined;
  } catch {
    return undefined; // there is none, or it was cut off: then nothing is known of the bytes
  }
}
