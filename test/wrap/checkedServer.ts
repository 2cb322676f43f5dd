import type { Diagnostic, ServerCapabilities } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { EditorState } from "../../server/wrap/editorState.ts";
import { type Frame, frame, type Message, paramsOf, requestId } from "../../server/wrap/frame.ts";
import { OtherVerifier } from "../../server/wrap/otherVerifier.ts";
import { Peer } from "../../server/wrap/peer.ts";
import { Replay } from "../../server/wrap/replay.ts";

const silent = { error: () => {}, info: () => {}, debug: () => {} };

type Habits = {
  /** Publishes with the version, without it, answers when asked, or says nothing at all. */
  readonly says?: "versions" | "noVersions" | "whenAsked" | "nothing";
  /** Waits so long before it says something. */
  readonly afterMs?: number;
};

type DocumentParams = {
  readonly textDocument: { readonly uri: string; readonly version: number; readonly text: string };
};

/**
 * An editor and another server in memory, with a verifier between them. The server finds fault with each word `BAD…`
 * of its documents, and in every document with the words that another one takes away by `-WORD`.
 */
export class CheckedServer {
  readonly verifier: OtherVerifier;
  /** All that reached the editor. */
  readonly seen: Message[] = [];
  /** All that reached the other server. */
  readonly heard: Message[] = [];
  readonly #documents = new Map<string, TextDocument>();
  readonly #replay = new Replay(silent);
  #habits: Required<Habits>;
  #peer: Peer | undefined;
  #asked = 0;

  constructor({ says = "versions", afterMs = 1 }: Habits = {}) {
    this.#habits = { says, afterMs };
    const capabilities: ServerCapabilities = {
      textDocumentSync: 2,
      documentSymbolProvider: true,
      ...(says === "whenAsked" && {
        diagnosticProvider: { identifier: "fake", interFileDependencies: true, workspaceDiagnostics: false },
      }),
    };
    this.verifier = new OtherVerifier({
      name: "fake",
      peer: () => this.#peer,
      offers: () => capabilities,
      replay: this.#replay,
      traces: new EditorState(),
      deliver: ({ message }) => void this.seen.push(message),
      log: silent,
    });
    this.#peer = new Peer((told) => this.verifier.send(told, (frame) => this.#hear(frame)));
  }

  /** The texts that the other server has now. */
  get texts(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#documents].map(([uri, document]) => [uri, document.getText()]));
  }

  open(uri: string, text: string): void {
    this.tell("textDocument/didOpen", { textDocument: { uri, languageId: "plaintext", version: 1, text } });
  }

  /** What the editor has the other server know. */
  tell(method: string, params: object): void {
    const told = frame({ method, params });
    this.#replay.note(told);
    this.#peer?.tell(told);
  }

  type(uri: string, version: number, text: string): void {
    const start = { line: 0, character: 0 };
    this.tell("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start, end: start }, text }],
    });
  }

  ask(method: string, params: object): Promise<Message> {
    const request = frame({ id: ++this.#asked, method, params });
    return new Promise((resolve) => this.#peer?.ask(request, ({ message }) => resolve(message)));
  }

  /** From now on it publishes nothing. */
  fallSilent(): void {
    this.#habits = { ...this.#habits, says: "nothing" };
  }

  /** It ends without a word. */
  crash(): void {
    const peer = this.#peer;
    this.#peer = undefined;
    this.#documents.clear();
    peer?.lost("fake is gone");
    this.verifier.lost();
  }

  #hear(told: Frame): void {
    const { method } = told.message;
    this.heard.push(told.message);
    const { textDocument } = paramsOf<DocumentParams>(told.message);
    if (method === "textDocument/didOpen") {
      this.#documents.set(
        textDocument.uri,
        TextDocument.create(textDocument.uri, "", textDocument.version, textDocument.text),
      );
    } else if (method === "textDocument/didChange") {
      const document = this.#documents.get(textDocument.uri);
      const { contentChanges } = paramsOf<{ contentChanges: never[] }>(told.message);
      if (document) TextDocument.update(document, contentChanges, textDocument.version);
    } else if (method === "textDocument/didClose") this.#documents.delete(textDocument.uri);
    if (/didOpen|didChange/.test(method ?? "")) this.#publish();
    if (told.message.id !== undefined) this.#answer(told);
  }

  #answer(request: Frame): void {
    const { method } = request.message;
    const id = requestId(request);
    const { textDocument } = paramsOf<DocumentParams>(request.message);
    const document = this.#documents.get(textDocument?.uri ?? "");
    const items = method === "textDocument/diagnostic" && document ? this.#diagnosticsOf(document) : undefined;
    const result = items
      ? { kind: "full", items }
      : { textDocument, text: document?.getText(), version: document?.version };
    const versioned = { ...result, textDocument: document && { uri: document.uri, version: document.version } };
    const peer = this.#peer;
    setTimeout(() => {
      const answer = this.verifier.received(frame({ id, result: items ? result : versioned }));
      if (answer) peer?.answered(answer);
    }, this.#habits.afterMs);
  }

  #publish(): void {
    const { says, afterMs } = this.#habits;
    if (says === "whenAsked" || says === "nothing") return;
    for (const document of this.#documents.values()) {
      const { uri, version } = document;
      const diagnostics = this.#diagnosticsOf(document);
      const params = { uri, diagnostics, ...(says === "versions" && { version }) };
      setTimeout(() => {
        const passed = this.verifier.received(frame({ method: "textDocument/publishDiagnostics", params }));
        if (passed) this.seen.push(passed.message);
      }, afterMs);
    }
  }

  #diagnosticsOf(document: TextDocument): Diagnostic[] {
    const text = document.getText();
    const taken = [...this.#documents.values()].flatMap((one) =>
      [...one.getText().matchAll(/-(\w+)/g)].map(([, word]) => word),
    );
    const wrong = [/BAD\w*/g, ...taken.map((word) => new RegExp(`\\+${word}`, "g"))];
    return wrong.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((found) => ({
        message: found[0],
        source: "fake",
        range: { start: document.positionAt(found.index), end: document.positionAt(found.index + found[0].length) },
      })),
    );
  }
}
