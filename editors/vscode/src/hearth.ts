import {
  type CancellationToken,
  CompletionTriggerKind,
  DiagnosticSeverity,
  type ExtensionContext,
  type InlineCompletionItem,
  type LogOutputChannel,
  languages,
  type Position,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import {
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  State,
} from "vscode-languageclient/node";
import { ownSettings } from "./ownSettings.ts";
import { findProgram, type Program } from "./program.ts";

/** What `hearth.status` answers, as far as it is shown; see docs/protocol.md. */
export type ServerStatus = {
  readonly version: string;
  readonly completion: EngineStatus;
  readonly chat: EngineStatus | null;
  readonly memoryBytes: { readonly ram: number; readonly vram: number } | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly silence: string | null;
};

export type EngineStatus =
  | { readonly state: "off" | "starting" }
  | { readonly state: "loading"; readonly progress: number }
  | { readonly state: "ready"; readonly model: LoadedModel }
  | { readonly state: "failed"; readonly message: string };

export type LoadedModel = {
  readonly name: string;
  readonly gpu: string | false;
  readonly gpuLayers: number;
  readonly totalLayers: number;
  readonly threads: number;
  readonly compromise: string | null;
  readonly remote?: { readonly name: string; readonly host: string };
};

/** A range as LSP has it. */
export type LspRange = Readonly<Record<"start" | "end", { readonly line: number; readonly character: number }>>;

/** What `textDocument/copilotInlineEdit` answers, as far as it is used; see docs/protocol.md. */
export type InlineEdits = {
  readonly edits: readonly { readonly text: string; readonly range: LspRange; readonly command: { command: string } }[];
  readonly others: number;
  readonly elsewhere: { readonly uri: string; readonly range: LspRange } | null;
};

/** Hears of suggestions that are asked for, and of what came for which place. */
export type SuggestionListener = {
  readonly asked: () => void;
  readonly answered: (items: readonly InlineCompletionItem[], document: TextDocument, position: Position) => void;
};

/** The server, as long as VS Code runs: started, restarted, asked. */
export class Hearth {
  readonly log: LogOutputChannel;
  readonly #context: ExtensionContext;
  readonly #listeners = new Set<SuggestionListener>();
  #client: LanguageClient | undefined;
  #problem: string | undefined;

  constructor(context: ExtensionContext) {
    this.#context = context;
    this.log = window.createOutputChannel("Hearth", { log: true });
    context.subscriptions.push(this.log);
  }

  /** Why there is no server, in a sentence; undefined where there is one. */
  get problem(): string | undefined {
    return this.#problem;
  }

  get isRunning(): boolean {
    return this.#client?.state === State.Running;
  }

  onSuggestion(listener: SuggestionListener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Throws an Error that says what to do where there is none. */
  program(): Program {
    return findProgram({
      setting: workspace.getConfiguration("hearth").get("server.path", ""),
      extensionFolder: this.#context.extensionPath,
      env: process.env,
      isWindows: process.platform === "win32",
    });
  }

  async start(): Promise<void> {
    try {
      const program = this.program();
      this.log.info(`the server is ${program.path}`);
      this.#client = new LanguageClient("hearth", "Hearth", serverOptions(program), this.#clientOptions());
      this.#problem = undefined;
      await this.#client.start();
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
      this.log.error(this.#problem);
      throw error;
    }
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.dispose();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Runs a command of the server. Undefined where no server runs. */
  async ask<T>(command: string, ...args: unknown[]): Promise<T | undefined> {
    if (!this.#client || !this.isRunning) return undefined;
    return await this.#client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
  }

  /** Asks for the next edit. Undefined where it was cancelled, no server runs, or one that knows of none. */
  async nextEdit(
    document: TextDocument,
    { line, character }: Position,
    isByHand: boolean,
    token: CancellationToken,
  ): Promise<InlineEdits | undefined> {
    const client = this.#client;
    if (!client || !this.isRunning) return undefined;
    const experimental: unknown = client.initializeResult?.capabilities.experimental;
    if (!(experimental as { copilotInlineEditProvider?: unknown } | undefined)?.copilotInlineEditProvider)
      return undefined;
    const { uri, version } = document;
    const params = {
      textDocument: { uri: client.code2ProtocolConverter.asUri(uri), version },
      position: { line, character },
      context: { triggerKind: isByHand ? 1 : 2, diagnostics: problemsOf(client, document) },
    };
    try {
      return await client.sendRequest<InlineEdits>("textDocument/copilotInlineEdit", params, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  }

  #clientOptions(): LanguageClientOptions {
    // The settings are those of the manifest, but for those that only the extension reads.
    const { properties } = this.#context.extension.packageJSON.contributes.configuration;
    const names = Object.keys(properties)
      .map((name) => name.replace("hearth.", ""))
      .filter((name) => name !== "server.path");
    return {
      documentSelector: [{ scheme: "file" }, { scheme: "untitled" }],
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      middleware: {
        workspace: {
          configuration: ({ items }, token, next) =>
            items.every(({ section }) => section === "hearth")
              ? items.map(() => ownSettings(names))
              : next({ items }, token),
          // Without a section nothing is sent but the fact, and the server asks for what it needs.
          didChangeConfiguration: async (_sections, next) => await next(undefined),
        },
        // A menu that opens by itself with nothing but Hearth's item in it would hide the ghost text.
        provideCompletionItem: async (document, position, context, token, next) =>
          context.triggerKind === CompletionTriggerKind.TriggerCharacter && drawsGhostText(document)
            ? []
            : await next(document, position, context, token),
        provideInlineCompletionItems: async (document, position, context, token, next) => {
          for (const { asked } of this.#listeners) asked();
          const answer = await next(document, position, context, token);
          const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
          for (const { answered } of this.#listeners) answered(items, document, position);
          return answer;
        },
      },
    };
  }
}

/** Node is VS Code's own: a user of VS Code may have no other. */
function serverOptions({ kind, path }: Program): ServerOptions {
  return kind === "module" ? { module: path, args: [] } : { command: path, args: ["--stdio"] };
}

function drawsGhostText(document: TextDocument): boolean {
  return workspace.getConfiguration("editor", document).get("inlineSuggest.enabled") !== false;
}

/** What other extensions find wrong with a document: where they do, one example is enough. */
function problemsOf({ code2ProtocolConverter }: LanguageClient, { uri }: TextDocument) {
  return languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity <= DiagnosticSeverity.Warning)
    .map((one) => code2ProtocolConverter.asDiagnostic(one));
}
