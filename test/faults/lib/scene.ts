import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "@jest/globals";
import { ProcessEditor, unfinished } from "../../process/editor.ts";
import { TestUser } from "../../process/environment.ts";
import { gone, processesOf, rssBytes } from "./processes.ts";

/** What a processing of faults may leave in memory: caches that a longer life fills. */
const growthBytes = 80e6;

export type Circumstances = {
  readonly settings?: object;
  readonly env?: NodeJS.ProcessEnv;
  readonly through?: readonly string[];
};

/** A user with a workspace and one editor that shows a document at whose end there is something to suggest. */
export class Scene {
  readonly user = new SceneUser();
  readonly folder: string;
  readonly uri: string;
  #editors: ProcessEditor[] = [];

  constructor() {
    this.folder = join(this.user.folder, "workspace");
    mkdirSync(this.folder);
    writeFileSync(join(this.folder, "other.py"), "def other(items):\n    return items\n");
    this.uri = pathToFileURL(join(this.folder, "a.py")).href;
  }

  async open({ settings = {}, env = {}, through = [] }: Circumstances = {}): Promise<ProcessEditor> {
    const editor = new ProcessEditor(this.user, env, [], through);
    this.#editors.push(editor);
    await editor.initialize({ folder: this.folder, settings });
    await editor.open(this.uri, unfinished.text);
    return editor;
  }

  /** By hand: the model is asked even where the answer is known. */
  async suggestion(editor: ProcessEditor): Promise<void> {
    const { line, character } = unfinished.end;
    for (let attempt = 0; ; attempt++) {
      try {
        await editor.untilSuggested(this.uri, line, character, "byHand");
        return;
      } catch (error) {
        // A host that was stopped is given up after 15 seconds, which is longer than an editor of the tests waits.
        if (attempt === 2) throw error;
      }
    }
  }

  /** The process of the only host. */
  get host(): number {
    const [host] = JSON.parse(this.user.hearth("status", "--json")) as { pid: number }[];
    if (!host) throw new Error("there is no host");
    return host.pid;
  }

  get sockets(): string[] {
    return readdirSync(join(this.user.env.XDG_RUNTIME_DIR as string, "hearth")).map((name) =>
      join(this.user.env.XDG_RUNTIME_DIR as string, "hearth", name),
    );
  }

  /** Of the servers and hosts; children of the index come and go. */
  get rssBytes(): number {
    const lasting = processesOf(this.user).filter(({ command }) => !command.includes("child.js"));
    return lasting.reduce((sum, { pid }) => sum + rssBytes(pid), 0);
  }

  /** Everything that must hold after whatever has happened. Returns the memory that was taken and not given back. */
  async isWell(editor: ProcessEditor, bytesBefore: number): Promise<number> {
    await this.suggestion(editor);
    const growth = this.rssBytes - bytesBefore;
    expect(growth).toBeLessThan(growthBytes);
    expect(editor.noise).toBe("");
    return growth;
  }

  /** Ends everything as an editor does, and looks for what stayed. */
  async leavesNothing(): Promise<void> {
    for (const editor of this.#editors) {
      if (editor.process.exitCode === null && editor.process.signalCode === null)
        expect(await editor.shutdown()).toBe(0);
    }
    this.user.hearth("stop");
    for (const { pid, command } of processesOf(this.user)) {
      await within(10_000, gone(pid), `still running: ${command}`);
    }
    expect(this.sockets).toEqual([]);
    expect(readdirSync(this.user.env.TMPDIR as string)).toEqual([]);
    const cached = readdirSync(this.user.env.XDG_CACHE_HOME as string, { recursive: true, encoding: "utf8" });
    expect(cached.filter((name) => name.endsWith(".tmp"))).toEqual([]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const editor of this.#editors) await editor[Symbol.asyncDispose]();
    for (const { pid } of processesOf(this.user)) process.kill(pid, "SIGKILL");
    rmSync(this.user.folder, { recursive: true, force: true });
  }
}

/** With a temporary folder of their own, in which nothing may stay. */
class SceneUser extends TestUser {
  constructor() {
    super();
    this.env.TMPDIR = this.at("tmp");
  }
}

async function within(ms: number, done: Promise<void>, problem: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(problem)), ms);
  });
  await Promise.race([done, late]).finally(() => clearTimeout(timer));
}
