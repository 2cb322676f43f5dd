/** A cell of a notebook, and whether it holds code. */
export type Cell = { readonly uri: string; readonly isCode: boolean };

/** Where cells stood in a notebook, and what stands there now. */
export type CellChange = { readonly start: number; readonly deleteCount: number; readonly cells: readonly Cell[] };

/** How editors that know notebooks, and servers that do not, name a cell: the notebook's address and a mark. */
const cellScheme = /^[\w+.-]*notebook-cell:/i;

/** The order of the cells in the open notebooks. */
export class Notebooks {
  readonly #cells = new Map<string, readonly Cell[]>();
  readonly #notebookOf = new Map<string, string>();

  /** The notebook of a cell, by its URI; undefined for a document that is no cell. */
  of(uri: string): string | undefined {
    return this.#notebookOf.get(uri);
  }

  /** The cells of a notebook in their order. */
  cells(notebook: string): readonly Cell[] {
    return this.#cells.get(notebook) ?? [];
  }

  set(notebook: string, cells: readonly Cell[]): void {
    for (const { uri } of this.cells(notebook)) this.#notebookOf.delete(uri);
    for (const { uri } of cells) this.#notebookOf.set(uri, notebook);
    if (cells.length > 0) this.#cells.set(notebook, cells);
    else this.#cells.delete(notebook);
  }

  change(notebook: string, { start, deleteCount, cells }: CellChange): void {
    this.set(notebook, this.cells(notebook).toSpliced(start, deleteCount, ...cells));
  }

  /**
   * Takes a document that an editor opened as any other. If it is named as a cell it is one, behind those that came
   * before. Editors open the cells of a notebook in their order.
   */
  opened(uri: string, languageId: string): void {
    if (!cellScheme.test(uri) || this.#notebookOf.has(uri)) return;
    const notebook = uri
      .replace(cellScheme, "file:")
      .replace(/^file:\/(?!\/)/, "file:///")
      .replace(/#.*$/s, "");
    this.set(notebook, [...this.cells(notebook), { uri, isCode: languageId !== "markdown" }]);
  }

  closed(uri: string): void {
    const notebook = this.of(uri);
    if (notebook === undefined) return;
    this.set(
      notebook,
      this.cells(notebook).filter((cell) => cell.uri !== uri),
    );
  }
}
