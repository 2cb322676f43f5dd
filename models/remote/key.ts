import { execFile } from "node:child_process";
import { EngineUnavailable } from "../engine.ts";
import type { RemoteSettings } from "./settings.ts";

/** A password manager may have to ask its user. */
const commandLimitMs = 60_000;

/** A server's key, asked for once and then kept in memory. It stands in no log and no error. */
export class Key {
  readonly #settings: Pick<RemoteSettings, "keyEnv" | "keyCommand">;
  #key: Promise<string | undefined> | undefined;

  constructor(settings: Pick<RemoteSettings, "keyEnv" | "keyCommand">) {
    this.#settings = settings;
  }

  /** Undefined where the server needs none. Throws EngineUnavailable when there should be one and is not. */
  value(): Promise<string | undefined> {
    this.#key ??= this.#read();
    this.#key.catch(() => this.forget()); // whoever asked hears of it; the next one asks anew
    return this.#key;
  }

  /** The server did not take it: the next one may be another. */
  forget(): void {
    this.#key = undefined;
  }

  async #read(): Promise<string | undefined> {
    const { keyEnv, keyCommand } = this.#settings;
    if (keyEnv !== undefined) return fromEnvironment(keyEnv);
    if (keyCommand !== undefined) return fromCommand(keyCommand);
    return undefined;
  }
}

function fromEnvironment(name: string): string {
  const key = process.env[name]?.trim();
  if (!key)
    throw new EngineUnavailable(`the environment variable ${name}, which should hold the server's key, is not set`);
  return key;
}

/** Its stderr is not repeated: nobody knows what it says there. */
function fromCommand([program = "", ...args]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: commandLimitMs, encoding: "utf8" }, (error, stdout) => {
      const key = stdout.split("\n", 1)[0]?.trim();
      if (error) reject(new EngineUnavailable(`the command ${program}, which should print the server's key, failed`));
      else if (!key) reject(new EngineUnavailable(`the command ${program} printed no key`));
      else resolve(key);
    });
  });
}
