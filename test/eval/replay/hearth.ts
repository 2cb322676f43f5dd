import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { CompletionList, InlineCompletionItem } from "vscode-languageserver/node";
import type { Generation } from "../../../models/engine.ts";
import type { SuggestionAnswer } from "../../../server/features/generation/suggestionAnswer.ts";
import { type InlineEdits, inlineEditMethod } from "../../../server/lsp/inlineEdit.ts";
import { omittedBlanks } from "../../../server/suggestions/omitted.ts";
import type { TextChange } from "../../../server/text/textChange.ts";
import { ProcessEditor, usualCapabilities } from "../../process/editor.ts";
import type { TestUser } from "../../process/environment.ts";
import { wrapArgument } from "../../wrap/wrapped.ts";
import { BadInput } from "../lib/badInput.ts";
import { type Change, changeBetween, offsetOf, positionOf } from "./changes.ts";
import type { Offered } from "./score.ts";

/** What the server answered at a place, and what `hearth.why` says of it. */
export type HearthAnswer = {
  readonly offered: Offered | null;
  /** Why nothing is shown. */
  readonly reason: string | null;
  /** What the model wrote, as far as it was read; null where it was not asked. */
  readonly written: string | null;
  /** Who ended the reading, and each filter that changed the suggestion or let it not pass. */
  readonly end: string | null;
  readonly filters: readonly string[];
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly generatedTokens: number;
  /** Decodes of the answer as far as it was read; each counts as one, however many tokens it verifies. */
  readonly decodeSteps: number;
  /** The sources of the snippets that the model was shown. */
  readonly sources?: readonly string[];
  /** The suggestion is what the workspace remembers. */
  readonly isRemembered: boolean;
  /** From request to answer. */
  readonly ms: number;
};

type Why = Omit<SuggestionAnswer, "reason"> & { readonly reason: string | null };

/** The server answered with an error. The message holds what it logged: the answer itself only says that it failed. */
export class ServerFailed extends Error {}

/** A document of which Hearth says nothing, as it looks secret. TypeScript's server knows code only, and falls over else. */
const nobodys = ".env.ts";

type Settings = { readonly model: string } & Readonly<Record<string, unknown>>;

/** How long a model is waited for. */
const loadMs = 300_000;

/** A server of its own for one workspace, spoken to as an editor does whose user never pauses. */
export class HearthEditor {
  readonly #editor: ProcessEditor;
  readonly #folder: string;
  readonly #hasModel: boolean;
  readonly #texts = new Map<string, { version: number; text: string }>();

  private constructor(editor: ProcessEditor, folder: string, hasModel: boolean) {
    this.#editor = editor;
    this.#folder = folder;
    this.#hasModel = hasModel;
  }

  /** `beside` is the command of another language server, for `--wrap`. */
  static async open(
    user: TestUser,
    folder: string,
    settings: Settings,
    beside?: readonly string[],
  ): Promise<HearthEditor> {
    const editor = new ProcessEditor(user, {}, beside ? wrapArgument(beside) : []);
    // One for each item: TypeScript's server would fetch types for files that no tsconfig.json names.
    editor.replies.set("workspace/configuration", (params) =>
      (params as { items: readonly { section?: string }[] }).items.map(({ section }) =>
        /^(?:typescript|javascript|js\/ts)/.test(section ?? "") ? { disableAutomaticTypeAcquisition: true } : null,
      ),
    );
    const { workspace } = usualCapabilities;
    // Files change on disk between servers only.
    const watched = { ...workspace, didChangeWatchedFiles: { dynamicRegistration: true } };
    const capabilities = { ...usualCapabilities, workspace: { ...watched, configuration: beside !== undefined } };
    await editor.initialize({ folder, settings: beside ? { hearth: settings } : settings, capabilities });
    const opened = new HearthEditor(editor, folder, settings.model !== "none");
    await opened.settled();
    await opened.open(nobodys, "", "typescript");
    return opened;
  }

