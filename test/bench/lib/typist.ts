import { pathToFileURL } from "node:url";
import type { ProcessEditor } from "../../process/editor.ts";
import type { Session } from "./trace.ts";

/** Types a session into a document of its own. */
export class Typist {
  readonly #editor: ProcessEditor;
  readonly #uri: string;
  readonly #session: Session;
  #line: number;
  #character: number;
  typed = 0;

  constructor(editor: ProcessEditor, uri: string, session: Session) {
    this.#editor = editor;
    this.#uri = uri;
    this.#session = session;
    this.#line = session.before.split("\n").length - 1;
    this.#character = session.before.length - (session.before.lastIndexOf("\n") + 1);
  }

  static async at(editor: ProcessEditor, name: string, session: Session): Promise<Typist> {
    const uri = pathToFileURL(`/trace/${name}/${session.path}`).href;
    await editor.open(uri, session.before + session.after, session.path.endsWith(".py") ? "python" : "typescript");
    return new Typist(editor, uri, session);
  }

  async press(): Promise<void> {
    const key = this.#session.typed[this.typed++] as string;
    await this.#editor.type(this.#uri, this.#line, this.#character, key);
    this.#character = key === "\n" ? 0 : this.#character + 1;
    if (key === "\n") this.#line++;
  }

  /** As an editor does by itself after each key. */
  ask(): Promise<unknown> {
    return this.#editor.connection.sendRequest("textDocument/inlineCompletion", {
      textDocument: { uri: this.#uri },
      position: { line: this.#line, character: this.#character },
      context: { triggerKind: 2 },
    });
  }
}
