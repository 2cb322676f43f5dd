import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { HostReport } from "../../models/protocol.ts";
import { until } from "./until.ts";

const run = promisify(execFile);
const hearth = fileURLToPath(new URL("../../server/main.js", import.meta.url));

/** The repository this file is in. */
export const repository = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * A user who has just installed Hearth: a home with nothing in it, a project that is a git repository,
 * and `hearth` on the PATH. Disposing it stops the user's engine hosts and removes everything.
 */
export class Home implements AsyncDisposable {
  readonly folder: string;
  readonly project: string;
  readonly config: string;
  readonly env: NodeJS.ProcessEnv;

  static async make(): Promise<Home> {
    const home = new Home(await mkdtemp(join(tmpdir(), "hearth-home-")));
    for (const folder of [home.config, join(home.project, ".git"), join(home.folder, "run")]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    }
    // On a busy machine a model is slow, and these tests are not about time.
    await mkdir(join(home.config, "hearth"));
    await writeFile(join(home.config, "hearth/config.json"), JSON.stringify({ completion: { budgetMs: 10_000 } }));
    const command = join(home.folder, "bin", "hearth");
    await mkdir(dirname(command));
    await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' '${hearth}' "$@"\n`);
    await chmod(command, 0o755);
    return home;
  }

  private constructor(folder: string) {
    this.folder = folder;
    this.project = join(folder, "project");
    this.config = join(folder, "config");
    this.env = {
      PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
      HOME: folder,
      LANG: "C.UTF-8",
      TERM: "xterm-256color",
      SHELL: "/bin/sh",
      XDG_CONFIG_HOME: this.config,
      XDG_CACHE_HOME: join(folder, "cache"),
      XDG_DATA_HOME: join(folder, "data"),
      XDG_STATE_HOME: join(folder, "state"),
      XDG_RUNTIME_DIR: join(folder, "run"),
    };
  }

  read(path: string): Promise<string> {
    return readFile(join(this.project, path), "utf8");
  }

  write(path: string, text: string): Promise<void> {
    return writeFile(join(this.project, path), text);
  }

  /** What a `hearth` command prints in the project. */
  async hearth(...args: string[]): Promise<string> {
    const { stdout } = await run("hearth", args, { cwd: this.project, env: this.env });
    return stdout;
  }

  /** Waits until an editor of this user has its model in memory. */
  async modelLoaded(): Promise<void> {
    await this.#host("the model is loaded", ({ status, clients }) => status.state === "ready" && clients.length > 0);
  }

  /** Waits until the server knows of so many accepted suggestions. */
  async accepted(count: number): Promise<void> {
    await this.#host(`${count} accepted`, ({ clients }) => clients.some(({ counts }) => counts.accepted === count));
  }

  async #host(what: string, is: (host: HostReport) => boolean): Promise<void> {
    const hosts = () => this.hearth("status", "--json");
    await until(what, async () => (JSON.parse(await hosts()) as HostReport[]).some(is), hosts);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hearth("stop");
    await rm(this.folder, { recursive: true, force: true });
  }
}
