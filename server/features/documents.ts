import type { Connection } from "vscode-languageserver";
import type { Log } from "../../base/log.ts";
import type { Config } from "../config/config.ts";
import type { Engines } from "../engines/roles.ts";
import type { Workspace } from "../index/workspace.ts";
import {
  changedDocument,
  changedNotebook,
  type DocumentChanges,
  openedDocument,
  openedNotebook,
} from "../lsp/fromLsp.ts";
import { notified } from "../lsp/handle.ts";
import type { PromptContexts } from "./generation/promptContexts.ts";
import type { Suggester } from "./generation/suggester.ts";
import type { NextEditing } from "./nextEdits/nextEditing.ts";
import { triggerModeOf } from "./triggerModeOf.ts";

/** The parts of the server that a keystroke concerns. */
type Followers = {
  readonly workspace: Workspace;
  readonly engines: Engines;
  readonly suggester: Suggester;
  readonly contexts: PromptContexts;
  readonly nextEditing: NextEditing;
  readonly config: () => Config;
  /** True between `initialize` and `shutdown`: the protocol wants what comes before and after to be dropped. */
  readonly isServing: () => boolean;
};

/** Takes in what happens to documents, open in the editor or on disk. */
export function followDocuments(connection: Connection, followers: Followers, log: Log): void {
  const { workspace, engines, suggester, contexts, nextEditing, config, isServing } = followers;
  const heard = <P>(name: string, run: (params: P) => void) =>
    notified<P>(log, name, (params) => {
      if (isServing()) run(params);
      else log.error(`${name} was ignored: it came before initialize or after shutdown`);
    });
  const changed = ({ uri, version, changes }: DocumentChanges) => {
    const replaced = workspace.change(uri, version, changes);
    if (!replaced) return log.error(`changes of ${uri}, which is not open, are ignored`);
    suggester.typed(performance.now());
    const file = workspace.snapshot().open.get(uri);
    if (!file) return;
    for (const lines of replaced) contexts.edited(file, lines);
    suggester.acceptances.edited(file, replaced);
    nextEditing.changed(file, replaced);
  };
  connection.onDidOpenTextDocument(
    heard("didOpen", (params) => {
      const { uri, languageId, version, text } = openedDocument(params);
      workspace.open(uri, languageId, version, text);
      const file = workspace.snapshot().open.get(uri);
      // The model loads while the user still reads.
      if (file && triggerModeOf(config().suggestions, file) !== "off") engines.completion.start();
    }),
  );
  connection.onDidChangeTextDocument(heard("didChange", (params) => changed(changedDocument(params))));
  followNotebooks(connection, followers, changed, heard);
  connection.onDidCloseTextDocument(
    heard("didClose", ({ textDocument: { uri } }) => {
      const file = workspace.snapshot().open.get(uri);
      if (file) nextEditing.closed(file);
      if (file) suggester.acceptances.closed(file);
      workspace.close(uri);
    }),
  );
  connection.onDidChangeWatchedFiles(
    heard("didChangeWatchedFiles", ({ changes }) => workspace.changedOnDisk(changes.map(({ uri }) => uri))),
  );
}

/** The same for notebooks, of editors that know them; others open each cell as a document. */
function followNotebooks(
  connection: Connection,
  { workspace, engines }: Followers,
  changed: (changes: DocumentChanges) => void,
  heard: <P>(name: string, run: (params: P) => void) => (params: P) => void,
): void {
  const { synchronization } = connection.notebooks;
  synchronization.onDidOpenNotebookDocument(
    heard("notebookDocument/didOpen", (params) => {
      const { uri, cells, documents } = openedNotebook(params);
      workspace.openNotebook(uri, cells, documents);
      if (workspace.snapshot().open.size > 0) engines.completion.start();
    }),
  );
  synchronization.onDidChangeNotebookDocument(
    heard("notebookDocument/didChange", (params) => {
      const { uri, structure, texts } = changedNotebook(params);
      if (structure) workspace.changeNotebook(uri, structure);
      for (const changes of texts) changed(changes);
    }),
  );
  synchronization.onDidCloseNotebookDocument(
    heard("notebookDocument/didClose", ({ notebookDocument }) => workspace.closeNotebook(notebookDocument.uri)),
  );
}
