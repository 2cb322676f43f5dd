import {
  type CodeActionOptions,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
  type TextDocumentSyncOptions,
} from "vscode-languageserver";
import { isObject } from "../../base/json.ts";

/** Initialize as the other server gets it: only what would put us at odds is changed. */
export function theirParams(params: InitializeParams): InitializeParams {
  const { capabilities, initializationOptions } = params;
  const { general, ...others } = capabilities ?? {};
  const utf16 = [PositionEncodingKind.UTF16];
  return {
    ...params,
    // Its parent is this process, after which it has to end.
    processId: process.pid,
    // Both are told positions in the same words. offsetEncoding is clangd's own, older name of the same.
    capabilities: {
      ...others,
      general: { ...general, positionEncodings: utf16 },
      ...("offsetEncoding" in others ? { offsetEncoding: utf16 } : {}),
    },
    ...(isObject(initializationOptions) ? { initializationOptions: without(initializationOptions, "hearth") } : {}),
  };
}

/** Initialize as our own half gets it. The editor's options are the other server's; ours stand under `hearth`. */
export function ourParams(params: InitializeParams): InitializeParams {
  const { capabilities, initializationOptions } = params;
  const workspace = capabilities?.workspace;
  const own = isObject(initializationOptions) ? initializationOptions.hearth : undefined;
  return {
    ...params,
    // We watch the files ourselves: what the editor reports is what the other server asked for.
    capabilities: {
      ...capabilities,
      workspace: { ...workspace, didChangeWatchedFiles: { dynamicRegistration: false } },
    },
    initializationOptions: own === undefined ? undefined : { hearth: own },
  };
}

/** The capabilities of the two together. A feature that we do not offer is the other server's alone, as it says it. */
export function merged(theirs: InitializeResult, ours: InitializeResult): InitializeResult {
  return {
    ...theirs,
    // Editors know servers by their names; Hearth is the guest.
    serverInfo: theirs.serverInfo ?? ours.serverInfo,
    capabilities: mergedCapabilities(theirs.capabilities, ours.capabilities),
  } as InitializeResult;
}

function mergedCapabilities(theirs: ServerCapabilities, ours: ServerCapabilities): ServerCapabilities {
  const commands = [
    ...(theirs.executeCommandProvider?.commands ?? []),
    ...(ours.executeCommandProvider?.commands ?? []),
  ];
  const folders = { ...theirs.workspace?.workspaceFolders, supported: true };
  return defined({
    ...ours,
    ...theirs,
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: mergedSync(syncOf(theirs)),
    // An editor that tells of notebooks does not open their cells as documents, which is all that most servers know.
    notebookDocumentSync: theirs.notebookDocumentSync,
    completionProvider: mergedCompletion(theirs.completionProvider, ours.completionProvider),
    hoverProvider: theirs.hoverProvider || ours.hoverProvider,
    codeActionProvider: mergedCodeActions(theirs.codeActionProvider, ours.codeActionProvider),
    executeCommandProvider: { ...theirs.executeCommandProvider, commands },
    inlineCompletionProvider: ours.inlineCompletionProvider,
    workspace: { ...theirs.workspace, workspaceFolders: { changeNotifications: true, ...folders } },
    experimental: { ...theirs.experimental, ...ours.experimental },
  });
}

/** The wishes of a server for document notifications, its number or its absence written out. */
export function syncOf({ textDocumentSync }: ServerCapabilities): TextDocumentSyncOptions {
  if (typeof textDocumentSync === "object") return textDocumentSync;
  const change = textDocumentSync ?? TextDocumentSyncKind.None;
  return { openClose: change !== TextDocumentSyncKind.None, change };
}

/** Whole texts where the other server takes nothing else; we take both. */
function mergedSync(theirs: TextDocumentSyncOptions): TextDocumentSyncOptions {
  const isFull = theirs.change === TextDocumentSyncKind.Full;
  return {
    ...theirs,
    openClose: true,
    change: isFull ? TextDocumentSyncKind.Full : TextDocumentSyncKind.Incremental,
  };
}

type Completion = ServerCapabilities["completionProvider"];

function mergedCompletion(theirs: Completion, ours: Completion): Completion {
  if (!theirs || !ours) return theirs ?? ours;
  const triggerCharacters = [...new Set([...(theirs.triggerCharacters ?? []), ...(ours.triggerCharacters ?? [])])];
  return { ...theirs, triggerCharacters, resolveProvider: Boolean(theirs.resolveProvider || ours.resolveProvider) };
}

type CodeActions = ServerCapabilities["codeActionProvider"];

/** A provider that names no kinds may give any, and so do then both. */
function mergedCodeActions(theirs: CodeActions, ours: CodeActions): CodeActions {
  if (!theirs || !ours) return theirs || ours;
  const [first, second]: CodeActionOptions[] = [theirs, ours].map((each) => (each === true ? {} : each)) as never;
  const kinds = first?.codeActionKinds && second?.codeActionKinds;
  return defined({
    ...first,
    codeActionKinds: kinds && [...new Set([...(first.codeActionKinds ?? []), ...kinds])],
    resolveProvider: Boolean(first?.resolveProvider || second?.resolveProvider),
  });
}

function without(value: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
}

/** Without the keys that are undefined. */
function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
