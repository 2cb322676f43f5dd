import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { type Engine, EngineUnavailable } from "../models/engine.ts";
import { answerFrom } from "./answering.ts";
import type { UnderstoodRequest } from "./asked.ts";
import { jsonBody } from "./body.ts";
import { endpointOf, toldAsFor } from "./endpoints.ts";
import { refusalOf } from "./guard.ts";
import { loaded } from "./loaded.ts";
import { ApiRefusal, type ToldAs } from "./refusal.ts";
import { HttpReply } from "./reply.ts";
import { CallReader } from "./tools/callReader.ts";
import type { AnswerPart } from "./tools/tool.ts";

type GatewayOptions = {
  readonly completion: Engine;
  /** Often the same engine. */
  readonly chat: Engine;
  readonly token: string;
  readonly log: (message: string) => void;
};

/** A request must have arrived within this time, which is no limit on its answer. */
const arrivalLimitMs = 60_000;
const mostConnections = 64;

/** Serves the resident models to other programs of this user, in the forms of OpenAI's and Anthropic's APIs. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #server: Server;
  #requests = 0;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#server = createServer({ requestTimeout: arrivalLimitMs }, (request, response) => {
      void this.#serve(request, response);
    });
    this.#server.maxConnections = mostConnections;
  }

  /** Resolves to the port, when it listens there. Port 0 is any that is free. Throws what the system says. */
  async listen(port: number, host: string): Promise<number> {
    this.#server.listen(port, host);
    await once(this.#server, "listening");
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** A client that closes its connection cancels what it asked. Whatever goes wrong is one answer, and is logged. */
  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new CancellationTokenSource();
    response.once("close", () => gone.cancel());
    const reply = new HttpReply(response);
    const toldAs: ToldAs = toldAsFor(request.url);
    try {
      const refusal = refusalOf(request.headers, this.#options.token);
      if (refusal) throw refusal;
      await this.#answer(request, reply, gone.token);
    } catch (error) {
      if (!(error instanceof ApiRefusal)) this.#options.log(`${request.method} ${request.url} failed: ${error}`);
      reply.refuse(refusalFor(error), toldAs);
    }
  }

  async #answer(request: IncomingMessage, reply: HttpReply, token: CancellationToken): Promise<void> {
    const endpoint = endpointOf(request.method, request.url);
    if ("tell" in endpoint) reply.json(endpoint.tell(await this.#models(token)));
    else if ("count" in endpoint) {
      const count = endpoint.count(await jsonBody(request));
      reply.json(count(await loaded(this.#options.chat, token)));
    } else await this.#generate(endpoint.generate(await jsonBody(request)), reply, token);
  }

  #models(token: CancellationToken) {
    const { completion, chat } = this.#options;
    return Promise.all([...new Set([completion, chat])].map((engine) => loaded(engine, token)));
  }

  async #generate(asked: UnderstoodRequest, reply: HttpReply, token: CancellationToken): Promise<void> {
    const engine = this.#options[asked.role];
    const model = await loaded(engine, token);
    const format = asked.format(model);
    // Each request is a subject of its own: none takes another's place.
    const subject = `request ${++this.#requests}`;
    const reader = asked.hasTools ? new CallReader() : plainText;
    const parts: AnswerPart[] = [];
    const take = (more: readonly AnswerPart[]) => {
      for (const part of more) {
        if (asked.isStreamed) reply.stream(format, part);
        else parts.push(part);
      }
    };
    const onText = (text: string) => take(reader.add(text));
    const generation = await answerFrom(engine, asked.request(model), model.contextTokens, subject, onText, token);
    take(reader.rest());
    if (asked.isStreamed) reply.endStream(format, generation);
    else reply.json(format.whole(parts, generation));
  }
}

/** An answer without tools is what it says. */
const plainText: Pick<CallReader, "add" | "rest"> = { add: (text) => [{ text }], rest: () => [] };

function refusalFor(error: unknown): ApiRefusal {
  if (error instanceof ApiRefusal) return error;
  if (error instanceof EngineUnavailable) return new ApiRefusal(503, error.message);
  return new ApiRefusal(500, "something went wrong; the log of hearth serve says what");
}
