import { Transform, type TransformCallback } from "node:stream";
import { elementAt } from "../../base/at.ts";

/** More than any editor sends; a header that claims more is damaged. */
const largestBodyBytes = 512 * 1024 * 1024;
const longestHeaderBytes = 4096;
const headerName = "content-length:";

/**
 * Passes on whole messages of the base protocol (header, blank line, body), one in each chunk. Bytes between them are
 * dropped. The protocol library never finds its way again after a wrong header. One damaged message must not silence
 * the server for good. `onDropped` hears how many bytes belonged to no message.
 */
export class Frames extends Transform {
  readonly #onDropped: (bytes: number) => void;
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes of the message that is arriving, its header included; 0 between messages. */
  #wanted = 0;

  constructor(onDropped: (bytes: number) => void) {
    super({ readableObjectMode: true }); // or the stream may join chunks
    this.#onDropped = onDropped;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    // The chunks of a large message are joined once, when all of it is there.
    while (this.#length >= Math.max(1, this.#wanted)) {
      if (this.#wanted > 0) {
        this.push(this.#take(this.#wanted));
        this.#wanted = 0;
        continue;
      }
      const next = nextMessage(this.#joined());
      if (!next) break;
      if ("skip" in next) this.#onDropped(this.#take(next.skip).length);
      else this.#wanted = next.bytes;
    }
    done();
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return elementAt(this.#chunks, 0);
  }

  #take(bytes: number): Buffer {
    const data = this.#joined();
    this.#chunks = bytes < data.length ? [data.subarray(bytes)] : [];
    this.#length -= bytes;
    return data.subarray(0, bytes);
  }
}

/** The beginning of the data: a message, bytes of none, or (undefined) something that is still arriving. */
function nextMessage(data: Buffer): { readonly bytes: number } | { readonly skip: number } | undefined {
  const start = headerStart(data);
  if (start > 0) return { skip: start };
  const head = data.toString("latin1", 0, longestHeaderBytes);
  const end = head.indexOf("\r\n\r\n");
  if (end < 0) return data.length < longestHeaderBytes ? undefined : { skip: headerName.length };
  const digits = /^content-length:[ \t]*(\d+)[ \t]*(?:\r\n|$)/i.exec(head.slice(0, end))?.[1];
  const bodyBytes = Number(digits ?? Number.NaN);
  // Stepping over the name lets the search find the next header.
  return bodyBytes <= largestBodyBytes ? { bytes: end + 4 + bodyBytes } : { skip: headerName.length };
}

/** Where the first header begins, or where one may have begun to arrive; the data's length if nowhere. */
function headerStart(data: Buffer): number {
  if (data.toString("latin1", 0, headerName.length).toLowerCase() === headerName) return 0;
  const text = data.toString("latin1").toLowerCase();
  const whole = text.indexOf(headerName);
  if (whole >= 0) return whole;
  let tail = Math.min(headerName.length - 1, text.length);
  while (!headerName.startsWith(text.slice(text.length - tail))) tail--;
  return text.length - tail;
}
