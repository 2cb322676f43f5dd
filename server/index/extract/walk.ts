import type Parser from "tree-sitter";
import type { Language } from "../../../grammars/language.ts";
import type { Steps } from "../merge.ts";
import type { Tree } from "../parse.ts";
import type { Import, ImportedName } from "../tags.ts";
import type { Export, Findings, Item } from "./assemble.ts";
import { docBefore } from "./docs.ts";

/** Where to go inside a node: nowhere, to the children that hold hints, to all. */
export const pass = 0;
export const toHints = 1;
export const enter = 2;
export type Step = typeof pass | typeof toHints | typeof enter;

/** Meets a node of one type, at which the walk's cursor stands, and says how the walk goes on. */
export type Rule = (walk: Walk) => Step;

export type Rules = {
  readonly byType: ReadonlyMap<string, Rule>;
  /**
   * Matches wherever something worth finding may be. What no rule enters and no hint points into, mostly the
   * insides of functions, is never visited: that is what makes a walk so much cheaper than a query.
   * It may match too much (in comments and strings, say), never too little. A match that ends with `)` is no hint.
   * A hint is the last character of its match, and lies inside the nodes around it that begin before it.
   */
  readonly hints: RegExp;
  /** See `Findings`; overruled by a file that lists its exports. */
  readonly implicitExports: boolean;
};

const everything: Range = { start: 0, end: Number.POSITIVE_INFINITY };

/**
 * Walks a tree in preorder by its rules. It makes no SyntaxNode, since `Tree.edit` would have to update every one.
 */
export function walkTree(language: Language, rules: Rules, tree: Tree, text: string): Findings {
  const walk = walkIn(language, rules, tree, text);
  let goesOn = true;
  while (goesOn) goesOn = walk.next(walk.rule()(walk));
  return walk.findings();
}

/**
 * The same in steps, between which the event loop may turn; with a range, only of the nodes that touch it. Nobody may
 * edit the tree meanwhile.
 */
export function* walkSteps(
  language: Language,
  rules: Rules,
  tree: Tree,
  text: string,
  range = everything,
): Steps<Findings> {
  const walk = walkIn(language, rules, tree, text, range.start);
  const { cursor } = walk;
  for (let visited = 1; cursor.startIndex <= range.end; visited++) {
    if (!walk.next(cursor.endIndex < range.start ? pass : walk.rule()(walk))) break;
    if (visited % nodesPerStep === 0) yield;
  }
  return walk.findings();
}

function walkIn(language: Language, rules: Rules, tree: Tree, text: string, from = 0): Walk {
  const walk = new Walk(language, rules, tree, text, from);
  if (examples.length === 0 && text.length < maxExampleLength) examples.push(walk);
  return walk;
}

/** Visited in a small part of a millisecond. */
const nodesPerStep = 100;

/**
 * One walk is kept alive, because V8 throws optimized code away when the last object of a shape it relies on is
 * collected: with a full collection between files, as indexing needs to free trees, extraction took twice as long.
 */
const examples: Walk[] = [];
const maxExampleLength = 100_000;

/** The rule of a node that is of interest only for what it may hold. */
export function hinted(walk: Walk): Step {
  return walk.hinted() ? toHints : pass;
}

/** Punctuation and keywords have no inside. */
function token(): Step {
  return pass;
}

export type Range = { readonly start: number; readonly end: number };

/** A declaration with what is written around it: `export`, `declare`, decorators. */
export type Outer = Range & { readonly exported: Item["exported"] };

