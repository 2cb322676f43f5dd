import { expect, test } from "@jest/globals";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { clientFacts } from "../../server/lsp/capabilities.ts";
import { type FileEdit, workspaceEdit } from "../../server/lsp/workspaceEdit.ts";

const uri = "file:///a.ts";
const file = new SourceFile({ uri, path: "a.ts", languageId: "typescript", version: 3, text: "let a;\n" });
const change: FileEdit = {
  file,
  version: 3,
  changes: [{ start: 4, end: 5, newText: "b" }],
};
const edit = { range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } }, newText: "b" };

const client = (workspaceEdit: object) =>
  clientFacts({ processId: null, rootUri: null, capabilities: { workspace: { workspaceEdit } } });

test("an editor that knows versions is told which one is meant", () => {
  expect(workspaceEdit("Do", [change], client({ documentChanges: true }))).toEqual({
    documentChanges: [{ textDocument: { uri, version: 3 }, edits: [edit] }],
  });
});

test("an editor that does not gets the changes by file", () => {
  expect(workspaceEdit("Do", [change], client({}))).toEqual({ changes: { [uri]: [edit] } });
});

test("changes are labelled where that is understood, and need no confirmation", () => {
  const result = workspaceEdit("Do", [change], client({ documentChanges: true, changeAnnotationSupport: {} }));
  expect(result.changeAnnotations).toEqual({ hearth: { label: "Do", needsConfirmation: false } });
  expect(result.documentChanges?.[0]).toMatchObject({ edits: [{ annotationId: "hearth" }] });
});

test("a new file is made before it is filled", () => {
  const result = workspaceEdit("Do", [{ ...change, version: null, creates: true }], client({ documentChanges: true }));
  expect(result.documentChanges?.[0]).toEqual({ kind: "create", uri });
  expect(result.documentChanges?.[1]).toMatchObject({ textDocument: { uri, version: null } });
});

test("changes of several files are one edit, open files with their version and others without", () => {
  const other = new SourceFile({
    uri: "file:///b.ts",
    path: "b.ts",
    languageId: "typescript",
    version: 0,
    text: "a\n",
  });
  const files = [change, { file: other, version: null, changes: [{ start: 0, end: 1, newText: "b" }] }];
  const result = workspaceEdit("Do", files, client({ documentChanges: true }));
  expect(result.documentChanges).toMatchObject([
    { textDocument: { uri, version: 3 }, edits: [edit] },
    { textDocument: { uri: "file:///b.ts", version: null } },
  ]);
  expect(Object.keys(workspaceEdit("Do", files, client({})).changes ?? {})).toEqual([uri, "file:///b.ts"]);
});
