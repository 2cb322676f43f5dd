import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource, type InlineCompletionItem, LSPErrorCodes } from "vscode-languageserver/node";
import type { ProcessEditor } from "../../process/editor.ts";
import { shuffled } from "../../random.ts";
import type { Manner } from "./manners.ts";

export type Tally = {
  sent: number;
  answered: number;
  cancels: number;
  accepted: number;
  undone: number;
  /** What was answered with an error other than that it was cancelled. */
  readonly errors: string[];
  /** Milliseconds until the answer, by method; of what was not cancelled. */
  readonly ms: Map<string, number[]>;
};

/** At least. */
const typedCharacters = 60;
/** A request that is not answered by then is lost. */
const patienceMs = 30_000;
/** Of all requests so many are cancelled within moments, beside what an editor cancels by itself: three of ten together. */
const cancelledShare = 0.15;
const longestWaitMs = 20;

/** A user who goes from file to file, takes a piece of text out and types it again. */
export class Soaker {
  readonly #editor: ProcessEditor;
  readonly #manner: Manner;
  readonly #files: readonly string[];
  readonly #random: () => number;
  readonly #paceMs: number;
  readonly #tally: Tally;
  #version = 1000;
  #running: CancellationTokenSource[] = [];

  constructor(
    editor: ProcessEditor,
    manner: Manner,
    { files, random, paceMs, tally }: { files: readonly string[]; random: () => number; paceMs: number; tally: Tally },
  ) {
    this.#editor = editor;
    this.#manner = manner;
    this.#files = shuffled(files, random);
    this.#random = random;
    this.#paceMs = paceMs;
    this.#tally = tally;
  }

  async work(isOver: () => boolean): Promise<void> {
    for (let visit = 0; !isOver(); visit++)
      await this.#visit(this.#files[visit % this.#files.length] as string, isOver);
    for (let waitedMs = 0; this.#running.length > 0 && waitedMs < patienceMs; waitedMs += 100) await setTimeout(100);
  }

  async #visit(path: string, isOver: () => boolean): Promise<void> {
    const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
    const uri = pathToFileURL(path).href;
    const at = Math.floor(this.#random() * Math.max(1, text.length - typedCharacters));
    // Up to the end of a line: people write there, and what stands behind a cursor leaves little to suggest.
    const end = text.indexOf("\n", at + typedCharacters);
    const piece = text.slice(at, end < 0 ? text.length : end);
    let before = text.slice(0, at);
    const after = text.slice(at + piece.length);
    await this.#editor.open(uri, before + after, path.endsWith(".py") ? "python" : "typescript");
    for (let typed = 0; typed < piece.length && !isOver(); typed++) {
      const key = piece[typed] as string;
      await this.#replace(uri, before, "", key);
      before += key;
      await setTimeout(this.#paceMs * (0.5 + this.#random()));
      if (typed % this.#manner.keys === 0) await this.#ask(uri, before, typed);
    }
    await this.#editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  /** As the editor does after a key; now and then its user accepts and undoes, rests on a name, or looks for actions. */
  async #ask(uri: string, before: string, typed: number): Promise<void> {
    if (this.#manner.cancels) for (const older of [...this.#running]) this.#cancel(older);
    const position = positionAfter(before);
    const params = { textDocument: { uri }, position, context: { triggerKind: 2 } };
    const answers = this.#manner.methods.map((method) => this.#request(method, params));
    if (this.#manner.hovers && typed % 10 === 0) void this.#request("hover", { textDocument: { uri }, position });
    if (typed % 30 === 20) {
      const range = { start: { ...position, character: 0 }, end: position };
      void this.#request("codeAction", { textDocument: { uri }, range, context: { diagnostics: [] } });
    }
    if (typed % 20 !== 10) return;
    const [items] = (await Promise.all(answers)) as (InlineCompletionItem[] | null | undefined)[];
    const [item] = Array.isArray(items) ? items : [];
    if (!item || typeof item.insertText !== "string") return;
    await this.#replace(uri, before, "", item.insertText);
    this.#tally.accepted++;
    if (item.command) void this.#request("workspace/executeCommand", item.command);
    await setTimeout(this.#paceMs);
    await this.#replace(uri, before, item.insertText, "");
    this.#tally.undone++;
  }

  #cancel(source: CancellationTokenSource): void {
    if (!this.#running.includes(source)) return;
    this.#tally.cancels++;
    source.cancel();
  }

  async #request(name: string, params: unknown): Promise<unknown> {
    const source = new CancellationTokenSource();
    this.#running.push(source);
    this.#tally.sent++;
    if (this.#random() < cancelledShare)
      void setTimeout(this.#random() * longestWaitMs).then(() => this.#cancel(source));
    const startMs = performance.now();
    try {
      const method = name.includes("/") ? name : `textDocument/${name}`;
      const answer = await this.#editor.connection.sendRequest(method, params, source.token);
      const times = this.#tally.ms.get(name) ?? [];
      this.#tally.ms.set(name, times);
      times.push(performance.now() - startMs);
      return answer;
    } catch (error) {
      const { code, message } = error as { code: number; message: string };
      if (code !== LSPErrorCodes.RequestCancelled) this.#tally.errors.push(`${name}: ${message}`);
      return undefined;
    } finally {
      this.#tally.answered++;
      this.#running = this.#running.filter((one) => one !== source);
    }
  }

  async #replace(uri: string, before: string, old: string, text: string): Promise<void> {
    const range = { start: positionAfter(before), end: positionAfter(before + old) };
    await this.#editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: ++this.#version },
      contentChanges: [{ range, text }],
    });
  }
}

function positionAfter(text: string): { line: number; character: number } {
  const start = text.lastIndexOf("\n") + 1;
  return { line: text.split("\n").length - 1, character: text.length - start };
}
