import { ErrorCodes, type InitializeParams, type InitializeResult, ResponseError } from "vscode-languageserver";
import { errorText } from "../base/errorText.ts";
import { makeLog } from "../base/log.ts";
import { version } from "../base/version.ts";
import type { Engine } from "../models/engine.ts";
import { SettingsInForce } from "./config/inForce.ts";
import type { EngineChoice } from "./engines/choice.ts";
import { openEngine } from "./engines/open.ts";
import { Engines } from "./engines/roles.ts";
import { ActionLock } from "./features/acting/actionLock.ts";
import { completion } from "./features/completion.ts";
import { followDocuments } from "./features/documents.ts";
import { executeCommand } from "./features/executeCommand.ts";
import { Explanations } from "./features/explaining/explanations.ts";
import { PromptContexts } from "./features/generation/promptContexts.ts";
import { Suggester } from "./features/generation/suggester.ts";
import { inlineCompletion } from "./features/inlineCompletion.ts";
import type { Feature, Session } from "./features/session.ts";
import { cacheFolder } from "./index/tables/cacheFolder.ts";
import { Workspace } from "./index/workspace.ts";
import type { WorkspaceIndex } from "./index/workspaceIndex.ts";
import { type ClientFacts, clientFacts, serverCapabilities } from "./lsp/capabilities.ts";
import { connectionOver, logWriter, warnings } from "./lsp/connection.ts";
import { type Editor, editorOn } from "./lsp/editor.ts";
import { folderChanges, foldersOf, ownSettings, settingsIn } from "./lsp/fromLsp.ts";
import { handle, type Lifecycle, refusal } from "./lsp/handle.ts";
import { loadingStep } from "./lsp/progress.ts";
import { register } from "./lsp/registrations.ts";

/** What nobody asks for first: an editor waits for `initialize`, and modules take longer than anything else in it. */
const later = {
  codeAction: () => import("./features/codeAction.ts"),
  hover: () => import("./features/hover.ts"),
  act: () => import("./features/act.ts"),
};

/** The language server on a connection. Reads from top to bottom as what it does. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
  const connection = connectionOver(input, output, (sentence) => log.error(sentence));
  const settings = new SettingsInForce();
  const log = makeLog(
    () => settings.current.log,
    logWriter(connection, () => lifecycle !== "starting"),
  );
  const warn = warnings(connection, log);
  const workspace = new Workspace();
  const engines = new Engines(settings.current, begin, warn);
  const suggester = new Suggester();
  const actionLock = new ActionLock();
  const contexts = new PromptContexts(() => settings.current.pinned, log.info);
  const explanations = new Explanations(cacheFolder("explanations"), log.info);
  let lifecycle: Lifecycle = "starting";
  let client: ClientFacts | undefined;
  let editor: Editor | undefined;
  let index: WorkspaceIndex | undefined;

  connection.onInitialize((params: InitializeParams): InitializeResult | ResponseError<never> => {
    if (lifecycle !== "starting") return new ResponseError(ErrorCodes.InvalidRequest, "initialize came before");
    client = clientFacts(params);
    editor = editorOn(connection, client, log);
    workspace.setFolders(foldersOf(params));
    const mistakes = settings.begin(ownSettings(params.initializationOptions));
    engines.configure(settings.current);
    warnOf(mistakes);
    lifecycle = "running";
    return { capabilities: serverCapabilities(client), serverInfo: { name: "hearth", version } };
  });

  connection.onInitialized(() => {
    if (!client) return;
    log.info(`Hearth ${version} serves ${client.name}`);
    void startIndex(client);
    for (const load of Object.values(later)) load().catch((error) => log.error(`not loaded: ${errorText(error)}`));
    register(connection, client, log);
    if (client.configuration) void pullSettings();
    if (!client.folders) return;
    connection.workspace.onDidChangeWorkspaceFolders((event) => {
      workspace.setFolders(folderChanges(workspace.snapshot().folders, event));
    });
  });

  connection.onDidChangeConfiguration((params) => {
    const own = settingsIn(params?.settings);
    if (own !== undefined) takeSettings(own);
    else if (client?.configuration) void pullSettings();
  });

  followDocuments(connection, { workspace, engines, suggester, contexts }, log);

  connection.languages.inlineCompletion.on(feature("inlineCompletion", inlineCompletion));
  connection.onCompletion(feature("completion", completion));
  connection.onCodeAction(feature("codeAction", async (...asked) => (await later.codeAction()).codeAction(...asked)));
  // Neovim and Helix ask for more of every action, also of those that lack nothing.
  connection.onCodeActionResolve((action) => action);
  connection.onHover(feature("hover", async (...asked) => (await later.hover()).hover(...asked)));
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
      chatChoice: engines.chatChoice,
      big: engines.big,
      suggester,
      contexts,
      actionLock,
      explanations,
      client,
      editor,
      config: settings.current,
      log,
    };
  }

  function begin(choice: EngineChoice): Engine {
    const counts = () => suggester.counters.byName();
    const engine = openEngine(choice, { name: client?.name ?? "an editor", log: log.info, tell: warn, counts });
    const showLoading = editor?.progress("Hearth: loading the model");
    engine.onStatus((status) => showLoading?.(loadingStep(status)));
    return engine;
  }

  /** The index grows beside everything else; what is asked meanwhile is answered from what there is. */
  async function startIndex(client: ClientFacts): Promise<void> {
    try {
      const { openIndex } = await import("./features/indexing.ts");
      index = openIndex(connection, client, contexts, log, warn);
      workspace.followWith(index);
      if (!client.watchesFiles) await index.watch();
    } catch (error) {
      log.error(`the workspace could not be read: ${errorText(error)}`);
    }
  }

  async function pullSettings(): Promise<void> {
    try {
      // Only the top-level section: eglot answers a dotted one with null.
      takeSettings(await connection.workspace.getConfiguration("hearth"));
    } catch (error) {
      log.error(`the editor did not answer workspace/configuration: ${errorText(error)}`);
    }
  }

  function takeSettings(own: unknown): void {
    warnOf(settings.change(own));
    if (engines.configure(settings.current).completionChanged) suggester.modelChanged();
  }

  function warnOf(mistakes: readonly string[]): void {
    for (const mistake of mistakes) warn(`Hearth: ${mistake}.`);
  }
}
