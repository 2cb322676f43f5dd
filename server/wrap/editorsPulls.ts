import type { Diagnostic, DocumentDiagnosticParams } from "vscode-languageserver";
import { isObject } from "../../base/json.ts";
import { type Id, isId, type Message, paramsOf } from "./frame.ts";

/** `identifier` names one of several lists that a server has of a document. */
type Asked = { readonly uri: string; readonly identifier: string; readonly version: number | undefined };
type Pulled = { readonly version: number | undefined; readonly diagnostics: readonly Diagnostic[] };

/** The diagnostics that the editor asks the other server for, read as they pass. */
export class EditorsPulls {
  readonly #asked = new Map<Id, Asked>();
  /** By URI, then by identifier. */
  readonly #pulled = new Map<string, Map<string, Pulled>>();

  /** A request of the editor. `versionOf` knows which version of a document the editor has. */
  heard({ id, method, params }: Message, versionOf: (uri: string) => number | undefined): void {
    if (method !== "textDocument/diagnostic" || !isId(id)) return;
    const { textDocument, identifier = "" } = paramsOf<Partial<DocumentDiagnosticParams>>({ params });
    const uri = textDocument?.uri;
    if (uri !== undefined) this.#asked.set(id, { uri, identifier, version: versionOf(uri) });
  }

  /** A message of the other server. */
  saw({ id, method, result }: Message): void {
    if (method !== undefined || !isId(id)) return;
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (!asked || !isObject(result)) return; // an error, such as that it was cancelled
    const { uri, identifier, version } = asked;
    const lists = this.#pulled.get(uri) ?? new Map<string, Pulled>();
    // Where nothing has changed, what was told before is about this version, too.
    const diagnostics = result.kind === "unchanged" ? lists.get(identifier)?.diagnostics : result.items;
    if (!Array.isArray(diagnostics)) return;
    lists.delete(identifier); // the newest is the last
    this.#pulled.set(uri, lists.set(identifier, { version, diagnostics }));
  }

  /** The newest that was told of a document, its lists put together. */
  of(uri: string): Pulled | undefined {
    const lists = [...(this.#pulled.get(uri)?.values() ?? [])];
    const version = lists.at(-1)?.version;
    const current = lists.filter((list) => list.version === version);
    return current.length === 0 ? undefined : { version, diagnostics: current.flatMap((list) => list.diagnostics) };
  }

  forget(uri: string): void {
    this.#pulled.delete(uri);
  }

  /** The other server is gone. */
  lost(): void {
    this.#asked.clear();
    this.#pulled.clear();
  }
}