  async open(path: string, text: string, languageId: string): Promise<void> {
    const textDocument = { uri: this.#uri(path), languageId, version: 1, text };
    this.#texts.set(path, { version: 1, text });
    await this.#editor.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  async close(path: string): Promise<void> {
    this.#texts.delete(path);
    const textDocument = { uri: this.#uri(path) };
    await this.#editor.connection.sendNotification("textDocument/didClose", { textDocument });
  }

  /** Makes the document this text, in one change. */
  async become(path: string, text: string): Promise<void> {
    const document = this.#texts.get(path);
    const change = document && changeBetween(document.text, text);
    if (document && change) await this.#change(path, document, change, text);
  }

  /** Resolves when the language server beside Hearth has read a file and what it needs. */
  async known(path: string): Promise<void> {
    const textDocument = { uri: this.#uri(path) };
    await this.#editor.connection.sendRequest("textDocument/documentSymbol", { textDocument });
    await this.#editor.connection.sendRequest("textDocument/definition", {
      textDocument,
      position: { line: 0, character: 0 },
    });
  }

  /** The names that the language server beside Hearth lists at an offset. */
  async listed(path: string, offset: number): Promise<string[]> {
    const list = await this.#editor.connection.sendRequest<CompletionList | null>("textDocument/completion", {
      textDocument: { uri: this.#uri(path) },
      position: positionOf(this.#texts.get(path)?.text ?? "", offset),
      context: { triggerKind: 1 },
    });
    await this.#inline(nobodys, { line: 0, character: 0 });
    const theirs = (list?.items ?? []).filter(({ labelDetails }) => labelDetails?.description !== "Hearth");
    return theirs.map(({ label }) => /^#?[\p{L}\p{N}_$]+/u.exec(label)?.[0] ?? label);
  }

  /** Resolves when prompts may show everything that was told. */
  async settled(): Promise<void> {
    while (!(await this.#command("hearth.settled"))) await setTimeout(20);
  }

  /** Asks for ghost text as an editor does while its user types, at an offset of the document. */
  async suggest(path: string, offset: number): Promise<HearthAnswer> {
    const text = this.#texts.get(path)?.text ?? "";
    const position = positionOf(text, offset);
    for (const startedMs = performance.now(); ; ) {
      const askedMs = performance.now();
      const [item] = (await this.#inline(path, position)) ?? [];
      const ms = performance.now() - askedMs;
      const why = (await this.#command("hearth.why")) as Why;
      // Whatever would be done ahead while nobody types depends on how long that takes.
      await this.#inline(nobodys, { line: 0, character: 0 });
      // While a model loads the memory answers in its place.
      const isLoading = why.reason === "loading" || (this.#hasModel && why.memory !== null && why.model === null);
      if (!isLoading) {
        return answerOf(item, why, text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset), ms);
      }
      if (performance.now() - startedMs > loadMs) throw new BadInput(`the model did not come: ${why.message}`);
      await setTimeout(50);
    }
  }

  /** The next edit that is offered to somebody who asks for it by hand, at an offset of the document. */
  async nextEdit(path: string, offset: number): Promise<(TextChange & { readonly rule: string }) | undefined> {
    const { version = 1, text = "" } = this.#texts.get(path) ?? {};
    const { edits } = await this.#editor.connection.sendRequest<InlineEdits>(inlineEditMethod, {
      textDocument: { uri: this.#uri(path), version },
      position: positionOf(text, offset),
      context: { triggerKind: 1 },
    });
    const [edit] = edits;
    if (!edit) return undefined;
    const why = (await this.#command("hearth.why", "nextEdit")) as { readonly rule: string | null } | null;
    const { start, end } = edit.range;
    return { start: offsetOf(text, start), end: offsetOf(text, end), newText: edit.text, rule: why?.rule ?? "" };
  }

  async dispose(): Promise<void> {
    this.#editor.conversation.problems.serverToClient.length = 0; // what the other server says is its own affair
    await this.#editor[Symbol.asyncDispose]();
  }

  async #change(path: string, document: { version: number; text: string }, change: Change, text: string) {
    document.version++;
    document.text = text;
    await this.#editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.#uri(path), version: document.version },
      contentChanges: [change],
    });
  }

  async #inline(path: string, { line, character }: { line: number; character: number }) {
    try {
      return await this.#editor.inlineCompletion(this.#uri(path), line, character);
    } catch (error) {
      throw new ServerFailed(`${(error as Error).message}; the server said:\n${this.#editor.said}`);
    }
  }

  #command(command: string, ...args: unknown[]): Promise<unknown> {
    return this.#editor.connection.sendRequest("workspace/executeCommand", { command, arguments: args });
  }

  #uri(path: string): string {
    return pathToFileURL(join(this.#folder, path)).href;
  }
}

function answerOf(item: InlineCompletionItem | undefined, why: Why, lineBefore: string, ms: number): HearthAnswer {
  const { reason, generation, fate } = why;
  return {
    offered: item ? offeredBy(item) : null,
    reason: item ? null : reason,
    written: fate?.written ?? null,
    end: fate?.isUnsure ? "unsure" : (fate?.end?.name ?? null),
    filters: fate?.steps.map((step) => ("silence" in step ? `${step.filter}: ${step.silence}` : step.filter)) ?? [],
    promptTokens: generation?.promptTokens ?? 0,
    evaluatedTokens: generation?.evaluatedTokens ?? 0,
    generatedTokens: tokensRead(why, lineBefore).length,
    decodeSteps: tokensRead(why, lineBefore).at(-1)?.steps ?? 0,
    sources: why.context?.snippets.map(({ source }) => source) ?? [],
    isRemembered: why.memory !== null,
    ms: Math.round(ms),
  };
}

function offeredBy({ insertText, range }: InlineCompletionItem): Offered {
  const text = typeof insertText === "string" ? insertText : insertText.value;
  // Hearth's ranges begin at the cursor and stay on its line.
  return { text, replaceAfter: range ? range.end.character - range.start.character : 0 };
}

/** The tokens of what was read: how many more come until the model hears that it is enough is chance. */
function tokensRead({ generation, fate }: Why, lineBefore: string): Generation["probabilities"] {
  if (!generation) return [];
  const omitted = omittedBlanks({ lineBefore });
  const skipped = generation.text.startsWith(omitted) ? omitted.length : 0;
  const end = skipped + (fate?.written.length ?? 0);
  return generation.probabilities.filter((token) => token.end <= end);
}