/** What a walk has seen so far, and the node it is at. What moves the cursor brings it back. */
export class Walk {
  readonly cursor: Parser.TreeCursor;
  readonly text: string;
  readonly imports: Import[] = [];
  readonly exports: Export[] = [];
  /** The names that a value ending at an offset is bound to, as in `const { a } = require("b")`. */
  readonly bindings = new Map<number, readonly ImportedName[]>();
  /** Imports before this offset serve type checkers only. */
  typesUntil = 0;
  /** Whether the file lists its exports. */
  listsExports = false;
  readonly #rules: Rules;
  /** Its own, since it remembers how far it has looked, and several walks may be under way. */
  readonly #hintPattern: RegExp;
  readonly #lineComment: string;
  readonly #grammar: Grammar;
  /** Those met so far, in order; an infinite one at the end of the text. */
  readonly #hints: number[] = [];
  #nextHint = 0;
  /** Hints are known from here on. */
  readonly #from: number;
  /** For each node around: its end if only its children with hints are visited, 0 if all are. */
  readonly #jumpsUntil: number[] = [];
  readonly #items: Item[] = [];
  readonly #scopes: { readonly end: number; readonly local: boolean }[] = [];
  #wrapper: (Outer & { readonly at: number }) | undefined;
  #decorators: Range = { start: 0, end: -1 };

  constructor(language: Language, rules: Rules, tree: Tree, text: string, from: number) {
    this.cursor = tree.walk();
    this.text = text;
    this.#rules = rules;
    this.#lineComment = language.lineComment;
    this.#grammar = grammarOf(language);
    this.#from = from;
    // A match may have begun a little earlier than what it hints at.
    this.#hintPattern = new RegExp(rules.hints);
    this.#hintPattern.lastIndex = Math.max(0, text.lastIndexOf("\n", text.lastIndexOf("\n", from - 1) - 1));
  }

