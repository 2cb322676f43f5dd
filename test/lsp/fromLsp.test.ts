import { expect, test } from "@jest/globals";
import { foldersOf, settingsIn } from "../../server/lsp/fromLsp.ts";

test.each([
  [{ hearth: { hover: {} } }, { hover: {} }],
  [{ hearth: null }, null],
  [{ "hearth.hover.enabled": false, "editor.tabSize": 2 }, { "hearth.hover.enabled": false }],
  [{ editor: {} }, undefined],
  [null, undefined],
])("of the settings %j ours are %j", (settings, own) => {
  expect(settingsIn(settings)).toEqual(own);
});

test.each([
  [{ workspaceFolders: [{ uri: "file:///a", name: "a" }], rootUri: "file:///b", rootPath: "/c" }, ["file:///a"]],
  [{ workspaceFolders: null, rootUri: "file:///b", rootPath: "/c" }, ["file:///b"]],
  [{ rootUri: null, rootPath: "/c d" }, ["file:///c%20d"]],
  [{ rootUri: null, rootPath: "relative" }, []],
  [{ rootUri: null, rootPath: null }, []],
])("of %j the folders are %j", (params, uris) => {
  expect(foldersOf({ processId: null, capabilities: {}, ...params }).map(({ uri }) => uri)).toEqual(uris);
});
