import type { Connection } from "vscode-languageserver";
import type { Engines } from "./engines.ts";
import type { Contexts } from "./features/contexts.ts";
import type { Suggester } from "./features/suggester.ts";
import type { SourceFile } from "./index/sourceFile.ts";
import type { Workspace } from "./index/workspace.ts";
import type { Log } from "./log.ts";
import { changedDocument, editedLines, openedDocument } from "./lsp/fromLsp.ts";
import { notified } from "./lsp/handle.ts";

/** Whom a keystroke concerns. */
type Followers = {
  readonly workspace: Workspace;
  readonly engines: Engines;
  readonly suggester: Suggester;
  readonly contexts: Contexts;
};

/** Takes in what happens to documents, open in the editor or on disk. */
export function followDocuments(connection: Connection, followers: Followers, log: Log): void {
  const { workspace, engines, suggester, contexts } = followers;
  connection.onDidOpenTextDocument(
    notified(log, "didOpen", (params) => {
      const { uri, languageId, version, text } = openedDocument(params);
      workspace.open(uri, languageId, version, text);
      // The model loads while the user still reads.
      if (!workspace.snapshot().withheld.has(uri)) engines.completion.start();
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
      const file = workspace.snapshot().open.get(uri);
      for (const change of file ? changes : []) {
        const { newLines, ...lines } = editedLines(change);
        contexts.edited({ uri, path: (file as SourceFile).path, ...lines }, newLines);
      }
    }),
  );
  connection.onDidCloseTextDocument(notified(log, "didClose", ({ textDocument }) => workspace.close(textDocument.uri)));
  connection.onDidChangeWatchedFiles(
    notified(log, "didChangeWatchedFiles", ({ changes }) => workspace.changedOnDisk(changes.map(({ uri }) => uri))),
  );
}
