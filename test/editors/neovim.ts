import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "../process/environment.ts";
import type { Home } from "./home.ts";
import { editorPath } from "./installed.ts";
import type { Unfinished } from "./unfinished.ts";
import { until } from "./until.ts";

const run = promisify(execFile);

/** A real Neovim without a screen, as `hearth init` sets it up, with a program open. */
export class Neovim implements AsyncDisposable {
  readonly #home: Home;
  readonly #process: ChildProcess;
  readonly #socket: string;

  /** `init` is what else stands in the user's init.lua, `options` what they give Hearth's setup, in Lua. */
  static async open(home: Home, { path, text }: Unfinished, init = "", options = ""): Promise<Neovim> {
    home.write(path, text);
    home.hearth("init", "neovim", "--write");
    const plugin = join(home.config, "nvim/plugin/hearth.lua");
    await writeFile(plugin, (await readFile(plugin, "utf8")).replace("setup()", `setup(${options})`));
    const initFile = join(home.config, "nvim/init.lua");
    await cp(join(repository, "editors/neovim/statusline.lua"), initFile);
    await appendFile(initFile, init);
    const socket = join(home.folder, "nvim.sock");
    const observer = join(repository, "test/editors/observe.lua");
    const args = ["--headless", "--listen", socket, "-n", "-i", "NONE", "--cmd", `luafile ${observer}`, path];
    const child = spawn(editorPath("nvim"), args, {
      cwd: home.project,
      env: home.env,
      stdio: "ignore",
    });
    const neovim = new Neovim(home, child, socket);
    const ready = () => neovim.lua<boolean>("vim.v.vim_did_enter == 1").catch(() => false);
    try {
      await until("Neovim has opened the file", ready, neovim.state);
      return neovim;
    } catch (error) {
      await neovim[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(home: Home, child: ChildProcess, socket: string) {
    this.#home = home;
    this.#process = child;
    this.#socket = socket;
  }

  /** Types keys in Neovim's notation, all at once. */
  async type(keys: string): Promise<void> {
    await this.#remote("--remote-send", keys);
  }

  /** Types keys, and waits until the server has answered a request that was made after them. */
  async typeAndBeAnswered(keys: string, method = "textDocument/inlineCompletion"): Promise<void> {
    const answers = await this.lua<number>(`Observed.answers['${method}']`);
    await this.type(keys);
    await this.until("the server has answered", `Observed.answers['${method}'] > ${answers}`);
  }

  /** The value of a Lua expression; undefined for nil. */
  async lua<T = unknown>(expression: string): Promise<T | undefined> {
    const code = JSON.stringify(`return vim.json.encode({ value = ${expression} })`);
    return JSON.parse(await this.#remote("--remote-expr", `luaeval('loadstring(_A)()', ${code})`)).value;
  }

  until<T = unknown>(what: string, expression: string): Promise<T> {
    return until(what, () => this.lua<T>(expression), this.state);
  }

  /** Goes to the end of a line and waits for ghost text there. Resolves to the buffer as it looks with it. */
  async ghostTextAt(line: number): Promise<string> {
    await this.#home.modelLoaded();
    await this.type(`:${line}<CR>A`);
    return await this.until<string>("ghost text is shown", "Observed.looks()");
  }

  async textIs(expected: string): Promise<void> {
    await this.until(`the text is\n${expected}`, `Observed.text() == ${JSON.stringify(expected)}`);
  }

  async lineIs(expected: string): Promise<void> {
    await this.until(`the line is ${expected}`, `vim.api.nvim_get_current_line() == ${JSON.stringify(expected)}`);
  }

  /** The first letters of the ghost text. */
  async ghostLetters(count: number): Promise<string> {
    return (await this.lua<string>(`Observed.ghost().text:sub(1, ${count})`)) ?? "";
  }

  async save(): Promise<void> {
    await this.type("<Esc>:write<CR>");
    await this.until("the file is saved", "not vim.bo.modified");
  }

  /** Types steps of keys and milliseconds to wait behind them. Resolves to what was seen so far; see observe.lua. */
  async play(steps: readonly (readonly [string, number])[]): Promise<{ shown: number; stale: string }> {
    await this.lua(`Observed.play(vim.json.decode([==[${JSON.stringify(steps)}]==]))`);
    await this.until("all is typed", "Observed.played.done");
    const seen = "{ shown = Observed.played.shown, stale = table.concat(Observed.played.stale, '\\n\\n') }";
    return (await this.lua(seen)) as { shown: number; stale: string };
  }

  /** What stands in the editor and in its logs. */
  readonly state = async (): Promise<string> => {
    const inside = await Promise.all([
      this.lua(
        "{ mode = vim.fn.mode(), text = Observed.text(), ghost = Observed.ghost(), answers = Observed.answers }",
      ),
      this.lua("vim.fn.execute('messages')"),
    ]).catch((error) => [String(error)]);
    const log = await readFile(join(this.#home.folder, "state/nvim/lsp.log"), "utf8").catch(String);
    return [JSON.stringify(inside[0], null, 2), inside[1], log].join("\n");
  };

  async #remote(...args: string[]): Promise<string> {
    const { stdout } = await run(editorPath("nvim"), ["--server", this.#socket, ...args], { env: this.#home.env });
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const exited = once(this.#process, "exit");
    await this.type("<C-\\><C-N>:qall!<CR>").catch(() => this.#process.kill());
    await exited;
  }
}
