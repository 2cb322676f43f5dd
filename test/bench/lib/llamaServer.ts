import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { isHealthy } from "../../models/remote/localServer.ts";

/** What llama-server says of one request. */
export type PeerAnswer = { readonly evaluatedTokens: number; readonly promptTokens: number; readonly totalMs: number };

/** What llama.vim sends, unless the model's context is too small for it. */
const prefixLines = 256;
const suffixLines = 64;
/** One line before and one after. */
const smallestShare = 1 / 256;

export function isInstalled(): boolean {
  return spawnSync("llama-server", ["--version"], { stdio: "ignore" }).status === 0;
}

/** llama.cpp's own server, asked as llama.vim asks it. */
export class LlamaServer {
  readonly #process: ChildProcess;
  readonly #url: string;
  /** Of llama.vim's lines. */
  #share = 1;

  constructor(
    model: string,
    { threads, contextTokens, port }: { threads: number; contextTokens: number; port: number },
  ) {
    const args = ["-m", model, "-t", threads, "-c", contextTokens, "--port", port, "--cache-reuse", 256, "-np", 1];
    this.#process = spawn("llama-server", args.map(String), { stdio: "ignore" });
    this.#url = `http://127.0.0.1:${port}`;
  }

  async ready(): Promise<void> {
    while (this.#process.exitCode === null) {
      if (await isHealthy(this.#url)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("llama-server ended before it was ready");
  }

  async infill(before: string, after: string, maxTokens: number): Promise<PeerAnswer> {
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const above = before
      .slice(0, before.length - line.length)
      .split("\n")
      .slice(-Math.ceil(prefixLines * this.#share) - 1)
      .join("\n");
    const startedMs = performance.now();
    const response = await fetch(`${this.#url}/infill`, {
      method: "POST",
      body: JSON.stringify({
        input_prefix: above,
        prompt: line,
        input_suffix: after
          .split("\n")
          .slice(0, Math.ceil(suffixLines * this.#share))
          .join("\n"),
        input_extra: [],
        n_predict: maxTokens,
        cache_prompt: true,
        top_k: 40,
        top_p: 0.9,
        samplers: ["top_k", "top_p", "infill"],
      }),
    });
    const answer = (await response.json()) as {
      readonly error?: { readonly type: string };
      readonly tokens_evaluated: number;
      readonly timings: { readonly prompt_n: number };
    };
    if (answer.error?.type === "exceed_context_size_error" && this.#share > smallestShare) {
      this.#share *= 0.75;
      return this.infill(before, after, maxTokens);
    }
    if (!answer.timings) throw new Error(`llama-server answered ${JSON.stringify(answer).slice(0, 200)}`);
    return {
      promptTokens: answer.tokens_evaluated,
      evaluatedTokens: answer.timings.prompt_n,
      totalMs: performance.now() - startedMs,
    };
  }

  async stop(): Promise<void> {
    this.#process.kill();
    if (this.#process.exitCode === null) await once(this.#process, "exit");
  }
}
