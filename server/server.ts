import { isDeepStrictEqual } from "node:util";
import {
  type Connection,
  ErrorCodes,
  type ExecuteCommandParams,
  ExecuteCommandRequest,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
} from "vscode-languageserver";
import { cacheFolder } from "../base/cacheFolder.ts";
import { errorText } from "../base/errorText.ts";
import { type Log, makeLog } from "../base/log.ts";
import { version } from "../base/version.ts";
import { missingGrammars } from "../grammars/languages.ts";
import type { Engine } from "../models/engine.ts";
import type { Viewers } from "../models/local/viewers.ts";
import { SettingsInForce } from "./config/inForce.ts";
import type { TypeOracle } from "./context/typeFacts.ts";
import type { EngineChoice } from "./engines/choice.ts";
import { openEngine } from "./engines/open.ts";
import { Engines } from "./engines/roles.ts";
import { ActionLock } from "./features/acting/actionLock.ts";
import { WithheldEdits } from "./features/acting/withheldEdits.ts";
import { completion } from "./features/completion.ts";
import { followDocuments } from "./features/documents.ts";
import { executeCommand } from "./features/executeCommand.ts";
import { Explanations } from "./features/explaining/explanations.ts";
import { PromptContexts } from "./features/generation/promptContexts.ts";
import { Suggester } from "./features/generation/suggester.ts";
import { inlineCompletion } from "./features/inlineCompletion.ts";
import { inlineEdit, noInlineEdits } from "./features/inlineEdit.ts";
import { NextEditAnswers } from "./features/nextEdits/nextEditAnswers.ts";
import { NextEditing } from "./features/nextEdits/nextEditing.ts";
import type { Feature, Session } from "./features/session.ts";
import { hintAtSetup } from "./features/setupHint.ts";
import { Workspace } from "./index/workspace.ts";
import type { WorkspaceIndex } from "./index/workspaceIndex.ts";
import { type ClientFacts, clientFacts, serverCapabilities } from "./lsp/capabilities.ts";
import { connectionOver, logWriter, warnings } from "./lsp/connection.ts";
import { type Editor, editorOn } from "./lsp/editor.ts";
import { folderChanges, foldersOf, ownSettings, settingsIn } from "./lsp/fromLsp.ts";
import { handle, refusals } from "./lsp/handle.ts";
import { inlineEditMethod } from "./lsp/inlineEdit.ts";
import { loadingStep } from "./lsp/progress.ts";
import { register } from "./lsp/registrations.ts";
import { firstToTell, type ServerBeside, type Verifier } from "./verify/verifier.ts";

/** What nobody asks for first: an editor waits for `initialize`, and modules take longer than anything else in it. */
const later = {
  codeAction: () => import("./features/codeAction.ts"),
  hover: () => import("./features/hover.ts"),
  act: () => import("./features/act.ts"),
  checker: () => import("./verify/checker/checkerVerifier.ts"),
  checkers: () => import("./features/acting/checkers.ts"),
  viewing: () => import("./features/viewing/openToViewers.ts"),
};

/** A client is known from `initialize` to `shutdown`, and an index while there is somebody to have it for. */
type State =
  | { readonly name: "starting" | "shutDown" }
  | {
      readonly name: "running";
      readonly client: ClientFacts;
      readonly editor: Editor;
      readonly index?: WorkspaceIndex;
    };

/** What another server knows: it looks at edits, says what is wrong with texts, and tells of types. */
type OtherServer = { readonly verifier: ServerBeside; readonly types: TypeOracle };

