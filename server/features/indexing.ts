import type { Connection } from "vscode-languageserver";
import type { Log } from "../../base/log.ts";
import { Store } from "../index/tables/store.ts";
import { WorkspaceIndex } from "../index/workspaceIndex.ts";
import { treeSitter } from "../languages/treeSitter.ts";
import type { ClientFacts } from "../lsp/capabilities.ts";
import { progressOf } from "../lsp/progress.ts";
import type { PromptContexts } from "./generation/promptContexts.ts";

/**
 * The index of an editor's workspace, with its progress shown. Loaded after `initialize`, which must not wait for it.
 */
export function openIndex(
  connection: Connection,
  client: ClientFacts,
  contexts: PromptContexts,
  log: Log,
  warn: (sentence: string) => void,
): WorkspaceIndex {
  treeSitter(); // no key shall wait for it
  const cancel = () => {
    index.stopReading();
    show(undefined);
  };
  const show = progressOf(connection, "Hearth: reading the workspace", log.info, cancel);
  const index: WorkspaceIndex = new WorkspaceIndex({
    log: log.info,
    warn,
    changed: () => contexts.follow(index.views, index.strays),
    store: new Store({ log: log.info }),
    progress: ({ done, total }) => {
      if (!client.progress) return;
      show(done < total ? { share: done / total, message: `${done} of ${total} files` } : undefined);
    },
  });
  return index;
}
