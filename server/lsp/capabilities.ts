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
  /** Prefers Markdown to plain text in a hover. */
  readonly hoverMarkdown: boolean;
  /** Asks for a hover at every rest of the cursor or the mouse, not only when its user wants one. */
  readonly hoverIsAutomatic: boolean;
  /** Opens a file or a page on window/showDocument. */
  readonly showDocument: boolean;
  /** Takes edits by workspace/applyEdit. */
  readonly applyEdit: boolean;
  /** Edits may name the version they belong to, and be refused for it. */
  readonly documentChanges: boolean;
  /** Edits may carry labels, and ask to be confirmed. */
  readonly changeAnnotations: boolean;
  /** Edits may create files. */
  readonly createsFiles: boolean;
  /** Code actions may be more than commands. */
  readonly codeActionLiterals: boolean;
  /** Shows, or at least understands, a code action that cannot be chosen and why. */
  readonly disabledActions: boolean;
  /** How long after the answer to a command what follows from it may be sent. */
  readonly pauseAfterAnswerMs: number;
};

/**
 * What capabilities do not tell, or tell wrongly, by the name that the client gives itself. Every line needs
 * an editor in which it was seen, and a test.
 */
const quirks: readonly { readonly client: RegExp; readonly facts: Partial<ClientFacts> }[] = [
  // Helix takes the registration and then tells only of the files that it writes itself.
  { client: /^helix$/, facts: { watchesFiles: false } },
  // Eglot and lsp-mode ("emacs") ask for a hover wherever the cursor rests, through ElDoc.
  { client: /^(Eglot|emacs)$/, facts: { hoverIsAutomatic: true } },
  // lsp-mode 10 leaves its reader by a throw when the answer comes that it waits for, and forgets what it has read
  // behind that: an edit in the same read would be lost, and its answer never come.
  { client: /^emacs$/, facts: { pauseAfterAnswerMs: 200 } },
  // Zed (also Preview, Nightly and Dev) and VS Code (also Insiders) ask wherever the mouse rests.
  { client: /^(Zed|Visual Studio Code)\b/, facts: { hoverIsAutomatic: true } },
];

/** Capabilities come from outside and may be missing or of any form: only what is exactly as expected counts. */
export function clientFacts({ clientInfo, capabilities }: InitializeParams): ClientFacts {
  const window = capabilities?.window;
  const workspace = capabilities?.workspace;
  const edit = workspace?.workspaceEdit;
  const textDocument = capabilities?.textDocument;
  const codeAction = textDocument?.codeAction;
  const name = typeof clientInfo?.name === "string" ? clientInfo.name : "an editor";
  const facts: ClientFacts = {
    name,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    progress: window?.workDoneProgress === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    // The protocol orders them by preference.
    hoverMarkdown: textDocument?.hover?.contentFormat?.[0] === "markdown",
    hoverIsAutomatic: false,
    showDocument: window?.showDocument?.support === true,
    applyEdit: workspace?.applyEdit === true,
    documentChanges: edit?.documentChanges === true,
    changeAnnotations: isObject(edit?.changeAnnotationSupport),
    createsFiles: Array.isArray(edit?.resourceOperations) && edit.resourceOperations.includes("create"),
    codeActionLiterals: isObject(codeAction?.codeActionLiteralSupport),
    disabledActions: codeAction?.disabledSupport === true,
    pauseAfterAnswerMs: 0,
  };
  const corrections = quirks.filter(({ client }) => client.test(name)).map((quirk) => quirk.facts);
  return Object.assign(facts, ...corrections);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
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
  hoverProvider: true,
  // Every action is a command: Helix and eglot freeze while they have one resolved.
  codeActionProvider: { codeActionKinds: ["quickfix", "refactor", "source"], resolveProvider: false },
  executeCommandProvider: {
    commands: [
      "hearth.accepted",
      "hearth.why",
      "hearth.act",
      "hearth.explain",
      "hearth.explainAgain",
      "hearth.digest",
      "hearth.settled",
    ],
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