  /** Whether more than `own` hints lie inside the node: a function's own keyword need not lead into it. */
  hinted(own = 0): boolean {
    if (this.#beganBefore()) return true;
    const end = this.cursor.endIndex;
    if (this.#hint(0) >= end) return false;
    const start = this.cursor.startIndex;
    while (this.#hint(0) <= start) this.#nextHint++; // nor can they lie inside later nodes
    return this.#hint(own) < end;
  }

  /** Of a node that began before the range not all hints are known. */
  #beganBefore(): boolean {
    return this.#from > 0 && this.cursor.startIndex < this.#from;
  }

  /** The next hint, or one of those after it. */
  #hint(ahead: number): number {
    const at = this.#nextHint + ahead;
    while (this.#hints.length <= at) this.#hints.push(this.#matchHint());
    return this.#hints[at] as number;
  }

  #matchHint(): number {
    if (this.#hints.at(-1) === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
    const pattern = this.#hintPattern;
    while (pattern.test(this.text)) {
      const last = pattern.lastIndex - 1;
      if (this.text.charCodeAt(last) !== closingParenthesis) return last;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Moves to the node to visit after this one; false at the end of the tree. */
  next(step: Step): boolean {
    if (step !== pass && this.#goInto(step)) return true;
    for (;;) {
      const jumpsUntil = this.#jumpsUntil.at(-1);
      if (jumpsUntil === undefined) return false;
      if (jumpsUntil === 0) {
        if (this.cursor.gotoNextSibling()) return true;
        this.cursor.gotoParent();
      } else {
        this.#dropHints(this.cursor.endIndex);
        this.cursor.gotoParent();
        if (this.#goToHint(jumpsUntil)) return true;
      }
      this.#jumpsUntil.pop();
    }
  }

  #goInto(step: Step): boolean {
    const end = this.cursor.endIndex;
    const jumps = step === toHints && !this.#beganBefore() && this.#hint(manyHints) >= end;
    if (jumps ? !this.#goToHint(end) : !this.cursor.gotoFirstChild()) return false;
    this.#jumpsUntil.push(jumps ? end : 0);
    return true;
  }

  /** Moves to the child that holds the next hint, if that lies before the end of the node. */
  #goToHint(end: number): boolean {
    const hint = this.#hint(0);
    return hint < end && (this.cursor.gotoFirstChildForIndex(hint) as unknown) !== null;
  }

  #dropHints(until: number): void {
    while (this.#hint(0) < until) this.#nextHint++;
  }

  /** What to do with the node. */
  rule(): Rule {
    const id = this.cursor.nodeTypeId;
    let rule = this.#grammar.rules[id];
    if (rule === undefined) {
      rule = this.#rules.byType.get(this.type()) ?? (this.cursor.nodeIsNamed ? hinted : token);
      if (id < maxTypeId) this.#grammar.rules[id] = rule;
    }
    return rule;
  }

  type(): string {
    const id = this.cursor.nodeTypeId;
    const known = this.#grammar.types[id];
    if (known !== undefined) return known;
    const type = this.cursor.nodeType;
    if (id < maxTypeId) this.#grammar.types[id] = type;
    return type;
  }

  /** The field of its parent that the node is, if it is one. */
  field(): string | undefined {
    const id = this.cursor.currentFieldId as number | undefined;
    if (id === undefined) return undefined;
    this.#grammar.fields[id] ??= this.cursor.currentFieldName;
    return this.#grammar.fields[id];
  }

  range(): Range {
    return { start: this.cursor.startIndex, end: this.cursor.endIndex };
  }

  content(): string {
    return this.text.slice(this.cursor.startIndex, this.cursor.endIndex);
  }

  eachChild(visit: () => void): void {
    if (!this.cursor.gotoFirstChild()) return;
    do visit();
    while (this.cursor.gotoNextSibling());
    this.cursor.gotoParent();
  }

  /** From here to the end of the node, variables are local to a function (or not: inside a class they are its fields). */
  openScope(local: boolean): void {
    this.#scopes.push({ end: this.cursor.endIndex, local });
  }

  isLocal(offset: number): boolean {
    let scope = this.#scopes.at(-1);
    for (; scope && scope.end <= offset; scope = this.#scopes.at(-1)) this.#scopes.pop();
    return scope?.local ?? false;
  }

  /** The node is the outside (`export`, `declare`, decorators) of the definition that begins at `at`. */
  wrap(at: number, exported: Item["exported"]): void {
    const outer = this.unwrap(this.range());
    this.#wrapper = { ...outer, at, exported: exported === "no" ? outer.exported : exported };
  }

  /** A declaration with its outside. */
  unwrap({ start, end }: Range): Outer {
    const wrapper = this.#wrapper;
    if (wrapper?.at !== start) return { start, end, exported: "no" };
    this.#wrapper = undefined;
    return { start: wrapper.start, end: wrapper.end, exported: wrapper.exported };
  }

  /** The node is a decorator of the class member that follows. */
  decorator(): void {
    const { start, end } = this.range();
    this.#decorators = { start: this.#decorated(start), end };
  }

  /** Records a definition. Its documentation is the comment before it, unless the rule knows better. */
  define(item: Omit<Item, "name" | "docStart" | "docEnd"> & Partial<Item>): void {
    const start = this.#decorated(item.start);
    const doc = docBefore(this.text, start, this.#lineComment);
    this.#items.push({
      name: this.text.slice(item.nameStart, item.nameEnd),
      kind: item.kind,
      nameStart: item.nameStart,
      nameEnd: item.nameEnd,
      start,
      end: item.end,
      bodyStart: item.bodyStart,
      docStart: item.docStart ?? doc.start,
      docEnd: item.docEnd ?? doc.end,
      exported: item.exported,
    });
  }

  findings(): Findings {
    const { imports, exports, listsExports } = this;
    return { items: this.#items, imports, exports, implicitExports: this.#rules.implicitExports && !listsExports };
  }

  /** Where the decorators before `start` begin, else `start`. */
  #decorated(start: number): number {
    const { end } = this.#decorators;
    return end >= 0 && end <= start && isBlank(this.text, end, start) ? this.#decorators.start : start;
  }
}

/** Names and rules by their ids in a grammar, because reading an id is much cheaper than making a string. */
type Grammar = {
  readonly rules: (Rule | undefined)[];
  readonly types: (string | undefined)[];
  readonly fields: (string | undefined)[];
};

/** Jumping to a child costs time in proportion to its siblings before it, so with more hints all are visited. */
const manyHints = 64;

/** Only ERROR's id is as large as this; an array that reached so far would be slow. */
const maxTypeId = 0xffff;

const grammars = new Map<Language, Grammar>();

function grammarOf(language: Language): Grammar {
  const known = grammars.get(language);
  if (known) return known;
  const grammar = { rules: [], types: [], fields: [] };
  grammars.set(language, grammar);
  return grammar;
}

const closingParenthesis = 41;

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}
