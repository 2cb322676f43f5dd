import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The real `hearth` command, as built. */
export const hearthMain = fileURLToPath(new URL("../../server/main.js", import.meta.url));

/** The repository's root, from dist/test/process. */
export const repository = fileURLToPath(new URL("../../../", import.meta.url));

const networkVariables = ["HF_ENDPOINT", "HF_TOKEN", "HF_HOME", "HF_HUB_CACHE", "LLAMA_CACHE", "OLLAMA_MODELS"].concat(
  ["http_proxy", "https_proxy", "no_proxy"].flatMap((name) => [name, name.toUpperCase()]),
);

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** A user of their own: home, settings, caches and sockets in a new folder; their hosts end with them. */
export class TestUser {
  readonly folder = mkdtempSync(join(tmpdir(), "hearth-test-"));
  readonly env: NodeJS.ProcessEnv;

  constructor() {
    this.env = {
      ...process.env,
      HOME: this.at("home"),
      XDG_RUNTIME_DIR: this.at("run"),
      XDG_CONFIG_HOME: this.at("config"),
      XDG_STATE_HOME: this.at("state"),
      XDG_CACHE_HOME: this.at("cache"),
      XDG_DATA_HOME: this.at("data"),
      // Where models come from, and by which way, is for a test to say.
      ...Object.fromEntries(networkVariables.map((name) => [name, undefined])),
    };
    // What everybody is told once is told in the tests of that.
    mkdirSync(this.#told, { recursive: true, mode: 0o700 });
    writeFileSync(join(this.#told, "setup"), "", { mode: 0o600 });
  }

  get #told(): string {
    return join(this.folder, "cache/hearth/told");
  }

  /** Makes the user one who is not yet told of `hearth setup`. */
  isNew(): void {
    rmSync(this.#told, { recursive: true });
  }

  /** Makes a folder in the user's. */
  protected at(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path, { mode: 0o700 });
    return path;
  }

  /** Runs `hearth` to its end. Throws, with stderr in the message, unless it exits with 0. */
  hearth(...args: string[]): string {
    return execFileSync(process.execPath, [hearthMain, ...args], { env: this.env, encoding: "utf8", stdio: "pipe" });
  }

  /** The same without blocking this process, which may have to answer it; never throws. */
  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
    const child = spawn(process.execPath, [hearthMain, ...args], { env: { ...this.env, ...env }, stdio: "pipe" });
    child.stdin.end();
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    return new Promise((resolve) => child.once("close", (status) => resolve({ status, stdout, stderr })));
  }

  [Symbol.dispose](): void {
    // Whoever looks for a host makes this folder first.
    if (existsSync(join(this.env.XDG_RUNTIME_DIR as string, "hearth"))) this.hearth("stop");
    // Language servers that are ending may still write into their caches.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
