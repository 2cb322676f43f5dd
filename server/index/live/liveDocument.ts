import { setImmediate } from "node:timers/promises";
import type Parser from "tree-sitter";
import type { Language } from "../../../grammars/language.ts";
import { asParsed } from "../../languages/asParsed.ts";
import { assemble, type Findings } from "../../languages/extract/assemble.ts";
import { extract, findSteps } from "../../languages/extract.ts";
import { type Edit, edit, maxParsedLength, type Tree } from "../../languages/parse.ts";
import { sliceMicros } from "../../languages/parseInSlices.ts";
import { noTags, type Tags } from "../../languages/tags.ts";
import { treeSitter } from "../../languages/treeSitter.ts";
import { Slices, type Steps } from "../../slices/slices.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import { OpenFile } from "./openFile.ts";
import { joined, moved, regionOf, revised } from "./revise.ts";

/** A text that takes longer gets no tags until it changes again. */
const maxParseMs = 2_000;

const exportList = "__all__";

/** The findings in a document, and the version and text of it that they belong to. */
type Settled = { readonly version: number; readonly text: string; readonly findings: Findings | undefined };

/** The findings, and the part of the text that may hold more than them. */
type Found = { readonly findings: Findings | undefined; readonly doubtful: OffsetRange | undefined };

/** An open file, its tree and what is found in it. All follow the text in small steps. */
export class LiveDocument {
  readonly path: string;
  readonly language: Language;
  readonly #parser = new (treeSitter())();
  #text: string;
  /** The tree of the settled text, told of every edit since. */
  #tree: Tree | undefined;
  #settled: Settled | undefined;
  /** Everything that happened to the text since it was settled. */
  #edit: Edit | undefined;
  /**
   * The part that was looked at while the text did not parse. It is looked at again until the text does. Around errors
   * the ranges that tree-sitter reports as changed are not all that changed.
   */
  #doubtful: OffsetRange | undefined;
  /** Counts changes, so that a parse notices that its text is no longer the text. */
  #version = 0;

  constructor(path: string, language: Language, text: string) {
    this.path = path;
    this.language = language;
    this.#text = text;
    this.#parser.setLanguage(language.grammar() as Parser.Language);
    this.#parser.setTimeoutMicros(sliceMicros);
  }

  get isSettled(): boolean {
    return this.#settled?.version === this.#version;
  }

  /** The tree of the text as it is now, once it is parsed. Walk it with a cursor only, and not after an `await`. */
  get tree(): Tree | undefined {
    return this.isSettled ? this.#tree : undefined;
  }

  /** Takes microseconds; the new text is parsed by `settle`. Without `change` nothing of the old tree is kept. */
  update(text: string, change?: Edit): void {
    this.#version++;
    if (change && this.#tree) {
      edit(this.language, this.#tree, this.#text, text, change);
      this.#edit = joined(this.#edit, change);
    } else {
      this.#tree = undefined;
    }
    this.#text = text;
  }

  /**
   * Parses and looks for definitions, over and over while the text changes. It ends when both are of the text as it is.
   */
  async settle(): Promise<OpenFile> {
    for (;;) {
      const version = this.#version;
      const tree = await this.#parse(version);
      await setImmediate();
      if (version !== this.#version) continue;
      const found = tree && (await this.#inSlices(this.#find(tree), version));
      if (version !== this.#version) continue;
      const findings = found?.findings;
      this.#settled = { version, text: this.#text, findings };
      this.#doubtful = found?.doubtful;
      this.#tree = tree;
      this.#edit = undefined;
      await setImmediate();
      if (version !== this.#version) continue;
      return new OpenFile(this.path, this.language, this.#text, this.#tags(tree, findings));
    }
  }

  /** In slices; a timed-out parser goes on where it stopped unless it is reset. Undefined: no tree, or a newer text. */
  async #parse(version: number): Promise<Tree | undefined> {
    const text = this.#text;
    if (text.length > maxParsedLength) return undefined;
    const old = this.#tree;
    const seen = asParsed(this.language, text);
    for (let spentMs = 0; spentMs < maxParseMs; ) {
      await setImmediate();
      if (version !== this.#version) break;
      const start = performance.now();
      // Null after a timeout, against the declared type.
      const tree: Tree | null = this.#parser.parse(seen, old, { bufferSize: seen.length + 1 });
      if (tree) return tree;
      spentMs += performance.now() - start;
    }
    this.#parser.reset();
    return undefined;
  }

  /** Undefined when the text changes meanwhile. */
  async #inSlices<T>(steps: Steps<T>, version: number): Promise<T | undefined> {
    const slices = new Slices();
    while (version === this.#version) {
      const { done, value } = steps.next();
      if (done) return value;
      await slices.restIfDue();
    }
    return undefined;
  }

  /** Only where the tree has changed, if that is possible. */
  *#find(tree: Tree): Steps<Found> {
    const text = this.#text;
    const [old, edit, before] = [this.#settled, this.#edit, this.#tree];
    const all = () => findSteps(this.language, tree, text);
    if (!old?.findings || !edit || !before) return { findings: yield* all(), doubtful: undefined };
    const changes = before
      .getChangedRanges(tree)
      .map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
    const { start, end } = this.#doubtful ?? { start: edit.start, end: edit.oldEnd };
    const region = regionOf(old.findings, edit, [...changes, { start: moved(start, edit), end: moved(end, edit) }]);
    const doubtful = tree.rootNode.hasError ? region : undefined;
    // A module whose list of exports is gone exports by another rule, everywhere.
    const lost = old.text.slice(Math.max(0, edit.start - exportList.length), edit.oldEnd + exportList.length);
    if (lost.includes(exportList)) return { findings: yield* all(), doubtful };
    const fresh = yield* findSteps(this.language, tree, text, region);
    const findings = fresh && revised(old.findings, edit, region, fresh);
    const mayHaveLost = fresh?.implicitExports && !findings?.implicitExports && findings?.exports.length === 0;
    return { findings: mayHaveLost ? yield* all() : findings, doubtful };
  }

  #tags(tree: Tree | undefined, findings: Findings | undefined): Tags {
    if (!tree) return noTags;
    return findings ? assemble(findings) : extract(this.language, tree, this.#text);
  }
}
