import { languageOf, languageWithId } from "../../../grammars/languages.ts";
import { prepareNameUse } from "../../languages/localName.ts";
import type { Edit, Tree } from "../../languages/parse.ts";
import { LiveDocument } from "./liveDocument.ts";
import type { OpenFile } from "./openFile.ts";

type Hooks = {
  /** Tells whether a path may be indexed at all. It is asked when the path is opened, and again by `admitAnew`. */
  readonly mayBeIndexed: (path: string) => Promise<boolean>;
  /** Something is known of an open file that was not known before. What is apart may be known to nobody but itself. */
  readonly settled: (file: OpenFile, isApart: boolean) => void;
  readonly log: (message: string) => void;
};

/**
 * The documents of one folder that are open in the editor. Paths are relative to it. Those that may not be indexed,
 * being ignored for one, are followed too, apart from the others.
 */
export class OpenFiles {
  readonly #hooks: Hooks;
  readonly #documents = new Map<string, LiveDocument>();
  readonly #admitted = new Set<LiveDocument>();
  /** Documents that are being parsed, so that each is parsed by one loop only. */
  readonly #settling = new Map<LiveDocument, Promise<void>>();

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
  }

  has(path: string): boolean {
    return this.#documents.has(path);
  }

  /** A language we do not know is no error: such a file is just not indexed. */
  open(path: string, languageId: string, text: string): void {
    const language = languageOf(path) ?? languageWithId(languageId);
    if (!language) return;
    const document = new LiveDocument(path, language, text);
    this.#documents.set(path, document);
    this.#settling.set(document, this.#begin(document));
  }

  /** `change` is what was replaced, if it was one piece; without it the text is parsed anew. */
  change(path: string, text: string, change?: Edit): void {
    const document = this.#documents.get(path);
    document?.update(text, change);
    if (document && !this.#settling.has(document)) this.#settle(document);
  }

  close(path: string): void {
    const document = this.#documents.get(path);
    if (document) this.#admitted.delete(document);
    this.#documents.delete(path);
  }

  /** Asks again for every document, because what may be indexed has changed. */
  async admitAnew(): Promise<void> {
    for (const document of this.#documents.values()) {
      const isAdmitted = await this.#hooks.mayBeIndexed(document.path);
      if (isAdmitted === this.#admitted.has(document) || this.#documents.get(document.path) !== document) continue;
      this.#admit(document, isAdmitted);
      if (!this.#settling.has(document)) this.#hooks.settled(await document.settle(), !isAdmitted);
    }
  }

  /** See `LiveDocument.tree`. */
  tree(path: string): Tree | undefined {
    return this.#documents.get(path)?.tree;
  }

  /** Resolves when every open document is parsed as it is. */
  async settled(): Promise<void> {
    while (this.#settling.size > 0) await Promise.all(this.#settling.values());
  }

  async #begin(document: LiveDocument): Promise<void> {
    this.#admit(document, await this.#hooks.mayBeIndexed(document.path));
    await this.#follow(document);
    this.#settling.delete(document);
  }

  #admit(document: LiveDocument, isAdmitted: boolean): void {
    if (isAdmitted && this.#documents.get(document.path) === document) this.#admitted.add(document);
    else this.#admitted.delete(document);
  }

  #settle(document: LiveDocument): void {
    const following = this.#follow(document).then(() => void this.#settling.delete(document));
    this.#settling.set(document, following);
  }

  /** Until the document is parsed as it is, or closed. */
  async #follow(document: LiveDocument): Promise<void> {
    try {
      while (!document.isSettled && this.#documents.get(document.path) === document) {
        const file = await document.settle();
        if (this.#documents.get(document.path) === document) this.#hooks.settled(file, !this.#admitted.has(document));
        // Nothing is awaited behind the last look at whether it is settled: a change meanwhile would wait for the next.
        await prepareNameUse(document.language);
      }
    } catch (error) {
      this.#hooks.log(`index: ${document.path} was not understood: ${(error as Error).stack}`);
    }
  }
}
