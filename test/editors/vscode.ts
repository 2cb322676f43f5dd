import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "../process/environment.ts";
import { Chromium, type Held, type Key } from "./chromium.ts";
import type { Home } from "./home.ts";
import { until } from "./until.ts";

/** A browser and three more processes take their time on a busy machine. */
const longestMs = 240_000;

const execute = promisify(execFile);

const size = { width: 900, height: 560 };

const paletteHasKeyboard = "!!document.activeElement?.closest('.quick-input-widget')";
const editorHasKeyboard = "!!document.activeElement?.closest('.monaco-editor')";

/** The lines of the file that is open. */
export const lines = ".monaco-editor .view-line";
const ghost = ".monaco-editor .ghost-text-decoration";

/** What a person would have clicked away, and what would make a test depend on more than Hearth. */
const usualSettings = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.wordBasedSuggestions": "off",
  "files.autoSave": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "telemetry.telemetryLevel": "off",
};

/**
 * The extension as it is published, with the server in it, made by the marketplace's own tool: the one that
 * HEARTH_TEST_VSIX names, or one that is packed now. Resolves to the path of the .vsix.
 */
export async function packed(folder: string, home: Home): Promise<string> {
  if (process.env.HEARTH_TEST_VSIX) return process.env.HEARTH_TEST_VSIX;
  const build = join(home.folder, "extension");
  cpSync(join(repository, "editors/vscode"), build, {
    recursive: true,
    filter: (path) => !/[\\/]vscode[\\/](?:node_modules|dist|server)(?:[\\/]|$)/.test(path),
  });
  symlinkSync(join(folder, "extension/node_modules"), join(build, "node_modules"));
  const { stdout } = await execute(
    process.execPath,
    [join(build, "pack.cjs"), "--server", "--root", repository, "--out", home.folder],
    { maxBuffer: 1 << 26 },
  );
  return stdout.trim();
}

/** A real VS Code: its workbench in a browser, its extension host and Hearth on this machine. */
export class VsCode implements AsyncDisposable {
  readonly #server: ChildProcess;
  readonly #browser: Chromium;

  private constructor(server: ChildProcess, browser: Chromium) {
    this.#server = server;
    this.#browser = browser;
  }

  /** Opens the user's project with the extension installed. */
  static async open(folder: string, home: Home, vsix: string): Promise<VsCode> {
    const code = join(folder, "bin/code");
    const data = join(home.folder, "vscode");
    const machine = join(data, "data/Machine");
    mkdirSync(machine, { recursive: true });
    writeFileSync(join(machine, "settings.json"), JSON.stringify(usualSettings));
    // VS Code takes the PATH from a login shell, as its user has it there.
    writeFileSync(join(home.env.HOME as string, ".profile"), `PATH='${home.env.PATH}'\n`);
    const common = ["--server-data-dir", data, "--accept-server-license-terms", "--telemetry-level", "off"];
    await execute(code, [...common, "--install-extension", vsix], { env: home.env });

    const token = randomUUID();
    const flags = ["--host", "127.0.0.1", "--port", "0", "--connection-token", token, "--disable-workspace-trust"];
    const server = spawn(code, [...common, ...flags], { env: home.env, stdio: ["ignore", "pipe", "ignore"] });
    const port = await portOf(server);
    const address = new URL(`http://127.0.0.1:${port}/?tkn=${token}&folder=${home.project}`);
    const profile = join(home.folder, "browser");
    const browser = await Chromium.open(join(folder, "bin/chromium"), profile, address.href, size.width, size.height);
    return new VsCode(server, browser);
  }

