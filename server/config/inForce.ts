import { type Config, defaultConfig, parseConfig } from "./config.ts";
import { readUserConfig } from "./file.ts";

/** The settings that hold now: the defaults, under the user's own file, under those of the editor. */
export class SettingsInForce {
  /** Without what the editor said after `initialize`, which comes whole each time. */
  #base: Config = defaultConfig;
  #current: Config = defaultConfig;

  get current(): Config {
    return this.#current;
  }

  /** Reads the user's file, and an editor's initializationOptions over it. Returns a sentence for each mistake. */
  begin(options: unknown): readonly string[] {
    const file = readUserConfig();
    const { config, problems } = parseConfig(options, file.config);
    this.#base = config;
    this.#current = config;
    return [...file.problems, ...problems];
  }

  /** The editor's settings as they are from now on. Returns a sentence for each mistake. */
  change(settings: unknown): readonly string[] {
    const { config, problems } = parseConfig(settings, this.#base);
    this.#current = config;
    return problems;
  }
}
