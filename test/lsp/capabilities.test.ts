import { expect, test } from "@jest/globals";
import type { ClientCapabilities } from "vscode-languageserver";
import { type ClientFacts, clientFacts, serverCapabilities } from "../../server/lsp/capabilities.ts";

const facts = (capabilities: ClientCapabilities, name = "test") =>
  clientFacts({ processId: null, rootUri: null, clientInfo: { name }, capabilities });

/** The least announcement that makes each fact true. */
const announcements: readonly (readonly [keyof ClientFacts, ClientCapabilities])[] = [
  ["ghostText", { textDocument: { inlineCompletion: {} } }],
  ["labelDetails", { textDocument: { completion: { completionItem: { labelDetailsSupport: true } } } }],
  [
    "itemMarkdown",
    { textDocument: { completion: { completionItem: { documentationFormat: ["markdown", "plaintext"] } } } },
  ],
  ["snippets", { textDocument: { completion: { completionItem: { snippetSupport: true } } } }],
  ["progress", { window: { workDoneProgress: true } }],
  ["configuration", { workspace: { configuration: true } }],
  ["registersConfiguration", { workspace: { didChangeConfiguration: { dynamicRegistration: true } } }],
  ["watchesFiles", { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }],
  ["folders", { workspace: { workspaceFolders: true } }],
  ["hoverMarkdown", { textDocument: { hover: { contentFormat: ["markdown", "plaintext"] } } }],
  ["showDocument", { window: { showDocument: { support: true } } }],
  ["applyEdit", { workspace: { applyEdit: true } }],
  ["documentChanges", { workspace: { workspaceEdit: { documentChanges: true } } }],
  ["changeAnnotations", { workspace: { workspaceEdit: { changeAnnotationSupport: { groupsOnLabel: true } } } }],
  ["createsFiles", { workspace: { workspaceEdit: { resourceOperations: ["create", "rename"] } } }],
  [
    "codeActionLiterals",
    { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } },
  ],
  ["disabledActions", { textDocument: { codeAction: { disabledSupport: true } } }],
];

test.each(announcements)("a client that announces it, and no other, has %s", (fact, capabilities) => {
  expect(facts(capabilities)).toEqual({ ...facts({}), [fact]: true });
});

test("a client that announces nothing can do nothing", () => {
  const { name, pauseAfterAnswerMs, setsUpBy, ...others } = facts({});
  expect(new Set(Object.values(others))).toEqual(new Set([false]));
});

test("a client without a name is an editor", () => {
  expect(clientFacts({ processId: null, rootUri: null, capabilities: {} }).name).toBe("an editor");
});

test("a hover is plain text where the client prefers it", () => {
  expect(facts({ textDocument: { hover: { contentFormat: ["plaintext", "markdown"] } } }).hoverMarkdown).toBe(false);
});

test("an editor that may rename files but not create them gets none created", () => {
  expect(facts({ workspace: { workspaceEdit: { resourceOperations: ["rename"] } } }).createsFiles).toBe(false);
});

test("Helix is not believed that it watches files", () => {
  const announced = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  expect(facts(announced, "helix").watchesFiles).toBe(false);
});

test.each(["Neovim", "helix", "vim-lsp", "Vim", "kakoune-lsp"])("in %s a hover is asked for by hand", (name) => {
  expect(facts({}, name).hoverByHand).toBe(true);
});

test.each([
  ...["Eglot", "emacs", "Zed", "Zed Preview", "Visual Studio Code", "Visual Studio Code - Insiders"],
  ...[
    "VSCodium",
    "Cursor",
    "code-server",
    "Code - OSS",
    "Windsurf",
    "Sublime Text LSP",
    "an editor",
    "one of tomorrow",
  ],
])("in %s a hover may come by itself", (name) => {
  expect(facts({}, name).hoverByHand).toBe(false);
});

test("ghost text is offered to who says that it can be drawn, and in Emacs, which does not say so", () => {
  const offered = (client: ClientFacts) => serverCapabilities(client).inlineCompletionProvider;
  expect(offered(facts({ textDocument: { inlineCompletion: {} } }))).toBe(true);
  expect(offered(facts({}, "emacs"))).toBe(true);
  expect(offered(facts({}, "Eglot"))).toBe(true);
  expect(offered(facts({}, "vim-lsp"))).toBeUndefined();
});

test.each(["Eglot", "emacs"])("%s inserts several lines as they are", (name) => {
  expect(facts({}, name).severalLines).toBe(true);
});

test("lsp-mode is given time to read an answer before what follows from it", () => {
  expect(facts({}, "emacs").pauseAfterAnswerMs).toBeGreaterThan(0);
  expect(facts({}, "Eglot").pauseAfterAnswerMs).toBe(0);
});
