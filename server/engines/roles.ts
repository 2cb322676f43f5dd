import { isDeepStrictEqual } from "node:util";
import { once } from "../../base/once.ts";
import type { Engine, EngineStatus } from "../../models/engine.ts";
import { FallbackEngine } from "../../models/fallbackEngine.ts";
import { unknownFamily } from "../../models/families.ts";
import type { Config } from "../config/config.ts";
import { bigChoice, chatChoice, completionChoice, type EngineChoice } from "./choice.ts";
import { modelPaths } from "./modelPath.ts";

type Open = (choice: EngineChoice) => Engine;
type Opened = { readonly choice: EngineChoice; readonly engine: Engine };

/** Each is looked up when it is first needed, and once: that reads the disk, and is asked for with every key. */
type Choices = ReturnType<typeof choicesUnder>;

function choicesUnder(config: Config) {
  const find = modelPaths();
  return {
    completion: once(() => completionChoice(config, find)),
    chat: once(() => chatChoice(config, find)),
    big: once(() => bigChoice(config)),
  };
}

/** A model that hard tasks are given to on demand, under the name that its user gave it. */
export type BigModel = { readonly name: string; readonly engine: Engine };

/**
 * The models that a server speaks to: one for the text around cursors, and one for conversations. They are the same
 * unless the user chose another. Each is opened when it is first needed.
 */
export class Engines {
  readonly #open: Open;
  readonly #tell: (sentence: string) => void;
  #choices: Choices;
  #completion: Opened | undefined;
  #chat: Opened | undefined;
  #big: Opened | undefined;

  /** `tell` gets the sentences that a user should read. */
  constructor(config: Config, open: Open, tell: (sentence: string) => void) {
    this.#choices = choicesUnder(config);
    this.#open = open;
    this.#tell = tell;
  }

  get completion(): Engine {
    this.#completion ??= this.#begin(this.#choices.completion(), (status) => this.#tellOfCompletion(status));
    return this.#completion.engine;
  }

  get chat(): Engine {
    const choice = this.#choices.chat();
    if (!choice) return this.completion;
    if (!this.#chat) {
      const { engine } = this.#begin(choice, (status) => this.#tellOfChat(status));
      this.#chat = { choice, engine: new FallbackEngine(engine, this.completion) };
    }
    return this.#chat.engine;
  }

  /** Which model answers conversations, for whoever remembers what it said. Reads no disk that was not read already. */
  get chatChoice(): EngineChoice {
    return this.#choices.chat() ?? this.#choices.completion();
  }

  /** Undefined where the user configured none. Whoever asks it hears of its problems. */
  get big(): BigModel | undefined {
    const choice = this.#choices.big();
    if (!choice) return undefined;
    this.#big ??= this.#begin(choice, () => {});
    return { name: choice.remote, engine: this.#big.engine };
  }

  /** New settings hold from the next request on; another model is another engine, and the old one is let go. */
  configure(config: Config): { readonly completionChanged: boolean } {
    const choices = choicesUnder(config);
    this.#choices = choices;
    const completionChanged = isOther(this.#completion, choices.completion);
    const chatChanged = isOther(this.#chat, choices.chat);
    if (isOther(this.#big, choices.big)) this.#big = letGo(this.#big);
    // What stands in for the second model is the first.
    if (completionChanged || chatChanged) this.#chat = letGo(this.#chat);
    if (!completionChanged) return { completionChanged };
    this.#completion = letGo(this.#completion);
    this.completion.start();
    return { completionChanged };
  }

  dispose(): void {
    this.#big = letGo(this.#big);
    this.#chat = letGo(this.#chat);
    this.#completion = letGo(this.#completion);
  }

  #begin(choice: EngineChoice, listener: (status: EngineStatus) => void): Opened {
    const engine = this.#open(choice);
    engine.onStatus(listener);
    return { choice, engine };
  }

  #tellOfCompletion(status: EngineStatus): void {
    if (status.state === "failed") this.#tell(`Hearth cannot use its model: ${status.message}.`);
    if (status.state === "ready" && status.model.family === null && !status.model.isMemory) {
      this.#tell(`Hearth suggests nothing while you type: ${unknownFamily(status.model)}.`);
    }
  }

  #tellOfChat(status: EngineStatus): void {
    if (status.state !== "failed") return;
    const { status: completion } = this.completion;
    const fallsBack = status.noRoom && !(completion.state === "ready" && !completion.model.chat);
    if (fallsBack) this.#tell(`Hearth answers questions with its model for completion: ${status.message}.`);
    else this.#tell(`Hearth cannot use its model for questions: ${status.message}.`);
  }
}

/** Whether the configuration now means another model than the one that was opened. */
function isOther(opened: Opened | undefined, choice: () => EngineChoice | undefined): boolean {
  return opened !== undefined && !isDeepStrictEqual(opened.choice, choice());
}

function letGo(opened: Opened | undefined): undefined {
  opened?.engine.dispose();
}
