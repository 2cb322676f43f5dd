import { type InitializeParams, type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";

/** What this client can do, asked once; features never look at the protocol's capabilities themselves. */
export type ClientFacts = {
  readonly name: string;
  /** Popup items may be snippets. */
  readonly snippets: boolean;
  /** Understands window/workDoneProgress/create. */
  readonly progress: boolean;
  /** Answers workspace/configuration. */
  readonly configuration: boolean;
  /** Wants to be asked to send workspace/didChangeConfiguration. */
  readonly registersConfiguration: boolean;
  /** Tells what others change on disk, if asked to. */
  readonly watchesFiles: boolean;
  /** Tells when workspace folders come and go. */
  readonly folders: boolean;
};

/** Capabilities come from outside and may be missing or of any form: only `true` counts. */
export function clientFacts({ clientInfo, capabilities }: InitializeParams): ClientFacts {
  const window = capabilities?.window;
  const workspace = capabilities?.workspace;
  const name = typeof clientInfo?.name === "string" ? clientInfo.name : "an editor";
  return {
    name,
    snippets: capabilities?.textDocument?.completion?.completionItem?.snippetSupport === true,
    progress: window?.workDoneProgress === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    // Helix takes the registration and then tells only of the files that it writes itself.
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true && name !== "helix",
    folders: workspace?.workspaceFolders === true,
  };
}

/** The command line, which can do nothing that an editor can. */
export const noClient = clientFacts({ processId: null, rootUri: null, capabilities: {} });

/** What Hearth offers. The same to everybody: lsp-mode asks for inline completion without announcing it. */
export const serverCapabilities: ServerCapabilities = {
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  inlineCompletionProvider: true,
  // No resolve: Helix blocks on it, and Neovim drops the item if the buffer changed meanwhile.
  completionProvider: { triggerCharacters: [".", "(", " "], resolveProvider: false },
  executeCommandProvider: { commands: ["hearth.accepted", "hearth.why"] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
