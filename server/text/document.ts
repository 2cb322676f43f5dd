import { TextDocument } from "vscode-languageserver-textdocument";

/** A zero-based line and UTF-16 column: an LSP position, without the protocol. */
export type Point = { readonly line: number; readonly character: number };

/** `[start, end)` in UTF-16 offsets. */
type Span = { readonly start: number; readonly end: number };

/** What an editor says of a document when it opens it. */
export type OpenedDocument = {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
};

/**
 * One thing that was typed. `span` tells what it replaces, given the document as the change before it left it; without
 * it the text is all of the document.
 */
export type DocumentChange = { readonly text: string; readonly span?: (document: Document) => Span };

/** A document that is open in the editor, as the editor tells of it. Mutable: it has one owner. */
export class Document {
  /** Knows where its lines start, and moves only those behind a change. */
  readonly #document: TextDocument;

  constructor({ uri, languageId, version, text }: OpenedDocument) {
    this.#document = TextDocument.create(uri, languageId, version, text);
  }

  get uri(): string {
    return this.#document.uri;
  }

  get languageId(): string {
    return this.#document.languageId;
  }

  get version(): number {
    return this.#document.version;
  }

  get text(): string {
    return this.#document.getText();
  }

  get lineCount(): number {
    return this.#document.lineCount;
  }

  /** A point past the end of its line or of the document means that end. */
  offsetAt(point: Point): number {
    return this.#document.offsetAt(point);
  }

  /** The zero-based line that holds an offset. */
  lineAt(offset: number): number {
    return this.#document.positionAt(offset).line;
  }

  /** Puts `text` in the place of the span, or of everything. */
  replace(span: Span | undefined, text: string, version: number): void {
    const document = this.#document;
    // From offsets, since the library counts lines wrongly after a change outside of the text.
    const range = span && {
      start: document.positionAt(span.start),
      end: document.positionAt(span.end),
    };
    TextDocument.update(document, [range ? { range, text } : { text }], version);
  }
}
