import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import type { CancellationToken } from "vscode-languageserver/node";
import type { EngineStatus, Generation } from "../../models/engine.ts";
import { connectionOn } from "../../models/local/connection.ts";
import * as protocol from "../../models/local/protocol.ts";
import { socketPath } from "../../models/local/socket.ts";
import { parseConfig } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import { scriptedFigures, scriptedModel } from "../scriptedEngine.ts";
import type { TestUser } from "./environment.ts";

/** No process has this number: whoever ends a host that does not answer ends nothing. */
const nobody = 2 ** 22 + 1;

type Answer = string | Promise<string>;

/**
 * An engine host with a script for a model. A server with the same settings finds it where it looks for its host, and
 * speaks the same protocol to it over the same socket: nothing in the server knows of it.
 */
export class ScriptedHost {
  readonly settings: { readonly model: string };
  /** What was asked, and how each answer ended. */
  readonly asked: { readonly request: protocol.GenerateParams; end: Generation["end"] | "running" }[] = [];
  /** The next answers; the last is given again and again. */
  answers: Answer[] = [];
  /** Waits so long after each word. */
  wordMs = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #status: EngineStatus;
  readonly #path: string;

  private constructor(user: TestUser, chat: boolean) {
    this.settings = { model: join(user.folder, "scripted.gguf") };
    this.#status = { state: "ready", model: { ...scriptedModel, chat, path: this.settings.model } };
    this.#path = socketOf(user, this.settings);
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async start(user: TestUser, { chat = true } = {}): Promise<ScriptedHost> {
    const host = new ScriptedHost(user, chat);
    await new Promise<void>((resolve) => host.#server.listen(host.#path, resolve));
    return host;
  }

  /** The messages of the newest question, as one text. */
  get prompt(): string {
    const prompt = this.asked.at(-1)?.request.prompt;
    return prompt && "messages" in prompt ? prompt.messages.map(({ role, text }) => `${role}: ${text}`).join("\n") : "";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    const connection = connectionOn(socket);
    connection.onRequest(protocol.helloRequest, () => ({ pid: nobody, status: this.#status }));
    connection.onRequest(protocol.pingRequest, () => {});
    connection.onRequest(protocol.generateRequest, async (request, token) => {
      const say = (text: string) =>
        connection.sendProgress(protocol.generatedText, request.stream, { text, probability: 1 });
      return this.#generate(request, say, token);
    });
    socket.on("close", () => connection.dispose());
    socket.on("error", () => {}); // a server that was killed
    connection.listen();
  }

  async #generate(request: protocol.GenerateParams, say: (text: string) => Promise<void>, token: CancellationToken) {
    const asked: ScriptedHost["asked"][number] = { request, end: "running" };
    this.asked.push(asked);
    const cancelled = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    const whole = await Promise.race([answer ?? "", cancelled]);
    let text = "";
    for (const word of (whole ?? "").split(/(?<=\s)/)) {
      if (this.wordMs > 0) await Promise.race([new Promise((resolve) => setTimeout(resolve, this.wordMs)), cancelled]);
      if (token.isCancellationRequested) break;
      text += word;
      await say(word);
    }
    asked.end = token.isCancellationRequested ? "cancelled" : "stop";
    return { ...scriptedFigures, text, end: asked.end };
  }
}

/** Where a server of this user looks for the host of these settings. */
function socketOf(user: TestUser, settings: object): string {
  const before = process.env.XDG_RUNTIME_DIR;
  try {
    process.env.XDG_RUNTIME_DIR = user.env.XDG_RUNTIME_DIR;
    return socketPath(hostSettings(parseConfig(settings).config));
  } finally {
    if (before === undefined) delete process.env.XDG_RUNTIME_DIR;
    else process.env.XDG_RUNTIME_DIR = before;
  }
}
