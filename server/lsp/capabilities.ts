import { type InitializeParams, type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import { isObject } from "../../base/json.ts";

/** The abilities of this client, asked once. Features never look at the protocol's capabilities themselves. */
export type ClientFacts = {
  readonly name: string;
  /** Asks for ghost text where it is offered, and draws it. */
  readonly ghostText: boolean;
  /** Fails at an empty list of ghost text; "nothing" is null there, and nothing stays on screen all the same. */
  readonly failsAtEmptyList: boolean;
  /** Popup items may be snippets. */
  readonly snippets: boolean;
  /** Inserts a popup item of several lines as it is. Without this and without snippets an item has one line. */
  readonly severalLines: boolean;
  /** Shows beside a popup item whose it is. */
  readonly labelDetails: boolean;
  /** Prefers Markdown to plain text in what explains a popup item. */
  readonly itemMarkdown: boolean;
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
  /**
   * Asks for a hover only when its user wants one, and not at every rest of the cursor or the mouse. The protocol has
   * no sign of it. An editor that nobody has looked at must not start a model whenever a mouse rests.
   */
  readonly hoverByHand: boolean;
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
  /** Asks by itself without saying so, whether to draw a sign, and leaves out the kind `source` then alone. */
  readonly signsLackSource: boolean;
  /** How long after the answer to a command what follows from it may be sent. */
  readonly pauseAfterAnswerMs: number;
  /** The words for what finds and configures models there. */
  readonly setsUpBy: string;
};

/**
 * Facts that capabilities do not tell, or tell wrongly, by the name that the client gives itself. Every line needs an
 * editor in which it was seen, and a test.
 */
const quirks: readonly { readonly client: RegExp; readonly facts: Partial<ClientFacts> }[] = [
  // Helix takes the registration and then tells only of the files that it writes itself.
  { client: /^helix$/, facts: { watchesFiles: false } },
  // There a key or a command asks for a hover, and nothing else does.
  { client: /^(Neovim|helix|vim-lsp|Vim|kakoune-lsp|kak-lsp)$/, facts: { hoverByHand: true } },
  // hearth-inline.el asks for ghost text, and may be loaded after Eglot has announced what it can; Eglot itself never asks.
  { client: /^Eglot$/, facts: { ghostText: true } },
  // lsp-mode ("emacs") asks for inline completion without announcing it. It looks at the first item of a list without
  // asking whether there is one. It takes its ghost text away at every command.
  { client: /^emacs$/, facts: { ghostText: true, failsAtEmptyList: true } },
  // Emacs inserts what it is given. Vim's complete() makes a NUL byte of a line end, and nobody knows what others do.
  { client: /^(Eglot|emacs)$/, facts: { severalLines: true } },
  // Its sign asks at every line for all kinds but `source`; its menu for that, too.
  { client: /^vim-lsp$/, facts: { signsLackSource: true } },
  // lsp-mode 10 leaves its reader by a throw when the answer comes that it waits for. It forgets what it has read
  // behind that: an edit in the same read would be lost, and its answer never come.
  { client: /^emacs$/, facts: { pauseAfterAnswerMs: 200 } },
  // Its extension has a command for it, and may bring a server that is on no path.
  {
    client: /^(Visual Studio Code|VSCodium|Code - OSS)/,
    facts: { setsUpBy: "“Hearth: Set Up Models for This Machine”" },
  },
];

/** Capabilities come from outside and may be missing or of any form: only what is exactly as expected counts. */
export function clientFacts({ clientInfo, capabilities }: InitializeParams): ClientFacts {
  const window = capabilities?.window;
  const workspace = capabilities?.workspace;
  const edit = workspace?.workspaceEdit;
  const textDocument = capabilities?.textDocument;
  const codeAction = textDocument?.codeAction;
  const item = textDocument?.completion?.completionItem;
  const name = typeof clientInfo?.name === "string" ? clientInfo.name : "an editor";
  const facts: ClientFacts = {
    name,
    ghostText: isObject(textDocument?.inlineCompletion),
    failsAtEmptyList: false,
    snippets: item?.snippetSupport === true,
    severalLines: false,
    labelDetails: item?.labelDetailsSupport === true,
    // The protocol orders them by preference.
    itemMarkdown: item?.documentationFormat?.[0] === "markdown",
    progress: window?.workDoneProgress === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    hoverMarkdown: textDocument?.hover?.contentFormat?.[0] === "markdown",
    hoverByHand: false,
    showDocument: window?.showDocument?.support === true,
    applyEdit: workspace?.applyEdit === true,
    documentChanges: edit?.documentChanges === true,
    changeAnnotations: isObject(edit?.changeAnnotationSupport),
    createsFiles: Array.isArray(edit?.resourceOperations) && edit.resourceOperations.includes("create"),
    codeActionLiterals: isObject(codeAction?.codeActionLiteralSupport),
    disabledActions: codeAction?.disabledSupport === true,
    signsLackSource: false,
    pauseAfterAnswerMs: 0,
    setsUpBy: "`hearth setup`",
  };
  const corrections = quirks.filter(({ client }) => client.test(name)).map((quirk) => quirk.facts);
  return Object.assign(facts, ...corrections);
}

/** The command line, which can do nothing that an editor can. */
export const noClient = clientFacts({ processId: null, rootUri: null, capabilities: {} });

/**
 * Hearth offers these. Clients without ghost text may ask for that in the place of completions, where it is offered.
 */
export function serverCapabilities({ ghostText }: Pick<ClientFacts, "ghostText">): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    // Of all notebooks all cells: those of one language are one text.
    notebookDocumentSync: { notebookSelector: [{ notebook: "*" }] },
    ...(ghostText ? { inlineCompletionProvider: true } : {}),
    // No resolve: Helix blocks on it, and Neovim drops the item if the buffer changed meanwhile.
    completionProvider: { triggerCharacters: [".", "(", " "], resolveProvider: false },
    hoverProvider: true,
    // Every action is a command: Helix and eglot freeze while they have one resolved.
    codeActionProvider: { codeActionKinds: ["quickfix", "refactor", "source"], resolveProvider: false },
    executeCommandProvider: {
      commands: [
        "hearth.accepted",
        "hearth.traces",
        "hearth.why",
        "hearth.status",
        "hearth.act",
        "hearth.explain",
        "hearth.explainAgain",
        "hearth.digest",
        "hearth.settled",
        "hearth.nextEditAccepted",
        "hearth.nextEditDismissed",
      ],
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    // LSP has no request for an edit elsewhere than at the cursor; this is the one that clients have agreed on.
    experimental: { copilotInlineEditProvider: true },
  };
}
