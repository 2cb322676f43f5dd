import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../process/environment.ts";
import { Chromium, type Held, type Key } from "./chromium.ts";
import type { Home } from "./home.ts";
import { until } from "./until.ts";

/** A browser and two more processes take their time on a busy machine. */
const longestMs = 120_000;

const size = { width: 900, height: 560 };

/** What a person would have clicked away, and what would make a test depend on more than Hearth. */
const usualSettings = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.wordBasedSuggestions": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "telemetry.telemetryLevel": "off",
};

/** The extension as it is published, made by the marketplace's own tool. Resolves to the path of the .vsix. */
export function packed(folder: string, home: Home): string {
  const build = join(home.folder, "extension");
  cpSync(join(repository, "editors/vscode"), build, {
    recursive: true,
    filter: (path) => !/[\\/]vscode[\\/](?:node_modules|dist|server)(?:[\\/]|$)/.test(path),
  });
  symlinkSync(join(folder, "extension/node_modules"), join(build, "node_modules"));
  const out = execFileSync(process.execPath, [join(build, "pack.cjs"), "--out", home.folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return out.trim();
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
    execFileSync(code, [...common, "--install-extension", vsix], { env: home.env, stdio: "pipe" });

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

  /** All that stands in the window. */
  async text(): Promise<string> {
    return await this.#browser.evaluate("document.body.innerText");
  }

  /** Runs a command by its title in the palette, as a person does. */
  async command(title: string): Promise<void> {
    await this.press("F1");
    await this.until("the palette is open", "document.activeElement?.closest('.quick-input-widget') !== null");
    await this.type(title);
    await this.shows("the command is found", ".quick-input-list .monaco-list-row.focused", patternOf(title));
    await this.press("Enter");
  }

  /** Opens a file of the project, "PATH:LINE:CHARACTER", both counted from 1. */
  async openFile(place: string): Promise<void> {
    await this.press("P", ["Control"]);
    await this.until("the palette is open", "document.activeElement?.closest('.quick-input-widget') !== null");
    await this.type(place);
    const [path = "", line] = place.split(":");
    await this.shows("the file is found", ".quick-input-list .monaco-list-row.focused", patternOf(path));
    await this.press("Enter");
    await this.shows("the file is open", ".tab.active", patternOf(path));
    await this.shows("the cursor is there", ".statusbar-item", patternOf(`Ln ${line},`));
    await this.until("the editor has the keyboard", "document.activeElement?.closest('.monaco-editor') !== null");
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

  picture(): Promise<Buffer> {
    return this.#browser.picture();
  }

  async #placeOf(selector: string, pattern: RegExp): Promise<{ readonly x: number; readonly y: number }> {
    return await this.until(
      `there is ${selector} with ${pattern}`,
      `(() => {
        const found = [...document.querySelectorAll(${JSON.stringify(selector)})].find((each) => ${pattern}.test(each.textContent.replaceAll("\\u00a0", " ")));
        if (!found) return undefined;
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

/** A text as a pattern that finds it. */
function patternOf(text: string): RegExp {
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
