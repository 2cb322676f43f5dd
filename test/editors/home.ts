import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { HostReport } from "../../models/local/protocol.ts";
import { hearthMain, TestUser } from "../process/environment.ts";
import { until } from "./until.ts";

/** A user who has just installed Hearth: a project that is a git repository, and `hearth` on the PATH. */
export class Home extends TestUser {
  readonly project = this.at("project");
  readonly config = join(this.folder, "config");

  constructor() {
    super();
    execFileSync("git", ["init", "--quiet", this.project]);
    const command = join(this.at("bin"), "hearth");
    writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${hearthMain}' "$@"\n`);
    chmodSync(command, 0o755);
    mkdirSync(join(this.config, "hearth"));
    this.configure({});
    Object.assign(this.env, {
      PATH: [join(this.folder, "bin"), process.env.PATH].join(delimiter),
      LANG: "C.UTF-8",
      TERM: "xterm-256color",
      SHELL: "/bin/sh",
    });
  }

  /** Settings in the user's own file. */
  configure(settings: object): void {
    // On a busy machine a model is slow, and these tests are not about time.
    const usual = { completion: { budgetMs: 10_000 }, log: "debug" };
    writeFileSync(join(this.config, "hearth/config.json"), JSON.stringify({ ...usual, ...settings }));
  }

  read(path: string): string {
    return readFileSync(join(this.project, path), "utf8");
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.project, path), text);
  }

  /** Waits until this user's host has its model in memory and serves so many servers. */
  async modelLoaded(servers = 1): Promise<void> {
    const what = `the model is loaded, for ${servers}`;
    await this.#host(what, ({ status, clients }) => status.state === "ready" && clients.length === servers);
  }

  /** Waits until the server knows of so many accepted suggestions. */
  async accepted(count: number): Promise<void> {
    await this.#host(`${count} accepted`, ({ clients }) => clients.some(({ counts }) => counts.accepted === count));
  }

  /** Ends the one server of this user as a crash does. */
  killServer(): void {
    const [host] = JSON.parse(this.hearth("status", "--json")) as HostReport[];
    process.kill(host?.clients[0]?.pid as number, "SIGKILL");
  }

  async #host(what: string, is: (host: HostReport) => boolean): Promise<void> {
    const hosts = () => this.hearth("status", "--json");
    const log = join(this.folder, "state/hearth/host.log");
    const state = async () => `${hosts()}\n${existsSync(log) ? readFileSync(log, "utf8") : "no host has started"}`;
    await until(what, async () => (JSON.parse(hosts()) as HostReport[]).some(is), state);
  }
}
