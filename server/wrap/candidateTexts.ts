import type { Frame } from "./frame.ts";
import type { OwnWords } from "./ownWords.ts";
import type { Peer } from "./peer.ts";
import type { Showing } from "./showing.ts";
import { Versions } from "./versions.ts";

/** The texts of candidates with the other server: shown to it as if the editor had them, and put back. */
export class CandidateTexts {
  readonly #own: OwnWords;
  readonly #versions = new Versions();
  /** The versions that were candidates, by URI. */
  readonly #candidates = new Map<string, Set<number>>();

  constructor(own: OwnWords) {
    this.#own = own;
  }

  /** What is not open in the editor is opened for the other server, as it is. */
  open(peer: Peer, { documents }: Showing): void {
    for (const { file, version } of documents) {
      if (version !== undefined) continue;
      const textDocument = { uri: file.uri, languageId: file.languageId, version: 0, text: file.before };
      this.#own.tell(peer, "textDocument/didOpen", { textDocument });
    }
  }

  show(peer: Peer, showing: Showing): void {
    showing.isShown = true;
    for (const { file, version = 0 } of showing.documents) {
      const next = this.#change(peer, file.uri, version, file.after);
      this.#candidates.set(file.uri, (this.#candidates.get(file.uri) ?? new Set()).add(next));
    }
  }

  /** The other server has the editor's texts again, and what was opened for it alone is closed. */
  putBack(peer: Peer, { documents, isShown }: Showing): void {
    for (const { file, version } of documents) {
      if (version !== undefined) {
        if (isShown) this.#change(peer, file.uri, version, file.before);
        continue;
      }
      this.#own.tell(peer, "textDocument/didClose", { textDocument: { uri: file.uri } });
      this.forget(file.uri);
    }
  }

  /** Whether a version, as the other server counts, was a candidate. */
  isCandidate(uri: string, version: number): boolean {
    return this.#candidates.get(uri)?.has(version) === true;
  }

  /** Whether a document was shown otherwise since it was opened. */
  hadCandidate(uri: string): boolean {
    return this.#candidates.has(uri);
  }

  /** The document is opened or closed. */
  forget(uri: string): void {
    this.#versions.forget(uri);
    this.#candidates.delete(uri);
  }

  forgetAll(): void {
    this.#versions.forgetAll();
    this.#candidates.clear();
  }

  /** A message of the editor, with versions as the other server counts. */
  toTheirs(told: Frame): Frame {
    return this.#versions.toTheirs(told);
  }

  /** The reverse. */
  toEditor(told: Frame): Frame {
    return this.#versions.toEditor(told);
  }

  /** Tells of one more change. Returns its version. */
  #change(peer: Peer, uri: string, version: number, text: string): number {
    const next = this.#versions.next(uri, version);
    const params = { textDocument: { uri, version: next }, contentChanges: [{ text }] };
    this.#own.tell(peer, "textDocument/didChange", params);
    return next;
  }
}
