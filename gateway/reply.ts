import type { ServerResponse } from "node:http";
import type { Generation } from "../models/engine.ts";
import type { AnswerFormat, Event } from "./asked.ts";
import type { ApiRefusal, ToldAs } from "./refusal.ts";
import type { AnswerPart } from "./tools/tool.ts";

/** A client that lets so much of its answer lie is not reading it. */
const mostUnreadBytes = 4_000_000;

/** One answer: JSON, or events, or a refusal in either form. */
export class HttpReply {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  json(body: object, status = 200): void {
    const text = JSON.stringify(body);
    this.#response
      .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
      .end(text);
  }

  /** The stream begins with its first part: what is refused before that is answered with a status of its own. */
  stream(format: AnswerFormat, part: AnswerPart): void {
    this.#begin(format);
    this.#send(format.part(part));
    if (this.#response.writableLength > mostUnreadBytes) this.#response.destroy();
  }

  endStream(format: AnswerFormat, generation: Generation): void {
    this.#begin(format);
    this.#send(format.end(generation));
    this.#response.end();
  }

  /** In a stream that has begun the refusal is its last event. */
  refuse(refusal: ApiRefusal, toldAs: ToldAs): void {
    const body = toldAs(refusal);
    if (!this.#response.headersSent) {
      // What is left of the request is not read, so nothing else can come on this connection.
      this.#response.setHeader("connection", "close");
      this.json(body, refusal.status);
      return;
    }
    this.#send([{ event: "error", data: body }]);
    this.#response.end();
  }

  #begin(format: AnswerFormat): void {
    if (this.#response.headersSent) return;
    this.#response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
    this.#send(format.begin());
  }

  #send(events: readonly Event[]): void {
    for (const { event, data } of events) {
      const name = event === undefined ? "" : `event: ${event}\n`;
      this.#response.write(`${name}data: ${data === "[DONE]" ? data : JSON.stringify(data)}\n\n`);
    }
  }
}
