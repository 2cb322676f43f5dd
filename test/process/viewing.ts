import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { until } from "../until.ts";
import { hearthMain, type TestUser } from "./environment.ts";

/** An event of the page's stream. */
type Told = { readonly event: string; readonly data: never };

/** A real `hearth view`, started by a user. */
export class Viewing implements AsyncDisposable {
  readonly process: ChildProcess;
  complained = "";
  #printed = "";
  readonly #exit: Promise<unknown>;
  readonly #closed = new AbortController();

  private constructor(user: TestUser, args: readonly string[]) {
    this.process = spawn(process.execPath, [hearthMain, "view", ...args], { env: user.env, stdio: "pipe" });
    this.process.stdout?.on("data", (chunk) => {
      this.#printed += chunk;
    });
    this.process.stderr?.on("data", (chunk) => {
      this.complained += chunk;
    });
    this.#exit = once(this.process, "exit");
  }

  /** Resolves when it has said where it is and what it sees. */
  static async ready(user: TestUser, ...args: readonly string[]): Promise<Viewing> {
    const it = new Viewing(user, args);
    await until(() => {
      if (it.process.exitCode !== null) throw new Error(`hearth view ended: ${it.complained}`);
      return it.#printed.includes("\n") && it.complained.includes("Ctrl-C");
    });
    return it;
  }

  get url(): string {
    return this.#printed.trim();
  }

  /** What the page is told, as it comes, until `leave`. */
  async *events(): AsyncGenerator<Told> {
    const { body } = await fetch(new URL("events", this.url), { signal: this.#closed.signal });
    let text = "";
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk).toString("utf8");
      const whole = text.split("\n\n");
      text = whole.pop() ?? "";
      for (const part of whole) {
        const [, event = "", data = "null"] = /^event: (.*)\ndata: (.*)$/s.exec(part) ?? [];
        if (event !== "") yield { event, data: JSON.parse(data) as never };
      }
    }
  }

  /** Closes every page. */
  leave(): void {
    this.#closed.abort();
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.process.kill(signal);
    await this.#exit;
    return this.process.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.leave();
    await this.end("SIGKILL");
  }
}
