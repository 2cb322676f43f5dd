import type {
  ProgressToken,
  PublishDiagnosticsParams,
  Registration,
  RegistrationParams,
  UnregistrationParams,
} from "vscode-languageserver";
import { type Frame, frame, type Message, paramsOf } from "./frame.ts";

/** The traces of a server in the editor, which nobody takes back when it is gone. */
export class EditorState {
  readonly #registrations = new Map<string, Registration>();
  readonly #progress = new Set<ProgressToken>();
  readonly #diagnosed = new Set<string>();

  /** Reads along what the server says. */
  note(message: Message): void {
    const { method } = message;
    if (method === "client/registerCapability") {
      for (const each of paramsOf<RegistrationParams>(message).registrations) this.#registrations.set(each.id, each);
    } else if (method === "client/unregisterCapability") {
      for (const { id } of paramsOf<UnregistrationParams>(message).unregisterations) this.#registrations.delete(id);
    } else if (method === "$/progress") {
      const { token, value } = paramsOf<{ token: ProgressToken; value?: { kind?: string } }>(message);
      if (value?.kind === "begin") this.#progress.add(token);
      if (value?.kind === "end") this.#progress.delete(token);
    } else if (method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = paramsOf<PublishDiagnosticsParams>(message);
      if (diagnostics.length > 0) this.#diagnosed.add(uri);
      else this.#diagnosed.delete(uri);
    }
  }

  isRegistered(method: string): boolean {
    return this.registration(method) !== undefined;
  }

  registration(method: string): Registration | undefined {
    return [...this.#registrations.values()].find((registration) => registration.method === method);
  }

  /** The messages that rid the editor of them. The one request among them has no id yet. */
  takenBack(): Frame[] {
    const unregisterations = [...this.#registrations.values()].map(({ id, method }) => ({ id, method }));
    const messages: Message[] = [
      ...[...this.#progress].map((token) => ({ method: "$/progress", params: { token, value: { kind: "end" } } })),
      ...[...this.#diagnosed].map((uri) => ({
        method: "textDocument/publishDiagnostics",
        params: { uri, diagnostics: [] },
      })),
      ...(unregisterations.length > 0 ? [{ method: "client/unregisterCapability", params: { unregisterations } }] : []),
    ];
    this.#registrations.clear();
    this.#progress.clear();
    this.#diagnosed.clear();
    return messages.map(frame);
  }
}