  /** Waits until an expression of the page has a value that is not empty, and gives that. */
  async until<T>(what: string, expression: string): Promise<T> {
    return await until(
      what,
      async () => (await this.#browser.evaluate<T | undefined>(expression)) || undefined,
      async () => await this.text(),
      longestMs,
    );
  }

  /** The text of all elements that a selector finds, and of nothing else. */
  async shows(what: string, selector: string, pattern: RegExp): Promise<string> {
    const found = `[...document.querySelectorAll(${JSON.stringify(selector)})]
      .map((each) => each.textContent.replaceAll("\\u00a0", " ")).find((text) => ${pattern}.test(text))`;
    return await this.until(what, found);
  }

  /** The ghost text, which is drawn token by token. */
  async suggests(pattern: RegExp): Promise<string> {
    const all = `[...document.querySelectorAll(${JSON.stringify(ghost)})]
      .map((each) => each.textContent.replaceAll("\\u00a0", " ")).join("")`;
    return await this.until("ghost text", `((text) => (${pattern}.test(text) ? text : ""))(${all})`);
  }

  /** The line with the cursor is the line with this text. */
  async isLine(text: string): Promise<void> {
    await this.shows(`a line is ${text}`, lines, new RegExp(`^${patternOf(text).source}$`));
  }

  /** Waits until what the extension has drawn into the editor's lines, piece by piece, matches. */
  async draws(what: string, pattern: RegExp): Promise<void> {
    await this.until(what, `${pattern}.test(${drawn})`);
  }

  /** All that stands in the window. */
  async text(): Promise<string> {
    return await this.#browser.evaluate("document.body.innerText");
  }

  /** Runs a command by its title in the palette, as a person does. */
  async command(title: string): Promise<void> {
    await this.press("F1");
    await this.until("the palette is open", paletteHasKeyboard);
    await this.type(title);
    await this.shows("the command is found", ".quick-input-list .monaco-list-row.focused", patternOf(title));
    await this.press("Enter");
  }

  /** Opens a file of the project, "PATH:LINE:CHARACTER", both counted from 1. */
  async openFile(place: string): Promise<void> {
    const [path = "", line, character] = place.split(":");
    // By the mouse: the palette finds files by a program for searching, which is not fetched.
    await this.click(".explorer-viewlet .monaco-list-row", patternOf(path));
    // A mouse that stays is shown what it lies on.
    await this.#browser.moveMouse(size.width * 0.8, 8);
    await this.shows("the file is open", ".tab.active", patternOf(path));
    await this.press("G", ["Control"]);
    await this.until("the palette is open", paletteHasKeyboard);
    await this.type(`${line}:${character}`);
    // What is typed is taken in a while later, and Enter takes what is there.
    await this.shows(
      "the place is understood",
      ".quick-input-widget",
      patternOf(`line ${line} at column ${character}`),
    );
    await this.press("Enter");
    await this.shows("the cursor is there", ".statusbar-item", patternOf(`Ln ${line}, Col ${character}`));
    await this.until("the editor has the keyboard", editorHasKeyboard);
  }

  /** Puts the mouse on the first element that a selector finds and whose text matches. */
  async rest(selector: string, pattern: RegExp): Promise<void> {
    const { x, y } = await this.#placeOf(selector, pattern);
    await this.#browser.moveMouse(x, y);
  }

  async click(selector: string, pattern: RegExp): Promise<void> {
    const { x, y } = await this.#placeOf(selector, pattern);
    await this.#browser.click(x, y);
  }

  type(text: string): Promise<void> {
    return this.#browser.type(text);
  }

  press(key: Key, held: readonly Held[] = []): Promise<void> {
    return this.#browser.press(key, held);
  }

  /** Saves the file that is open, as its key does. */
  save(): Promise<void> {
    return this.press("S", ["Control"]);
  }

  picture(): Promise<Buffer> {
    return this.#browser.picture();
  }

  async #placeOf(selector: string, pattern: RegExp): Promise<{ readonly x: number; readonly y: number }> {
    return await this.until(
      `there is ${selector} with ${pattern}`,
      `(() => {
        const found = [...document.querySelectorAll(${JSON.stringify(selector)})].find((each) => ${pattern}.test(each.textContent.replaceAll("\\u00a0", " ")));
        if (!found) return undefined;
        found.scrollIntoView({ block: "center" });
        const { x, y, width, height } = found.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      })()`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser[Symbol.asyncDispose]();
    const ended = once(this.#server, "exit");
    this.#server.kill();
    await ended;
  }
}

/** Texts that VS Code writes into lines by its style sheets, which are no part of a line's own text. */
const drawn = `[...document.querySelectorAll(".monaco-editor .view-line span")]
  .flatMap((each) => ["::before", "::after"].map((side) => getComputedStyle(each, side).content))
  .flatMap((content) => content.startsWith('"') ? [JSON.parse(content).replaceAll("\\u00a0", " ").trim()] : [])
  .join(" | ")`;

/** A text as a pattern that finds it. */
export function patternOf(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

/** Reads on for ever: a server whose output nobody takes stands still. */
function portOf(server: ChildProcess): Promise<number> {
  let said = "";
  return new Promise((resolve, reject) => {
    server.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const port = /agent listening on (\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    server.once("exit", () => reject(new Error(`VS Code did not start:\n${said}`)));
  });
}
