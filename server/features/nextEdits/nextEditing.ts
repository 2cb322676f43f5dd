import { setTimeout } from "node:timers/promises";
import { numberAt } from "../../../base/at.ts";
import { Recent } from "../../../base/recent.ts";
import type { PlacedChange } from "../../actions/action.ts";
import { filePath } from "../../index/paths.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import type { ReplacedLines, Snapshot, Workspace } from "../../index/workspace.ts";
import type { ParsedFiles } from "../../nextEdits/codeFiles.ts";
import { EditHistory, type Undone } from "../../nextEdits/history.ts";
import type { OfferedEdit } from "../../nextEdits/nextEdits.ts";
import { PendingEdits } from "../../nextEdits/pendingEdits.ts";
import { PutAwayEdits } from "../../nextEdits/putAwayEdits.ts";
import type { Substitution } from "../../nextEdits/substitutions.ts";
import type { Point } from "../../text/document.ts";
import { lineNumberAt, lineStarts } from "../../text/lines.ts";
import type { Problem } from "../../text/problem.ts";
import type { PromptContexts } from "../generation/promptContexts.ts";

/** Edits that belong to what was just changed. All of them are right together, and none overlaps another. */
export type NextEdits = {
  /** Those in the asked file come first, the nearest to the cursor before the others; then those of other files. */
  readonly places: readonly NextPlace[];
};

/** A place of the change, and why it is one. */
export type NextPlace = PlacedChange & {
  /** The name of the rule that found it, as "renamed declaration". */
  readonly rule: string;
  /** Why it is offered, in one sentence for the user. */
  readonly because: string;
  /** False for what only looks alike. */
  readonly isSure: boolean;
};

/** Whether somebody wants what is sure, or asked by hand and looks through all that looks alike. */
export type NextEditsWanted = "sure" | "alike";

/** An error in an open document, by offsets in its text now. */
export type ErrorInDocument = Problem & { readonly uri: string };

/** Nothing is offered; the sentence says why. */
export type NextSilence = { readonly silence: string };

/** A change counts as made when nothing was typed for so long. */
const usualSettleMs = 300;

/** Changes that came in faster than this are waited for at most so often. */
const maxWaits = 10;

/** With the text that its offsets are of. */
type EditOfText = OfferedEdit & { readonly text: string };

/** All that follows, and what was replaced lately, which is seldom asked for. */
type Found = { readonly edits: readonly EditOfText[]; readonly examples: () => readonly Substitution[] };

/** What was found since the last change, by what was asked. */
type Asked = {
  readonly revision: number;
  readonly found: Recent<string, Promise<Found | NextSilence>>;
};

/** Menus at several cursors, each with the errors there, and the next edit itself are asked for in turn. */
const keptQuestions = 8;

/** What follows from late changes, found once after each and kept until the next. */
export class NextEditing {
  readonly #contexts: PromptContexts;
  readonly #history = new EditHistory();
  #parsed: ParsedFiles | undefined;
  readonly #settleMs: number;
  #changedMs = Number.NEGATIVE_INFINITY;
  readonly #pending = new PendingEdits();
  readonly #putAway = new PutAwayEdits();
  /** What was last found in which document. */
  #told: (Found & { readonly file: SourceFile }) | undefined;
  #revision = 0;
  #asked: Asked | undefined;

  constructor(contexts: PromptContexts, settleMs = usualSettleMs) {
    this.#contexts = contexts;
    this.#settleMs = settleMs;
  }

