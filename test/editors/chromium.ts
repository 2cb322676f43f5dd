import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

type Waiting = { readonly resolve: (result: never) => void; readonly reject: (error: Error) => void };

/** The keys that are pressed in tests, as browsers know them. */
const keys = {
  Backslash: { key: "\\", code: "Backslash", number: 220 },
  Down: { key: "ArrowDown", code: "ArrowDown", number: 40 },
  Backspace: { key: "Backspace", code: "Backspace", number: 8 },
  End: { key: "End", code: "End", number: 35 },
  Enter: { key: "Enter", code: "Enter", number: 13 },
  Escape: { key: "Escape", code: "Escape", number: 27 },
  F1: { key: "F1", code: "F1", number: 112 },
  Home: { key: "Home", code: "Home", number: 36 },
  G: { key: "g", code: "KeyG", number: 71 },
  Period: { key: ".", code: "Period", number: 190 },
  Right: { key: "ArrowRight", code: "ArrowRight", number: 39 },
  S: { key: "s", code: "KeyS", number: 83 },
  Space: { key: " ", code: "Space", number: 32 },
  Tab: { key: "Tab", code: "Tab", number: 9 },
  Z: { key: "z", code: "KeyZ", number: 90 },
} as const;

export type Key = keyof typeof keys;
export type Held = "Alt" | "Control" | "Shift";

/** A page in a headless Chromium, driven by the protocol of its developer tools over two pipes. */
export class Chromium {
  readonly #process: ChildProcess;
  readonly #toBrowser: Writable;
  readonly #waiting = new Map<number, Waiting>();
  #session: string | undefined;
  #asked = 0;
  #received = "";

  private constructor(process: ChildProcess) {
    this.#process = process;
    const [, , , toBrowser, fromBrowser] = process.stdio as unknown as [null, null, null, Writable, Readable];
    this.#toBrowser = toBrowser;
    fromBrowser.setEncoding("utf8").on("data", (text: string) => this.#receive(text));
  }

  /** Opens an address. `profile` is a folder for what the browser keeps. */
  static async open(program: string, profile: string, url: string, width: number, height: number): Promise<Chromium> {
    const flags = [
      // The sandbox needs rights that a container lacks; nothing but our own server is visited.
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--remote-debugging-pipe",
      `--user-data-dir=${profile}`,
      `--window-size=${width},${height}`,
    ];
    const browser = new Chromium(spawn(program, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] }));
    const { targetId } = await browser.#ask<{ targetId: string }>("Target.createTarget", { url: "about:blank" });
    const attached = await browser.#ask<{ sessionId: string }>("Target.attachToTarget", { targetId, flatten: true });
    browser.#session = attached.sessionId;
    await browser.#ask("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    // VS Code draws less, and opens no menu, in a window that is not in front.
    await browser.#ask("Emulation.setFocusEmulationEnabled", { enabled: true });
    await browser.#ask("Page.enable");
    await browser.#ask("Page.navigate", { url });
    return browser;
  }

  /** The value of a JavaScript expression in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.#ask<{
      result: { value: T };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    }>("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Types as a keyboard does, a key after the other. */
  async type(text: string): Promise<void> {
    for (const key of text) {
      await this.#ask("Input.dispatchKeyEvent", { type: "keyDown", key, text: key, unmodifiedText: key });
      await this.#ask("Input.dispatchKeyEvent", { type: "keyUp", key });
    }
  }

  /** Presses one key by its name, and what is held with it. */
  async press(name: Key, held: readonly Held[] = []): Promise<void> {
    const bits = { Alt: 1, Control: 2, Shift: 8 };
    const modifiers = held.reduce((all, each) => all + bits[each], 0);
    const { key, code, number } = keys[name];
    const event = { key, code, windowsVirtualKeyCode: number, nativeVirtualKeyCode: number, modifiers };
    // Without a text it is no line break to a text field.
    const down = name === "Enter" ? { type: "keyDown", text: "\r" } : { type: "rawKeyDown" };
    await this.#ask("Input.dispatchKeyEvent", { ...down, ...event });
    await this.#ask("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  /** Has pages see a system whose windows are dark. */
  async darken(): Promise<void> {
    await this.#ask("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
  }

  async moveMouse(x: number, y: number): Promise<void> {
    await this.#ask("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
  }

  async click(x: number, y: number): Promise<void> {
    await this.moveMouse(x, y);
    const button = { x, y, button: "left", clickCount: 1 };
    await this.#ask("Input.dispatchMouseEvent", { type: "mousePressed", ...button });
    await this.#ask("Input.dispatchMouseEvent", { type: "mouseReleased", ...button });
  }

  /** What the page looks like, or a part of it, as a PNG. */
  async picture(clip?: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
    const part = clip ? { clip: { ...clip, scale: 1 } } : {};
    const { data } = await this.#ask<{ data: string }>("Page.captureScreenshot", { format: "png", ...part });
    return Buffer.from(data, "base64");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await ended;
  }

  #ask<T>(method: string, params: object = {}): Promise<T> {
    this.#asked += 1;
    const id = this.#asked;
    const message = { id, method, params, ...(this.#session ? { sessionId: this.#session } : {}) };
    this.#toBrowser.write(`${JSON.stringify(message)}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #receive(text: string): void {
    const messages = `${this.#received}${text}`.split("\0");
    this.#received = messages.pop() ?? "";
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message);
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result as never);
    }
  }
}