/** Serves an editor over two streams, until it has the process end. `other` is the language server beside Hearth. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, other?: OtherServer): void {
  new Server(input, output, other).listen();
}

/** The language server on a connection. Reads from top to bottom as what it does. */
class Server {
  readonly #input: NodeJS.ReadableStream;
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #warn: (sentence: string) => void;
  readonly #settings = new SettingsInForce();
  readonly #workspace = new Workspace();
  readonly #suggester = new Suggester();
  readonly #actionLock = new ActionLock();
  readonly #withheldEdits = new WithheldEdits();
  readonly #otherServer: ServerBeside | undefined;
  /** One for all edits: it remembers what was said of the workspace as it is. */
  #checker: Promise<Verifier> | undefined;
  readonly #engines: Engines;
  readonly #contexts: PromptContexts;
  readonly #explanations: Explanations;
  readonly #nextEditing: NextEditing;
  readonly #nextEditAnswers = new NextEditAnswers();
  #viewers: Viewers | undefined;
  #state: State = { name: "starting" };

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, other: OtherServer | undefined) {
    this.#input = input;
    this.#otherServer = other?.verifier;
    this.#connection = connectionOver(input, output, (sentence) => this.#log.error(sentence));
    this.#log = makeLog(
      () => this.#settings.current.log,
      logWriter(this.#connection, () => this.#state.name !== "starting"),
    );
    this.#warn = warnings(this.#connection, this.#log);
    this.#engines = new Engines(this.#settings.current, (choice) => this.#openEngine(choice), this.#warn);
    this.#contexts = new PromptContexts(() => this.#settings.current.pinned, this.#log.info, {
      types: other?.types,
    });
    this.#nextEditing = new NextEditing(this.#contexts);
    this.#explanations = new Explanations(cacheFolder("explanations"), this.#log.info);
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onDidChangeConfiguration((params) => this.#configurationChanged(params?.settings));
    followDocuments(
      connection,
      {
        workspace: this.#workspace,
        engines: this.#engines,
        suggester: this.#suggester,
        contexts: this.#contexts,
        nextEditing: this.#nextEditing,
        config: () => this.#settings.current,
        isServing: () => this.#state.name === "running",
      },
      this.#log,
    );
    this.#answerRequests();
    connection.onShutdown(() => this.#shutDown());
    // An editor that closes our input without the exit notification is gone.
    this.#input.on("close", () => process.exit(this.#state.name === "shutDown" ? 0 : 1));
    connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult | ResponseError<never> {
    if (this.#state.name !== "starting") return new ResponseError(ErrorCodes.InvalidRequest, "initialize came before");
    const client = clientFacts(params);
    const editor = editorOn(this.#connection, client, this.#log);
    this.#workspace.setFolders(foldersOf(params));
    const mistakes = this.#settings.begin(ownSettings(params.initializationOptions));
    this.#engines.configure(this.#settings.current);
    this.#warnOf(mistakes);
    this.#state = { name: "running", client, editor };
    return {
      capabilities: serverCapabilities(client),
      serverInfo: { name: "hearth", version },
    };
  }

  #initialized(): void {
    if (this.#state.name !== "running") return;
    const { client } = this.#state;
    this.#log.info(`Hearth ${version} serves ${client.name}`);
    for (const name of missingGrammars)
      this.#log.error(`the grammar ${name} is not installed: its files are completed without it; run npm ci`);
    void this.#startIndex(client);
    for (const load of Object.values(later)) {
      load().catch((error) => this.#log.error(`not loaded: ${errorText(error)}`));
    }
    void this.#openToViewers(client);
    register(this.#connection, client, this.#log);
    if (client.configuration) void this.#pullSettings();
    if (!client.folders) return;
    this.#connection.workspace.onDidChangeWorkspaceFolders((event) => {
      this.#workspace.setFolders(folderChanges(this.#workspace.snapshot().folders, event));
    });
  }

  /** The index grows beside everything else; what is asked meanwhile is answered from what there is. */
  async #startIndex(client: ClientFacts): Promise<void> {
    try {
      const { openIndex } = await import("./features/indexing.ts");
      if (this.#state.name !== "running") return;
      const index = openIndex(this.#connection, client, this.#contexts, this.#log, this.#warn);
      this.#state = { ...this.#state, index };
      this.#workspace.followWith(index);
      if (!client.watchesFiles) await index.watch();
    } catch (error) {
      this.#log.error(`the workspace could not be read: ${errorText(error)}`);
    }
  }

  async #openToViewers({ name }: ClientFacts): Promise<void> {
    try {
      const { openToViewers } = await later.viewing();
      if (this.#state.name !== "running") return;
      const viewers = await openToViewers({
        name,
        suggester: this.#suggester,
        workspace: this.#workspace,
        engine: () => this.#engines.completion,
        log: this.#log,
      });
      if (this.#state.name === "running") this.#viewers = viewers;
      else viewers.close();
    } catch (error) {
      this.#log.info(`hearth view and hearth trace cannot see this editor: ${errorText(error)}`);
    }
  }

  #configurationChanged(settings: unknown): void {
    const own = settingsIn(settings);
    if (own !== undefined) this.#takeSettings(own);
    else if (this.#state.name === "running" && this.#state.client.configuration) void this.#pullSettings();
  }

  async #pullSettings(): Promise<void> {
    try {
      // Only the top-level section: eglot answers a dotted one with null.
      this.#takeSettings(await this.#connection.workspace.getConfiguration("hearth"));
    } catch (error) {
      this.#log.error(`the editor did not answer workspace/configuration: ${errorText(error)}`);
    }
  }

  #takeSettings(own: unknown): void {
    const before = this.#settings.current;
    this.#warnOf(this.#settings.change(own));
    const { completionChanged } = this.#engines.configure(this.#settings.current);
    const isOtherwiseWanted = !isDeepStrictEqual(before.suggestions, this.#settings.current.suggestions);
    if (completionChanged || isOtherwiseWanted) this.#suggester.modelChanged();
  }

  #warnOf(mistakes: readonly string[]): void {
    for (const mistake of mistakes) this.#warn(`Hearth: ${mistake}.`);
  }

  #answerRequests(): void {
    const connection = this.#connection;
    connection.languages.inlineCompletion.on(this.#feature("inlineCompletion", inlineCompletion, "position"));
    connection.onCompletion(this.#feature("completion", completion, "position"));
    connection.onCodeAction(
      this.#feature("codeAction", async (...asked) => (await later.codeAction()).codeAction(...asked), "range"),
    );
    // Neovim and Helix ask for more of every action, also of those that lack nothing.
    connection.onCodeActionResolve((action) => action);
    connection.onHover(this.#feature("hover", async (...asked) => (await later.hover()).hover(...asked), "position"));
    const answerInlineEdit = this.#feature("copilotInlineEdit", inlineEdit);
    // copilot-lsp fails at null, which is how a request is answered that a newer one replaced.
    connection.onRequest(inlineEditMethod, async (params, token) => {
      return (await answerInlineEdit(params, token)) ?? noInlineEdits;
    });
    connection.onExecuteCommand((params) => this.#execute(params));
    // copilot.el has no use for the answer, and sends a notification.
    connection.onNotification(ExecuteCommandRequest.method, (params) => void this.#executeUnasked(params));
  }

  /** Nobody hears of an answer, nor of an error: it is logged. */
  async #executeUnasked(params: ExecuteCommandParams): Promise<void> {
    try {
      await this.#execute(params);
    } catch (error) {
      this.#log.error(`a command that came as a notification failed: ${errorText(error)}`);
    }
  }

  #execute(params: ExecuteCommandParams): unknown {
    const session = this.#session();
    return session instanceof ResponseError ? session : executeCommand(session, params);
  }

  #feature<P extends { textDocument: { uri: string } }, R>(
    name: string,
    run: Feature<P, R>,
    place?: "position" | "range",
  ) {
    return handle({ session: () => this.#session(), log: this.#log }, name, run, place);
  }

  /** What a request that comes now may use, or the answer to one outside `initialize` ... `shutdown`. */
  #session(): Session | ResponseError<void> {
    if (this.#state.name !== "running") return refusals[this.#state.name];
    const { client, editor } = this.#state;
    return {
      snapshot: this.#workspace.snapshot(),
      workspace: this.#workspace,
      engine: this.#engines.completion,
      chat: this.#engines.chat,
      chatChoice: this.#engines.chatChoice,
      big: this.#engines.big,
      suggester: this.#suggester,
      contexts: this.#contexts,
      actionLock: this.#actionLock,
      verifier: this.#verifier(),
      suggestionVerifier: this.#settings.current.verify.enabled ? this.#otherServer : undefined,
      published: this.#otherServer?.published,
      withheldEdits: this.#withheldEdits,
      nextEditing: this.#nextEditing,
      nextEditAnswers: this.#nextEditAnswers,
      explanations: this.#explanations,
      client,
      editor,
      config: this.#settings.current,
      log: this.#log,
    };
  }

  /** Who looks at an edit before it is made: the other server, where that can; else the user's checker. */
  #verifier(): Verifier | undefined {
    const { enabled, checkers } = this.#settings.current.verify;
    if (!enabled) return undefined;
    const hasCheckers = Object.keys(checkers).length > 0;
    const opened = () => {
      this.#checker ??= this.#openChecker();
      return this.#checker;
    };
    const checker: Verifier = {
      covers: async (languageId) => (await opened()).covers(languageId),
      verify: async (...asked) => (await opened()).verify(...asked),
    };
    return firstToTell([...(this.#otherServer ? [this.#otherServer] : []), ...(hasCheckers ? [checker] : [])]);
  }

  async #openChecker(): Promise<Verifier> {
    const [{ CheckerVerifier }, { checkerSettings }] = await Promise.all([later.checker(), later.checkers()]);
    return new CheckerVerifier(() => checkerSettings(this.#settings.current), this.#log.info);
  }

  #openEngine(choice: EngineChoice): Engine {
    const state = this.#state;
    const engine = openEngine(choice, {
      name: state.name === "running" ? state.client.name : "an editor",
      log: this.#log.info,
      tell: this.#warn,
      counts: () => this.#suggester.counters.byName(),
    });
    const showLoading = state.name === "running" ? state.editor.progress("Hearth: loading the model") : undefined;
    engine.onStatus((status) => {
      showLoading?.(loadingStep(status));
      if (status.state === "ready" && state.name === "running")
        void hintAtSetup(this.#settings.current, state.client, state.editor);
    });
    return engine;
  }

  #shutDown(): Promise<void> | undefined | ResponseError<void> {
    if (this.#state.name === "starting") return refusals.starting;
    const index = this.#state.name === "running" ? this.#state.index : undefined;
    this.#state = { name: "shutDown" };
    this.#viewers?.close();
    this.#explanations.dispose();
    this.#suggester.callOff();
    this.#engines.dispose();
    return index?.dispose();
  }
}