  /** Counts the changes of all documents, offered ones too. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * The changes of one message, which have led to the text that the document has now. Takes microseconds: it is called
   * while a key is handled.
   */
  changed({ key, text }: Pick<SourceFile, "key" | "text">, replaced: readonly ReplacedLines[]): void {
    const [first] = replaced;
    // Some editors delete and insert where others replace.
    const wereOffered = first !== undefined && this.#pending.made(key, first.before, text);
    for (const [at, lines] of replaced.entries()) {
      const after = replaced[at + 1]?.before ?? text;
      this.edited({ key }, lines, wereOffered || this.#pending.made(key, lines.before, after));
    }
  }

  /** Lines of a document were replaced by others. */
  edited({ key }: Pick<SourceFile, "key">, lines: ReplacedLines, wasOffered = false): void {
    if (!wasOffered) this.#pending.offer([]);
    this.#history.edited(key, lines, wasOffered);
    this.#revision++;
    this.#changedMs = performance.now();
  }

  /** The document is closed: what it is when it is opened again may be something else. */
  closed({ key }: Pick<SourceFile, "key">): void {
    const { step } = this.#history;
    this.#history.closed(key);
    if (this.#history.step !== step) this.#revision++;
  }

  /** What differs between an earlier text of a document and its text now counts as changed just now. */
  differs({ key, text }: Pick<SourceFile, "key" | "text">, base: string): void {
    this.#pending.offer([]);
    this.#history.differs(key, base, text);
    this.#revision++;
  }

  /** The user does not want what was told of this part of the document, nor what else follows from the same. */
  putAway(uri: string, start: number, end: number): void {
    if (this.#told?.file.uri !== uri) return;
    const { file, edits, examples } = this.#told;
    const own = edits.filter((one) => one.text === file.text && start <= one.start && one.end <= end);
    this.#putAway.putAway(own, file.key, file.text, examples());
  }

  /** What was changed back lately in a document. */
  undoneIn(key: string): readonly Undone[] {
    return this.#history.undone.filter((one) => one.key === key);
  }

  /** True until typing has settled. */
  get isTyping(): boolean {
    return performance.now() - this.#changedMs < this.#settleMs;
  }

  /** Resolves when typing has settled, or goes on for too long. */
  async settled(): Promise<void> {
    for (let waits = 0; this.isTyping && waits < maxWaits; waits++)
      await setTimeout(this.#settleMs - (performance.now() - this.#changedMs));
  }

  /**
   * What follows from the late changes around a document, once typing has `settled`. `offset` is the cursor's. `errors` are
   * those that somebody reports of the text as it is: where one stands, one example is enough. Lets the event loop turn.
   */
  async at(
    workspace: Pick<Workspace, "snapshot" | "tree" | "settled">,
    uri: string,
    offset: number,
    wanted: NextEditsWanted = "sure",
    errors: readonly ErrorInDocument[] = [],
  ): Promise<NextEdits | NextSilence> {
    if (this.isTyping) return { silence: "The text is still changing." };
    const file = workspace.snapshot().open.get(uri);
    if (!file) return { silence: "The document is not open in the editor, or may not be read." };
    const found = await this.#find(workspace, file, wanted, errors);
    if ("silence" in found) return found;
    const now = workspace.snapshot();
    const own = now.open.get(uri);
    if (own?.text !== file.text) return { silence: "The text has changed meanwhile." };
    const all = found.edits.flatMap((one) => this.#placed(now, file, one));
    const { undone } = this.#history;
    const places = wanted === "alike" ? all : this.#putAway.others(all, found.examples, undone);
    this.#told = { file, edits: places, examples: found.examples };
    this.#pending.offer(places);
    const distance = (one: (typeof places)[number]) =>
      one.key === file.key ? Math.abs(one.start - offset) : Number.POSITIVE_INFINITY;
    places.sort((a, b) => distance(a) - distance(b) || Number(b.isOpen) - Number(a.isOpen));
    if (places.length < all.length && places.length === 0) return { silence: "What follows was put away." };
    return places.length > 0
      ? { places: places.map(({ place }) => place) }
      : { silence: "Nothing follows from what was changed." };
  }

  #find(
    workspace: Pick<Workspace, "snapshot" | "tree" | "settled">,
    file: SourceFile,
    wanted: NextEditsWanted,
    reported: readonly ErrorInDocument[],
  ): Promise<Found | NextSilence> {
    if (this.#asked?.revision !== this.#revision)
      this.#asked = { revision: this.#revision, found: new Recent(keptQuestions) };
    const { found } = this.#asked;
    const question = JSON.stringify([file.key, wanted, reported]);
    const answer = found.get(question) ?? this.#look(workspace, file, wanted, reported);
    found.set(question, answer);
    return answer;
  }

  async #look(
    workspace: Pick<Workspace, "snapshot" | "tree" | "settled">,
    file: SourceFile,
    wanted: NextEditsWanted,
    reported: readonly ErrorInDocument[],
  ): Promise<Found | NextSilence> {
    const views = await workspace.settled();
    if (!views) {
      this.#asked = undefined;
      return { silence: "The workspace is not known yet." };
    }
    const { open } = workspace.snapshot();
    const byKey = new Map([...open.values()].map((one) => [one.key, one]));
    const isTakenIn = ({ workspace: taken, pathOf }: ReturnType<PromptContexts["near"]>) =>
      [...byKey.values()].every((one) => {
        const path = pathOf(one.key);
        const text = path === undefined ? undefined : taken.file(path)?.text;
        // Of other documents some are never known, being in no language that is.
        return text === undefined ? one.key !== file.key : text === one.text;
      });
    if (!isTakenIn(this.#contexts.near(file))) await this.#contexts.takeIn(views);
    const near = this.#contexts.near(file);
    const known = (key: string) => {
      const path = near.pathOf(key);
      const text = path === undefined ? undefined : near.workspace.file(path)?.text;
      // The cells of a notebook are one text, whose places are those of several documents.
      return text !== undefined && byKey.get(key)?.parts.length === 1 && byKey.get(key)?.text === text
        ? text
        : undefined;
    };
    // Editors wait for `initialize`, which must not wait for all this.
    const [{ CodeFiles, ParsedFiles: Trees }, { differingLines }, { nextEdits }, { substitutionsIn }] =
      await Promise.all([
        import("../../nextEdits/codeFiles.ts"),
        import("../../nextEdits/differingLines.ts"),
        import("../../nextEdits/nextEdits.ts"),
        import("../../nextEdits/substitutions.ts"),
      ]);
    this.#parsed ??= new Trees();
    const changes = this.#history
      .changes(known, differingLines)
      .map((one) => ({ ...one, key: near.pathOf(one.key) ?? one.key }));
    if (changes.length === 0) return { silence: "Nothing was changed." };
    const undone = this.#history.undone.map((one) => ({ ...one, key: near.pathOf(one.key) ?? one.key }));
    const byPath = new Map([...open.values()].flatMap((one) => [[near.pathOf(one.key) ?? "", one] as const]));
    const live = (path: string) => {
      const one = byPath.get(path);
      return one && one.text === near.workspace.file(path)?.text ? workspace.tree(one) : undefined;
    };
    const files = new CodeFiles(near.workspace, this.#parsed, live);
    const errors = reported.flatMap(({ uri, start, end, message }) => {
      const path = near.pathOf(open.get(uri)?.key ?? "");
      return path === undefined ? [] : [{ path, start, end, message }];
    });
    const edits = await nextEdits(files, changes, undone, wanted === "alike", errors);
    return {
      edits: edits.map((edit) => ({ ...edit, text: near.workspace.file(edit.path)?.text ?? "" })),
      examples: () => changes.flatMap(substitutionsIn),
    };
  }

  /** An edit as its editor knows the place. None where the file has changed since, or is made of cells. */
  #placed({ open }: Pick<Snapshot, "open">, asked: SourceFile, edit: EditOfText) {
    const near = this.#contexts.near(asked);
    const file = near.workspace.file(edit.path);
    if (file?.text !== edit.text) return [];
    const opened = [...open.values()].findLast((one) => near.pathOf(one.key) === edit.path);
    if (opened && (opened.text !== file.text || opened.parts.length !== 1)) return [];
    const { start, end, newText, rule, because, isSure } = edit;
    const starts = opened?.lineStarts ?? lineStarts(file.text);
    const range = { start: pointAt(starts, start), end: pointAt(starts, end) };
    const oldText = file.text.slice(start, end);
    const place: NextPlace = {
      uri: opened?.uri ?? file.uri,
      version: opened?.version,
      range,
      newText,
      oldText,
      rule,
      because,
      isSure,
    };
    const key = opened?.key ?? filePath(file.uri) ?? file.uri;
    return [{ ...edit, place, key, isOpen: opened !== undefined }];
  }
}

function pointAt(starts: readonly number[], offset: number): Point {
  const line = lineNumberAt(starts, offset);
  return { line, character: offset - numberAt(starts, line) };
}
