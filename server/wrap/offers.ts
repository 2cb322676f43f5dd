import {
  type CompletionParams,
  CompletionTriggerKind,
  type ExecuteCommandParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { Message } from "./frame.ts";
import { syncOf } from "./initialize.ts";
import type { Shared } from "./merges.ts";

/** What a server looks at changes with these. */
export const tellsOfWorkspace: readonly string[] = [
  "textDocument/didOpen",
  "textDocument/didChange",
  "textDocument/didClose",
  "notebookDocument/didOpen",
  "notebookDocument/didChange",
  "notebookDocument/didClose",
  "workspace/didChangeConfiguration",
  "workspace/didChangeWorkspaceFolders",
];

/** Our half is told of these; the other server is told everything that it asked for. */
export const weHear: ReadonlySet<string> = new Set(["initialized", "$/setTrace", ...tellsOfWorkspace]);

/** True for commands that only we know. */
export function isOurCommand({ params }: Message): boolean {
  const command: unknown = (params as Partial<ExecuteCommandParams> | null | undefined)?.command;
  return typeof command === "string" && command.startsWith("hearth.");
}

/** True if a server wants a notification. An editor tells only of documents because we asked for it. */
export function hears(offer: ServerCapabilities, method: string): boolean {
  const { openClose, change } = syncOf(offer);
  if (method === "textDocument/didOpen" || method === "textDocument/didClose") return openClose === true;
  if (method === "textDocument/didChange") return (change ?? TextDocumentSyncKind.None) !== TextDocumentSyncKind.None;
  return true;
}

/** True if a server would have been asked by an editor that knew it alone. */
export function isAskedFor({ method, params }: Message, { provider }: Shared, offer: ServerCapabilities): boolean {
  if (!offer[provider]) return false;
  if (method !== "textDocument/completion") return true;
  const { context } = (params ?? {}) as Partial<CompletionParams>;
  if (context?.triggerKind !== CompletionTriggerKind.TriggerCharacter) return true;
  return offer.completionProvider?.triggerCharacters?.includes(context.triggerCharacter ?? "") === true;
}

/** True if a server completes what it has given before. */
export function resolves(method: string | undefined, offer: ServerCapabilities): boolean {
  const provider = method === "completionItem/resolve" ? offer.completionProvider : offer.codeActionProvider;
  return typeof provider === "object" && provider.resolveProvider === true;
}
