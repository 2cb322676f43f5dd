import { request as send } from "node:http";
import { Gateway } from "../../gateway/gateway.ts";
import type { Engine } from "../../models/engine.ts";

export const token = "the-token";

export type Answered = { readonly status: number; readonly text: string; readonly json: () => Record<string, unknown> };

/** A gateway on a port of its own, before engines that a test makes. */
export class TestGateway {
  readonly #gateway: Gateway;
  readonly port: number;
  readonly log: string[];

  private constructor(gateway: Gateway, port: number, log: string[]) {
    this.#gateway = gateway;
    this.port = port;
    this.log = log;
  }

  static async before(completion: Engine, chat = completion): Promise<TestGateway> {
    const log: string[] = [];
    const gateway = new Gateway({ completion, chat, token, log: (line) => log.push(line) });
    return new TestGateway(gateway, await gateway.listen(0, "127.0.0.1"), log);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
    return this.#send("GET", path, headers, undefined);
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    return this.#send("POST", path, headers, typeof body === "string" ? body : JSON.stringify(body));
  }

  /** By hand: `fetch` sets the headers itself that these tests are about. */
  #send(method: string, path: string, headers: Record<string, string>, body: string | undefined): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const all = { authorization: `Bearer ${token}`, ...headers };
      const request = send({ host: "127.0.0.1", port: this.port, method, path, headers: all }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, text, json: () => JSON.parse(text) });
        });
        response.on("error", reject);
      });
      request.on("error", reject);
      request.end(body);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#gateway.close();
  }
}
