import {
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Engine } from "../models/engine.ts";
import { version } from "../models/version.ts";
import { type Config, parseConfig } from "./config.ts";
import { readUserConfig } from "./configFile.ts";
import type { EngineChoice } from "./engineChoice.ts";
import { Engines } from "./engines.ts";
import { codeAction } from "./features/codeAction.ts";
import { completion } from "./features/completion.ts";
import { Contexts } from "./features/contexts.ts";
import { executeCommand } from "./features/executeCommand.ts";
import { Explanations } from "./features/explanations.ts";
import { hover } from "./features/hover.ts";
import { inlineCompletion } from "./features/inlineCompletion.ts";
import { Suggester } from "./features/suggester.ts";
import { Underway } from "./features/underway.ts";
import { cacheFolder } from "./index/cacheFolder.ts";
import type { SourceFile } from "./index/sourceFile.ts";
import { Workspace } from "./index/workspace.ts";
import type { WorkspaceIndex } from "./index/workspaceIndex.ts";
import { errorText, makeLog } from "./log.ts";
import { type ClientFacts, clientFacts, serverCapabilities } from "./lsp/capabilities.ts";
import { type Editor, editorOn } from "./lsp/editor.ts";
import { Frames } from "./lsp/frames.ts";
import { changedDocument, editedLines, folderChanges, foldersOf, openedDocument, ownSettings } from "./lsp/fromLsp.ts";
import { type Feature, handle, type Lifecycle, notified, refusal } from "./lsp/handle.ts";
import { loadingStep } from "./lsp/progress.ts";
import { openEngine } from "./openEngine.ts";
import type { Session } from "./session.ts";

