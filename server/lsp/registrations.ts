import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from "vscode-languageserver";
import type { Log } from "../../base/log.ts";
import type { ClientFacts } from "./capabilities.ts";

/** Asks the editor to tell of changed files and settings, where it wants to be asked. */
export function register({ client: editor }: Connection, client: ClientFacts, log: Log): void {
  if (client.watchesFiles) {
    editor
      .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: "**/*" }] })
      .catch((error) => log.info(`the editor will not tell of changed files: ${error.message}`));
  }
  if (client.registersConfiguration) {
    editor
      .register(DidChangeConfigurationNotification.type, { section: "hearth" })
      .catch((error) => log.info(`the editor will not tell of changed settings: ${error.message}`));
  }
}
