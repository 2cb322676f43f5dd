import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "@jest/globals";
import { freePort, isHealthy } from "./localServer.ts";

/** Exit code of get-llama.sh for "this machine cannot have it", which is nobody's mistake. */
const cannotExitCode = 3;
const longestTestMs = 120_000;

const program = serverProgram();

/** A test with llama.cpp's own server. Where there is none it is skipped, and one line on stderr says why. */
export function llamaTest(name: string, story: () => Promise<void>): void {
  (program === undefined ? test.skip : test)(name, story, longestTestMs);
}

/** The real llama-server with a model, on a port of its own. */
export class LlamaProcess {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#process = child;
  }

  static async ready(model: string): Promise<LlamaProcess> {
    const port = await freePort();
    const args = ["-m", model, "--host", "127.0.0.1", "--port", port, "-t", 1, "-np", 1].map(String);
    const it = new LlamaProcess(`http://127.0.0.1:${port}`, spawn(program as string, args, { stdio: "ignore" }));
    while (!(await isHealthy(it.url))) {
      if (it.#process.exitCode !== null) throw new Error("llama-server ended before it was ready");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return it;
  }

  /** Whether it computes an answer now. */
  async isBusy(): Promise<boolean> {
    const slots = (await (await fetch(`${this.url}/slots`)).json()) as { is_processing: boolean }[];
    return slots.some((slot) => slot.is_processing);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    if (this.#process.exitCode === null && this.#process.signalCode === null) await once(this.#process, "exit");
  }
}

/** Fetched on first use. The script's lock lets several suites wait for one download. */
function serverProgram(): string | undefined {
  const script = fileURLToPath(new URL("../../../../test/models/remote/get-llama.sh", import.meta.url));
  const { status, stdout, stderr, error } = spawnSync("bash", [script], { encoding: "utf8" });
  if (status === 0) return join(stdout.trim(), "bin", "llama-server");
  const reason = error ? `bash cannot be run: ${error.message}` : (stderr.trim().split("\n").pop() ?? "");
  const expected = error !== undefined || status === cannotExitCode;
  if (process.env.CI === "true" && !expected) throw new Error(stderr);
  process.stderr.write(`The tests with llama-server are skipped: ${reason}\n`);
  return undefined;
}
