import type { Edit } from "../../languages/parse.ts";
import { tooCostlyToParse } from "../../languages/tooCostlyToParse.ts";

/** A document as it is in the editor. A heavy one is not followed: it counts as it is on disk. */
export type OpenDocument = { readonly languageId: string; readonly text: string; readonly isTooCostly: boolean };

/** So much more or less text may make a document heavy or light; to look after every key would take too long. */
const largeChange = 1_000;

/** What is open in the editor, by absolute path. */
export class OpenDocuments {
  readonly #documents = new Map<string, OpenDocument>();

  open(path: string, languageId: string, text: string): OpenDocument {
    const document = { languageId, text, isTooCostly: tooCostlyToParse(text) };
    this.#documents.set(path, document);
    return document;
  }

  /** What it was and what it is now; undefined for one that is not open. */
  change(path: string, text: string, change?: Edit): readonly [before: OpenDocument, now: OpenDocument] | undefined {
    const before = this.#documents.get(path);
    if (!before) return undefined;
    const now = { ...before, text, isTooCostly: isSmall(change) ? before.isTooCostly : tooCostlyToParse(text) };
    this.#documents.set(path, now);
    return [before, now];
  }

  close(path: string): void {
    this.#documents.delete(path);
  }

  all(): Iterable<readonly [path: string, document: OpenDocument]> {
    return this.#documents;
  }
}

function isSmall(change: Edit | undefined): boolean {
  return change !== undefined && change.oldEnd - change.start + change.newEnd - change.start < largeChange;
}
