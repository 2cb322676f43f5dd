import { pathToFileURL } from "node:url";
import { CancellationToken, type Hover } from "vscode-languageserver";
import { makeLog } from "../../base/log.ts";
import type { Engine } from "../../models/engine.ts";
import { type Config, defaultConfig } from "../../server/config/config.ts";
import { ActionLock } from "../../server/features/acting/actionLock.ts";
import { WithheldEdits } from "../../server/features/acting/withheldEdits.ts";
import { executeCommand } from "../../server/features/executeCommand.ts";
import { Explanations } from "../../server/features/explaining/explanations.ts";
import { PromptContexts } from "../../server/features/generation/promptContexts.ts";
import { Suggester } from "../../server/features/generation/suggester.ts";
import { hover } from "../../server/features/hover.ts";
import { NextEditAnswers } from "../../server/features/nextEdits/nextEditAnswers.ts";
import { NextEditing } from "../../server/features/nextEdits/nextEditing.ts";
import type { Session } from "../../server/features/session.ts";
import { Workspace } from "../../server/index/workspace.ts";
import { type ClientFacts, noClient } from "../../server/lsp/capabilities.ts";
import type { ProgressStep } from "../../server/lsp/progress.ts";
import { Folder, indexed } from "../index/workspace.ts";

type Settings = {
  readonly client?: Partial<ClientFacts>;
  readonly hover?: Partial<Config["hover"]>;
  /** Where explanations are kept; nowhere without it. */
  readonly cache?: string;
};

/** Somebody who reads code in an editor, in which all files are open, with the cursor at the `│`. */
export class Reader implements AsyncDisposable {
  readonly folder: Folder;
  readonly #index: Awaited<ReturnType<typeof indexed>>;
  readonly #workspace = new Workspace();
  readonly #contexts = new PromptContexts(() => [], failing);
  readonly explanations: Explanations;
  readonly suggester = new Suggester();
  readonly #engine: Engine;
  readonly #settings: Settings;
  /** What the editor was told to show, in order. */
  readonly messages: string[] = [];
  readonly documents: string[] = [];
  readonly steps: ProgressStep[] = [];
  /** Does what the editor's cancel button does. */
  cancel: () => void = () => {};
  #place = { uri: "", line: 0, character: 0 };

  static async of(files: string, engine: Engine, settings: Settings = {}): Promise<Reader> {
    const folder = new Folder();
    const reader = new Reader(folder, await indexed(folder), engine, settings);
    await reader.write(files);
    return reader;
  }

  private constructor(folder: Folder, index: Awaited<ReturnType<typeof indexed>>, engine: Engine, settings: Settings) {
    this.folder = folder;
    this.#index = index;
    this.#engine = engine;
    this.#settings = settings;
    this.explanations = new Explanations(settings.cache, failing);
    this.#workspace.setFolders([{ uri: pathToFileURL(folder.root).href, name: "folder" }]);
  }

  /** `--- path` lines begin files, which are written or written anew; the cursor is in one of them. */
  async write(files: string): Promise<void> {
    this.folder.write(files.replace("│", ""));
    for (const part of files.split(/^--- /m).slice(1)) {
      const [path = "", text = ""] = part.split(/\n(.*)/s, 2);
      if (text.includes("│")) this.#open(path, text);
      this.#index.open(this.folder.path(path), "", text.replace("│", ""));
    }
    await this.#index.settled();
    await this.#contexts.takeIn(this.#index.views);
  }

  #open(path: string, marked: string): void {
    const uri = pathToFileURL(this.folder.path(path)).href;
    this.#workspace.open(uri, "", 1, marked.replace("│", ""));
    const before = marked.slice(0, marked.indexOf("│")).split("\n");
    this.#place = { uri, line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }

  get #session(): Session {
    return {
      snapshot: this.#workspace.snapshot(),
      workspace: this.#workspace,
      nextEditing: new NextEditing(this.#contexts),
      nextEditAnswers: new NextEditAnswers(),
      actionLock: new ActionLock(),
      withheldEdits: new WithheldEdits(),
      engine: this.#engine,
      chat: this.#engine,
      chatChoice: { unknown: "scripted" },
      suggester: this.suggester,
      contexts: this.#contexts,
      explanations: this.explanations,
      client: { ...noClient, hoverByHand: true, ...this.#settings.client },
      editor: {
        progress: (_title, cancel) => {
          if (cancel) this.cancel = cancel;
          return (step) => void this.steps.push(step);
        },
        showDocument: async (uri) => {
          this.documents.push(uri);
          return true;
        },
        showMessage: (message) => void this.messages.push(message),
        applyEdit: async () => "an explanation changes nothing",
      },
      config: { ...defaultConfig, hover: { ...defaultConfig.hover, ...this.#settings.hover } },
      log: makeLog(
        () => "error",
        (_level, message) => failing(message),
      ),
    };
  }

  get position() {
    const { line, character } = this.#place;
    return { line, character };
  }

  get uri(): string {
    return this.#place.uri;
  }

  /** The text of the hover at the cursor; null where there is none. */
  async hover(token = CancellationToken.None): Promise<string | null> {
    const answer = await this.hoverAnswer(token);
    return answer && (answer.contents as { value: string }).value;
  }

  hoverAnswer(token = CancellationToken.None): Promise<Hover | null> {
    return hover(this.#session, { textDocument: { uri: this.uri }, position: this.position }, token);
  }

  command(name: string, ...args: unknown[]): unknown {
    return executeCommand(this.#session, { command: name, arguments: args });
  }

  /** Runs a command at the cursor or on a selection from there, and waits until it has shown something. */
  async explain(command = "hearth.explain", end = this.position, more = {}): Promise<void> {
    const before = this.messages.length + this.documents.length;
    await this.command(command, { uri: this.uri, range: { start: this.position, end }, ...more });
    for (let i = 0; i < 1000 && this.messages.length + this.documents.length === before; i++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.explanations.dispose();
    await this.#index[Symbol.asyncDispose]();
    this.folder[Symbol.dispose]();
  }
}

/** A log for tests in which nothing may fail. */
function failing(message: string): void {
  throw new Error(message);
}