/** The language server on a connection. Reads from top to bottom as what it does. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
  const frames = new Frames((bytes) => log.error(`${bytes} bytes that are no message were ignored`));
  const reader = new StreamMessageReader(input.pipe(frames));
  reader.partialMessageTimeout = 0; // a slow pipe is no error
  reader.onError((error) => log.error(`a message that is not valid JSON was ignored: ${error.message}`));
  const connection = createConnection(reader, new StreamMessageWriter(output));
  const log = makeLog(() => config.log, writer(connection));
  const workspace = new Workspace();
  let lifecycle: Lifecycle = "starting";
  let client: ClientFacts | undefined;
  let editor: Editor | undefined;
  /** What the user's own file says, then the editor's initializationOptions; later settings come on top. */
  let baseConfig: Config;
  let config: Config = parseConfig(undefined).config;
  let index: WorkspaceIndex | undefined;
  const engines = new Engines(config, begin, tell);
  const suggester = new Suggester();
  const underway = new Underway();
  const contexts = new Contexts(() => config.pinned, log.info);
  const explanations = new Explanations(cacheFolder("explanations"), log.info);
  const told = new Set<string>();

  connection.onInitialize((params: InitializeParams): InitializeResult | ResponseError<never> => {
    if (lifecycle !== "starting") return new ResponseError(ErrorCodes.InvalidRequest, "initialize came before");
    client = clientFacts(params);
    editor = editorOn(connection, client, log);
    workspace.setFolders(foldersOf(params));
    const file = readUserConfig();
    const options = parseConfig(ownSettings(params.initializationOptions), file.config);
    config = baseConfig = options.config;
    engines.configure(config);
    reportProblems([...file.problems, ...options.problems]);
    lifecycle = "running";
    return { capabilities: serverCapabilities, serverInfo: { name: "hearth", version } };
  });

  connection.onInitialized(() => {
    log.info(`Hearth ${version} serves ${client?.name}`);
    void startIndex();
    if (client?.watchesFiles) {
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: "**/*" }] })
        .catch((error) => log.info(`the editor will not tell of changed files: ${error.message}`));
    }
    if (client?.folders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        workspace.setFolders(folderChanges(workspace.snapshot().folders, event));
      });
    }
    if (client?.registersConfiguration) {
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: "hearth" })
        .catch((error) => log.info(`the editor will not tell of changed settings: ${error.message}`));
    }
    if (client?.configuration) void pullConfig();
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    const own = settings?.hearth;
    if (own !== undefined) setConfig(own);
    else if (client?.configuration) void pullConfig();
  });

  connection.onDidOpenTextDocument(
    notified(log, "didOpen", (params) => {
      const { uri, languageId, version, text } = openedDocument(params);
      workspace.open(uri, languageId, version, text);
      // The model loads while the user still reads.
      engines.completion.start();
    }),
  );
  connection.onDidChangeTextDocument(
    notified(log, "didChange", (params) => {
      const { uri, version, changes } = changedDocument(params);
      if (!workspace.change(uri, version, changes)) {
        log.error(`changes of ${uri}, which is not open, are ignored`);
        return;
      }
      suggester.typed(performance.now());
      const { path } = workspace.snapshot().open.get(uri) as SourceFile;
      for (const change of changes) {
        const { newLines, ...lines } = editedLines(change);
        contexts.edited({ uri, path, ...lines }, newLines);
      }
    }),
  );
  connection.onDidCloseTextDocument(notified(log, "didClose", ({ textDocument }) => workspace.close(textDocument.uri)));

  connection.onDidChangeWatchedFiles(
    notified(log, "didChangeWatchedFiles", ({ changes }) => workspace.changedOnDisk(changes.map(({ uri }) => uri))),
  );

  connection.languages.inlineCompletion.on(feature("inlineCompletion", inlineCompletion));
  connection.onCompletion(feature("completion", completion));
  connection.onCodeAction(feature("codeAction", codeAction));
  // Neovim and Helix ask for more of every action, also of those that lack nothing.
  connection.onCodeActionResolve((action) => action);
  connection.onHover(feature("hover", hover));
  connection.onExecuteCommand((params) => refusal(lifecycle) ?? executeCommand(session(), params));

  connection.onShutdown(() => {
    lifecycle = "shutDown";
    explanations.dispose();
    engines.dispose();
    return index?.dispose();
  });
  // An editor that closes our input without the exit notification is gone.
  input.on("close", () => process.exit(lifecycle === "shutDown" ? 0 : 1));

  connection.listen();

  /** The index grows beside everything else; what is asked meanwhile is answered from what there is. */
  async function startIndex(): Promise<void> {
    if (!client) return;
    try {
      const { openIndex } = await import("./indexing.ts");
      index = openIndex(connection, client, contexts, log);
      workspace.followWith(index);
      if (!client.watchesFiles) await index.watch();
    } catch (error) {
      log.error(`the workspace could not be read: ${errorText(error)}`);
    }
  }

  function feature<P extends { textDocument: { uri: string } }, R>(name: string, run: Feature<P, R>) {
    return handle({ lifecycle: () => lifecycle, session, log }, name, run);
  }

  function session(): Session {
    if (!client || !editor) throw new Error("a session before initialize");
    return {
      snapshot: workspace.snapshot(),
      workspace,
      engine: engines.completion,
      chat: engines.chat,
      big: engines.big,
      suggester,
      contexts,
      underway,
      explanations,
      client,
      editor,
      config,
      log,
    };
  }

  function begin(choice: EngineChoice): Engine {
    const counts = () => suggester.counters.byName();
    const engine = openEngine(choice, { name: client?.name ?? "an editor", log: log.info, tell, counts });
    const showLoading = editor?.progress("Hearth: loading the model");
    engine.onStatus((status) => showLoading?.(loadingStep(status)));
    return engine;
  }

  async function pullConfig(): Promise<void> {
    try {
      // Only the top-level section: eglot answers a dotted one with null.
      setConfig(await connection.workspace.getConfiguration("hearth"));
    } catch (error) {
      log.error(`the editor did not answer workspace/configuration: ${errorText(error)}`);
    }
  }

  function setConfig(settings: unknown): void {
    const parsed = parseConfig(settings, baseConfig);
    config = parsed.config;
    reportProblems(parsed.problems);
    if (engines.configure(config).completionChanged) suggester.modelChanged();
  }

  function reportProblems(problems: readonly string[]): void {
    for (const problem of problems) tell(`Hearth: ${problem}.`);
  }

  /** Each sentence once: what is wrong stays wrong until the user has changed it. */
  function tell(sentence: string): void {
    log.error(sentence);
    if (told.has(sentence)) return;
    told.add(sentence);
    void connection.sendNotification("window/showMessage", { type: MessageType.Warning, message: sentence });
  }
}

/** To the editor's log; stderr too, where an editor keeps what came before the connection. */
function writer(connection: Connection) {
  const types = { error: MessageType.Error, info: MessageType.Info, debug: MessageType.Debug };
  return (level: keyof typeof types, message: string): void => {
    process.stderr.write(`hearth ${level}: ${message}\n`);
    void connection.sendNotification("window/logMessage", { type: types[level], message });
  };
}
