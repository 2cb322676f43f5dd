import { type Connection, MessageType, type WorkspaceEdit } from "vscode-languageserver";
import { errorMessage } from "../../base/errorText.ts";
import type { Log } from "../../base/log.ts";
import type { ClientFacts } from "./capabilities.ts";
import { type ProgressStep, progressOf } from "./progress.ts";

/** A feature may ask this of the editor beside answering its requests. */
export type Editor = {
  /**
   * Shows work in the status line, from its first step to the undefined one that ends it. With `cancel` its user, who
   * began it, may end it. Where the editor shows no progress the user is told once that it goes on.
   */
  readonly progress: (title: string, cancel?: () => void) => (step: ProgressStep) => void;
  /** Resolves to whether the editor has opened it. */
  readonly showDocument: (uri: string) => Promise<boolean>;
  readonly showMessage: (message: string) => void;
  /** Resolves to why the edit was not applied; undefined where it was. */
  readonly applyEdit: (label: string, edit: WorkspaceEdit) => Promise<string | undefined>;
};

/** Work that takes no longer needs no sign of life. */
const signOfLifeMs = 1000;

/** An editor that was asked what it can do: what it cannot is not asked of it. */
export function editorOn(connection: Connection, client: ClientFacts, log: Log): Editor {
  const showMessage = (message: string) =>
    void connection.sendNotification("window/showMessage", { type: MessageType.Info, message });
  return {
    progress: (title, cancel) => {
      if (client.progress) return progressOf(connection, title, log.info, cancel);
      return cancel ? signOfLife(() => showMessage(`${title} …`)) : () => {};
    },
    showDocument: async (uri) => {
      if (!client.showDocument) return false;
      try {
        return (await connection.window.showDocument({ uri, takeFocus: true })).success === true;
      } catch (error) {
        log.info(`the editor did not show ${uri}: ${errorMessage(error)}`);
        return false;
      }
    },
    showMessage,
    applyEdit: async (label, edit) => {
      const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit });
      return applied ? undefined : failureReason || "the editor did not say why";
    },
  };
}

/** Says once of work that has gone on for a while that it goes on. */
function signOfLife(say: () => void): (step: ProgressStep) => void {
  let timer: NodeJS.Timeout | undefined;
  return (step) => {
    if (step) timer ??= setTimeout(say, signOfLifeMs).unref();
    else clearTimeout(timer);
  };
}

/** The command line, where nobody watches. */
export const noEditor: Editor = {
  progress: () => () => {},
  showDocument: async () => false,
  showMessage: () => {},
  applyEdit: async () => "there is no editor",
};
