import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Home } from "./home.ts";
import { editorPath } from "./installed.ts";
import { until } from "./until.ts";

const run = promisify(execFile);

const settings = `
set -g default-terminal xterm-256color
set -g remain-on-exit on
set -g status off
set -s escape-time 0
`;

export type Size = { readonly columns: number; readonly rows: number };
const usualSize: Size = { columns: 100, rows: 30 };

/** A screen with a program on it, as a person has it before them. */
export class Terminal implements AsyncDisposable {
  readonly #home: Home;
  readonly #socket: string;
  readonly #everything: string;

  static async open(home: Home, command: readonly string[], size: Size = usualSize): Promise<Terminal> {
    const terminal = new Terminal(home);
    await writeFile(terminal.#everything, "");
    const settingsFile = join(home.folder, "tmux.conf");
    await writeFile(settingsFile, settings);
    // The program starts when its output is already recorded.
    const gate = join(home.folder, "gate");
    const program = `until [ -e ${gate} ]; do sleep 0.01; done; exec ${command.map(quoted).join(" ")}`;
    const geometry = ["-x", `${size.columns}`, "-y", `${size.rows}`];
    await terminal.#tmux("-f", settingsFile, "new-session", "-d", ...geometry, "-c", home.project, program);
    await terminal.#tmux("pipe-pane", "-o", `cat >>'${terminal.#everything}'`);
    await writeFile(gate, "");
    return terminal;
  }

  private constructor(home: Home) {
    this.#home = home;
    this.#socket = join(home.folder, "tmux.sock");
    this.#everything = join(home.folder, "screen.log");
  }

  /** Types a text as it is. */
  async type(text: string): Promise<void> {
    await this.#tmux("send-keys", "-l", text);
  }

  /** Presses keys by their names: Enter, Tab, Escape, C-x. */
  async press(...keys: string[]): Promise<void> {
    await this.#tmux("send-keys", ...keys);
  }

  /** The rows of the screen without trailing blanks. */
  readonly screen = async (): Promise<string> => {
    const rows = (await this.#tmux("capture-pane", "-p")).split("\n");
    return rows.map((row) => expandTabs(row).trimEnd()).join("\n");
  };

  /** The screen with its colours, as escape sequences, and where the cursor is: column and row from 0. */
  async picture(): Promise<{ readonly screen: string; readonly cursor: readonly [number, number] }> {
    const screen = await this.#tmux("capture-pane", "-p", "-e", "-N");
    const [x, y] = (await this.#tmux("display-message", "-p", "#{cursor_x} #{cursor_y}")).trim().split(" ").map(Number);
    return { screen, cursor: [x ?? 0, y ?? 0] };
  }

  /** Waits until a text stands on the screen. */
  async shows(text: string): Promise<void> {
    await until(`"${text}" is on the screen`, async () => (await this.screen()).includes(text), this.screen);
  }

  /** Waits until something on the screen matches. Resolves to the pattern's first group. */
  showsMatch(pattern: RegExp): Promise<string> {
    const question = async () => pattern.exec(await this.screen())?.[1];
    return until(`${pattern} is on the screen`, question, this.screen);
  }

  /** Waits until more stands on a row, counted from 1, than `beginning`. Resolves to the row without its margin. */
  continues(row: number, beginning: string): Promise<string> {
    const question = async () => {
      const shown = (await this.screen()).split("\n")[row - 1] ?? "";
      const start = shown.indexOf(beginning);
      return start >= 0 && start + beginning.length < shown.length && shown.slice(start);
    };
    return until(`row ${row} goes on after "${beginning}"`, question, this.screen);
  }

  /** Waits until something has ever been written to the screen, however shortly it was to be seen. */
  async hasShown(text: string): Promise<void> {
    const question = async () => (await readFile(this.#everything, "utf8")).includes(text);
    await until(`"${text}" was on the screen`, question, this.screen);
  }

  async #tmux(...args: string[]): Promise<string> {
    const { stdout } = await run(editorPath("tmux"), ["-S", this.#socket, ...args], { env: this.#home.env });
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tmux("kill-server");
  }
}

/** Emacs moves the cursor by tabs, and tmux takes them for text. */
function expandTabs(row: string): string {
  return row.replaceAll(/([^\t]*)\t/g, (_, text: string) => text.padEnd((Math.floor(text.length / 8) + 1) * 8));
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
