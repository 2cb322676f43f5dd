/** The actions being carried out, one at a time in each document. So none waits for text that another changes. */
export class ActionLock {
  readonly #titles = new Map<string, string>();

  /** Ends with what is returned; or the title of the action that is still at work on the document. */
  begin(uri: string, title: string): { readonly end: () => void } | { readonly busyWith: string } {
    const busyWith = this.#titles.get(uri);
    if (busyWith !== undefined) return { busyWith };
    this.#titles.set(uri, title);
    return { end: () => void this.#titles.delete(uri) };
  }
}
