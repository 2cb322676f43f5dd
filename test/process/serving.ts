import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PortFile } from "../../gateway/portFile.ts";
import { hearthMain, type TestUser } from "./environment.ts";

/** A real `hearth serve`, started by a user. */
export class Serving {
  readonly process: ChildProcess;
  readonly portFilePath: string;
  printed = "";
  complained = "";
  readonly #exit: Promise<unknown>;

  private constructor(user: TestUser, args: readonly string[]) {
    this.portFilePath = join(user.env.XDG_RUNTIME_DIR as string, "hearth", "gateway.json");
    this.process = spawn(process.execPath, [hearthMain, "serve", "--port", "0", ...args], {
      env: user.env,
      stdio: "pipe",
    });
    this.process.stdout?.on("data", (chunk) => {
      this.printed += chunk;
    });
    this.process.stderr?.on("data", (chunk) => {
      this.complained += chunk;
    });
    this.#exit = once(this.process, "exit");
  }

  static async ready(user: TestUser, ...args: readonly string[]): Promise<Serving> {
    const it = new Serving(user, args);
    while (!it.printed.includes("Serving at")) {
      if (it.process.exitCode !== null) throw new Error(`hearth serve ended: ${it.complained}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return it;
  }

  get place(): PortFile {
    return JSON.parse(readFileSync(this.portFilePath, "utf8"));
  }

  get url(): string {
    return `http://127.0.0.1:${this.place.port}`;
  }

  get hasPortFile(): boolean {
    return existsSync(this.portFilePath);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.process.kill(signal);
    await this.#exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end("SIGKILL");
  }
}
