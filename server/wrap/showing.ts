import type { Diagnostic } from "vscode-languageserver";
import type { CandidateFile } from "../verify/verifier.ts";

/** A document that the other server is shown otherwise than the editor has it. */
export type ShownDocument = {
  readonly file: CandidateFile;
  /** The editor's version; undefined where it is not open there, and is opened for the other server alone. */
  readonly version: number | undefined;
};

/** Why the other server is not shown a candidate any more. */
export type ShowingEnd = "done" | "typed" | "asked" | "lost";

/** The time in which the other server is shown a candidate, and what it says in that time. */
export class Showing {
  readonly documents: readonly ShownDocument[];
  /** The other server has the candidate; before it is asked about what there is. */
  isShown = false;
  /** Messages to it, which wait. */
  readonly held: (() => void)[] = [];
  /** The diagnostics that it published by itself of the candidate, by URI. */
  readonly published = new Map<string, readonly Diagnostic[]>();
  end: ShowingEnd | undefined;
  impatience: NodeJS.Timeout | undefined;
  #heardMs = performance.now();

  /** Nobody waits for it. */
  readonly isGuess: boolean;

  constructor(documents: readonly ShownDocument[], isGuess: boolean) {
    this.documents = documents;
    this.isGuess = isGuess;
  }

  holds(uri: string): boolean {
    return this.documents.some(({ file }) => file.uri === uri);
  }

  heard(uri: string, diagnostics: readonly Diagnostic[]): void {
    this.published.set(uri, diagnostics);
    this.#heardMs = performance.now();
  }

  /** True if every document was spoken of, and nothing more was said for a while. */
  hasSaidAll(quietMs: number): boolean {
    return (
      this.documents.every(({ file }) => this.published.has(file.uri)) && performance.now() - this.#heardMs >= quietMs
    );
  }
}
