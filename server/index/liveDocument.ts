import { setImmediate } from "node:timers/promises";
import Parser from "tree-sitter";
import type { Language } from "../../grammars/language.ts";
import { extract } from "./extract.ts";
import { OpenFile } from "./openFile.ts";
import { type Edit, edit, maxParsedLength, type Tree } from "./parse.ts";
import type { Tags } from "./tags.ts";

/** A parse stops this often to let typing through. It checks the clock only now and then, so 2 ms need a margin. */
const sliceMicros = 1_000;

/** A text that takes longer gets no tags until it changes again. */
const maxParseMs = 2_000;

const noTags: Tags = { definitions: [], imports: [] };

/** An open file and its tree, which follows the text in small steps. */
export class LiveDocument {
  readonly path: string;
  readonly #language: Language;
  readonly #parser = new Parser();
  #text: string;
  /** Of the text when it was last parsed, told of every edit since. */
  #tree: Tree | undefined;
  #isSettled = false;
  /** Counts changes, so that a parse notices that its text is no longer the text. */
  #version = 0;

  constructor(path: string, language: Language, text: string) {
    this.path = path;
    this.#language = language;
    this.#text = text;
    this.#parser.setLanguage(language.grammar() as Parser.Language);
    this.#parser.setTimeoutMicros(sliceMicros);
  }

  /** The tree of the text as it is now, once it is parsed. Walk it with a cursor only, and not after an `await`. */
  get tree(): Tree | undefined {
    return this.#isSettled ? this.#tree : undefined;
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Takes microseconds; the new text is parsed by `settle`. Without `change` nothing of the old tree is kept. */
  update(text: string, change?: Edit): void {
    if (change && this.#tree) edit(this.#tree, this.#text, text, change);
    else this.#tree = undefined;
    this.#text = text;
    this.#version++;
    this.#isSettled = false;
  }

  /** Parses and extracts, over and over while the text changes, until both are of the text as it is. */
  async settle(): Promise<OpenFile> {
    for (;;) {
      const version = this.#version;
      const tree = await this.#parse(version);
      if (version !== this.#version) continue;
      await setImmediate();
      if (version !== this.#version) continue;
      this.#tree = tree;
      this.#isSettled = true;
      const tags = tree ? extract(this.#language, tree, this.#text) : noTags;
      return new OpenFile(this.path, this.#language, this.#text, tags);
    }
  }

  /** In slices; a timed-out parser goes on where it stopped unless it is reset. Undefined: no tree, or a newer text. */
  async #parse(version: number): Promise<Tree | undefined> {
    const text = this.#text;
    if (text.length > maxParsedLength) return undefined;
    const old = this.#tree;
    for (let spentMs = 0; spentMs < maxParseMs; ) {
      await setImmediate();
      if (version !== this.#version) break;
      const start = performance.now();
      // Null after a timeout, against the declared type.
      const tree: Tree | null = this.#parser.parse(text, old, { bufferSize: text.length + 1 });
      if (tree) return tree;
      spentMs += performance.now() - start;
    }
    this.#parser.reset();
    return undefined;
  }
}
