import { expect, test } from "@jest/globals";
import type { InitializeParams, ServerCapabilities } from "vscode-languageserver";
import { serverCapabilities } from "../../server/lsp/capabilities.ts";
import { merged, ourParams, theirParams } from "../../server/wrap/initialize.ts";

const both = (theirs: ServerCapabilities, ours: ServerCapabilities = {}) =>
  merged({ capabilities: theirs }, { capabilities: ours }).capabilities;

const params = (more: object): InitializeParams => ({ processId: 1, rootUri: null, capabilities: {}, ...more });

test("the other server is offered UTF-16 positions only", () => {
  const capabilities = { general: { positionEncodings: ["utf-8", "utf-16"], markdown: { parser: "x" } } };
  expect(theirParams(params({ capabilities })).capabilities).toEqual({
    general: { positionEncodings: ["utf-16"], markdown: { parser: "x" } },
  });
});

test("clangd's own name for position encodings says the same", () => {
  const capabilities = { offsetEncoding: ["utf-8", "utf-16"] };
  expect(theirParams(params({ capabilities })).capabilities).toMatchObject({ offsetEncoding: ["utf-16"] });
});

test("the other server ends with this process", () => {
  expect(theirParams(params({})).processId).toBe(process.pid);
});

test("initialization options are the other server's, but for what stands under hearth", () => {
  const options = params({ initializationOptions: { plugins: [], hearth: { model: "a.gguf" } } });
  expect(theirParams(options).initializationOptions).toEqual({ plugins: [] });
  expect(ourParams(options).initializationOptions).toEqual({ hearth: { model: "a.gguf" } });
  expect(ourParams(params({ initializationOptions: { plugins: [] } })).initializationOptions).toBeUndefined();
});

test("an editor watches files for the other server, and we watch for ourselves", () => {
  const watching = { workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } } };
  const { workspace } = ourParams(params({ capabilities: watching })).capabilities;
  expect(workspace).toEqual({ configuration: true, didChangeWatchedFiles: { dynamicRegistration: false } });
  expect(theirParams(params({ capabilities: watching })).capabilities.workspace).toEqual(watching.workspace);
});

test("what the other server offers is offered, and inline completion besides", () => {
  const theirs = { definitionProvider: true, renameProvider: { prepareProvider: true } };
  expect(both(theirs, serverCapabilities({ ghostText: true }))).toMatchObject({
    ...theirs,
    inlineCompletionProvider: true,
  });
});

test("what is experimental is what both announce", () => {
  const theirs = { experimental: { testProvider: true } };
  expect(both(theirs, serverCapabilities({ ghostText: true })).experimental).toEqual({
    testProvider: true,
    copilotInlineEditProvider: true,
  });
});

test("notebooks are told of as the other server wants to hear of them, else cell by cell", () => {
  expect(both({}, serverCapabilities({ ghostText: true })).notebookDocumentSync).toBeUndefined();
  const sync = { notebookDocumentSync: { notebookSelector: [{ notebook: "jupyter-notebook" }] } };
  expect(both(sync, serverCapabilities({ ghostText: true }))).toMatchObject(sync);
});

test("completion begins at the trigger characters of both", () => {
  const theirs = {
    completionProvider: { triggerCharacters: [".", "["], resolveProvider: true, allCommitCharacters: [";"] },
  };
  expect(both(theirs, { completionProvider: { triggerCharacters: [".", " "] } }).completionProvider).toEqual({
    triggerCharacters: [".", "[", " "],
    resolveProvider: true,
    allCommitCharacters: [";"],
  });
});

test("code actions are of the kinds of both", () => {
  const theirs = { codeActionProvider: { codeActionKinds: ["source.organizeImports", "quickfix"] } };
  const ours = { codeActionProvider: { codeActionKinds: ["quickfix", "refactor.rewrite"], resolveProvider: true } };
  expect(both(theirs, ours).codeActionProvider).toEqual({
    codeActionKinds: ["source.organizeImports", "quickfix", "refactor.rewrite"],
    resolveProvider: true,
  });
});

test("code actions are of any kind where one of the two does not say which", () => {
  const ours = { codeActionProvider: { codeActionKinds: ["quickfix"] } };
  expect(both({ codeActionProvider: true }, ours).codeActionProvider).toEqual({ resolveProvider: false });
});

test("commands of both can be run", () => {
  const commands = (...names: string[]) => ({ executeCommandProvider: { commands: names } });
  expect(both(commands("a.run"), commands("hearth.why")).executeCommandProvider).toEqual({
    commands: ["a.run", "hearth.why"],
  });
});

test.each([
  ["changes as they are", 2, 2],
  ["whole texts", 1, 1],
  ["no changes", 0, 2],
  ["nothing of documents", undefined, 2],
])("where the other server takes %s, the editor sends what both can read", (_what, theirs, change) => {
  expect(both({ textDocumentSync: theirs } as ServerCapabilities).textDocumentSync).toEqual({
    openClose: true,
    change,
  });
});

test("the other server is told of saved documents as it wants to be", () => {
  const sync = { openClose: true, change: 2, save: { includeText: true }, willSave: true } as const;
  expect(both({ textDocumentSync: sync }).textDocumentSync).toEqual(sync);
});

test("the editor sees the other server's name", () => {
  const named = (name: string) => ({ capabilities: {}, serverInfo: { name } });
  expect(merged(named("pyright"), named("hearth")).serverInfo?.name).toBe("pyright");
});

test("positions are counted in UTF-16", () => {
  expect(both({}).positionEncoding).toBe("utf-16");
});
