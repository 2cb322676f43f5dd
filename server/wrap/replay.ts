import type { Log } from "../../base/log.ts";
import { changedDocument, openedDocument } from "../lsp/fromLsp.ts";
import { notified } from "../lsp/handle.ts";
import { Document } from "../text/document.ts";
import { type Frame, frame } from "./frame.ts";

/** The messages that a server has to be told again when it starts anew: the editor told the one before it. */
export class Replay {
  readonly #documents = new Map<string, Document>();
  #folders: Frame[] = [];
  #latest = new Map<string, Frame>();
  readonly #noted: ReadonlyMap<string, (params: never) => void>;

  constructor(log: Log) {
    const documents = this.#documents;
    const note = {
      "textDocument/didOpen": (params: Parameters<typeof openedDocument>[0]) => {
        const opened = openedDocument(params);
        documents.set(opened.uri, new Document(opened));
      },
      "textDocument/didChange": (params: Parameters<typeof changedDocument>[0]) => {
        const { uri, version, changes } = changedDocument(params);
        const document = documents.get(uri);
        if (document) for (const { span, text } of changes) document.replace(span?.(document), text, version);
      },
      "textDocument/didClose": (params: { textDocument: { uri: string } }) => {
        documents.delete(params.textDocument.uri);
      },
    };
    this.#noted = new Map(
      Object.entries(note).map(([name, run]) => [name, notified(log, name, run as (params: never) => void)]),
    );
  }

  /** A document as the editor has it; undefined where it is not open. */
  document(uri: string): Pick<Document, "uri" | "languageId" | "version" | "text" | "offsetAt"> | undefined {
    return this.#documents.get(uri);
  }

  /** The URIs of open documents. */
  get uris(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** Reads along what the editor tells. */
  note(told: Frame): void {
    const { method, params } = told.message;
    if (method === undefined) return;
    this.#noted.get(method)?.(params as never);
    if (method === "workspace/didChangeWorkspaceFolders") this.#folders.push(told);
    if (latestOnly.has(method)) this.#latest.set(method, told);
  }

  /** In the order in which an editor tells it, after `initialize` was answered. */
  messages(): Frame[] {
    const open = [...this.#documents.values()].map(({ uri, languageId, version, text }) => {
      const textDocument = { uri, languageId, version, text };
      return frame({
        method: "textDocument/didOpen",
        params: { textDocument },
      });
    });
    return [...this.#latest.values(), ...this.#folders, ...open];
  }
}

const latestOnly = new Set(["initialized", "workspace/didChangeConfiguration", "$/setTrace"]);
