import { expect, test } from "@jest/globals";
import type { ClientCapabilities } from "vscode-languageserver";
import { type ClientFacts, clientFacts } from "../../server/lsp/capabilities.ts";

const facts = (capabilities: ClientCapabilities, name = "test") =>
  clientFacts({ processId: null, rootUri: null, clientInfo: { name }, capabilities });

/** The least announcement that makes each fact true. */
const announcements: readonly (readonly [keyof ClientFacts, ClientCapabilities])[] = [
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
  const { name, pauseAfterAnswerMs, ...others } = facts({});
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

test.each(["Eglot", "emacs", "Zed", "Zed Preview", "Visual Studio Code", "Visual Studio Code - Insiders"])(
  "in %s a hover comes by itself",
  (name) => {
    expect(facts({}, name).hoverIsAutomatic).toBe(true);
  },
);

test.each(["Neovim", "helix"])("in %s a hover is asked for by a key", (name) => {
  expect(facts({}, name).hoverIsAutomatic).toBe(false);
});

test("lsp-mode is given time to read an answer before what follows from it", () => {
  expect(facts({}, "emacs").pauseAfterAnswerMs).toBeGreaterThan(0);
  expect(facts({}, "Eglot").pauseAfterAnswerMs).toBe(0);
});
