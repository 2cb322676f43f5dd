import type { TreeCursor } from "tree-sitter";
import type { Language } from "../../../grammars/language.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Tree } from "../parse.ts";
import type { Import, ImportedName } from "../tags.ts";
import type { Export, ExtractedItem, Findings } from "./assemble.ts";
import { docBefore } from "./docs.ts";
import { Hints } from "./hints.ts";
import { NodeTypes } from "./nodeTypes.ts";
import { pass, Traversal, toHints, type WalkStep } from "./traversal.ts";

/** Meets a node of one type, at which the walk's cursor stands, and says how the walk goes on. */
export type Rule = (walk: Walk) => WalkStep;

export type Rules = {
  readonly byType: ReadonlyMap<string, Rule>;
  /**
   * Matches wherever something worth finding may be. A walk never visits what no rule enters and no hint points into,
   * mostly the insides of functions. That makes it so much cheaper than a query. The pattern may match too much (in
   * comments and strings, say), never too little. A match that ends with `)` is no hint. A hint is the last character
   * of its match, and lies inside the nodes around it that begin before it.
   */
  readonly hints: RegExp;
  /** See `Findings`; overruled by a file that lists its exports. */
  readonly implicitExports: boolean;
  /** True if a block comment that begins with two stars documents what follows. */
  readonly blockDocs: boolean;
};

/** The rule of a node that is of interest only for what it may hold. */
export function hinted(walk: Walk): WalkStep {
  return walk.hinted() ? toHints : pass;
}

/** Punctuation and keywords have no inside. */
function token(): WalkStep {
  return pass;
}

/** A declaration with what is written around it: `export`, `declare`, decorators. */
export type Outer = OffsetRange & { readonly exported: ExtractedItem["exported"] };

/** The findings of a walk so far, and the node it is at. A method that moves the cursor brings it back. */
export class Walk {
  readonly cursor: TreeCursor;
  readonly text: string;
  readonly imports: Import[] = [];
  readonly exports: Export[] = [];
  /** The names that a value ending at an offset is bound to, as in `const { a } = require("b")`. */
  readonly bindings = new Map<number, readonly ImportedName[]>();
  /** Imports before this offset serve type checkers only. */
  typesUntil = 0;
  /** True if the file lists its exports. */
  listsExports = false;
  readonly #traversal: Traversal;
  readonly #rules: Rules;
  readonly #ruleOf: (type: string) => Rule;
  readonly #nodeTypes: NodeTypes<Rule>;
  readonly #lineComment: string;
  readonly #items: ExtractedItem[] = [];
  readonly #scopes: { readonly end: number; readonly local: boolean }[] = [];
  #wrapper: (Outer & { readonly at: number }) | undefined;
  #decorators: OffsetRange = { start: 0, end: -1 };

  constructor(language: Language, rules: Rules, tree: Tree, text: string, from: number) {
    this.#traversal = new Traversal(tree, new Hints(rules.hints, text, from), from);
    this.cursor = this.#traversal.cursor;
    this.text = text;
    this.#rules = rules;
    this.#ruleOf = (type) => rules.byType.get(type) ?? (this.cursor.nodeIsNamed ? hinted : token);
    this.#nodeTypes = nodeTypesOf(language);
    this.#lineComment = language.lineComment;
  }

  /** True if more than `own` hints lie inside the node: a function's own keyword need not lead into it. */
  hinted(own = 0): boolean {
    return this.#traversal.hinted(own);
  }

  /** Moves to the node to visit after this one; false at the end of the tree. */
  next(step: WalkStep): boolean {
    return this.#traversal.next(step);
  }

  /** The rule for the node. */
  rule(): Rule {
    return this.#nodeTypes.get(this.cursor, this.#ruleOf);
  }

  type(): string {
    return this.#nodeTypes.type(this.cursor);
  }

  /** The field of its parent that the node is, if it is one. */
  field(): string | undefined {
    return this.#nodeTypes.field(this.cursor);
  }

  range(): OffsetRange {
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

  /**
   * Opens a scope from here to the end of the node. In a local one, variables belong to a function. In another they do
   * not: inside a class they are its fields.
   */
  openScope(local: boolean): void {
    this.#scopes.push({ end: this.cursor.endIndex, local });
  }

  isLocal(offset: number): boolean {
    let scope = this.#scopes.at(-1);
    for (; scope && scope.end <= offset; scope = this.#scopes.at(-1)) this.#scopes.pop();
    return scope?.local ?? false;
  }

  /** The node is the outside (`export`, `declare`, decorators) of the definition that begins at `at`. */
  wrap(at: number, exported: ExtractedItem["exported"]): void {
    const outer = this.unwrap(this.range());
    this.#wrapper = { start: outer.start, end: outer.end, at, exported: exported === "no" ? outer.exported : exported };
  }

  /** A declaration with its outside. */
  unwrap({ start, end }: OffsetRange): Outer {
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
  define(item: Omit<ExtractedItem, "name" | "docStart" | "docEnd"> & Partial<ExtractedItem>): void {
    const start = this.#decorated(item.start);
    const doc = docBefore(this.text, start, this.#lineComment, this.#rules.blockDocs ? "/**" : undefined);
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

const nodeTypes = new Map<Language, NodeTypes<Rule>>();

function nodeTypesOf(language: Language): NodeTypes<Rule> {
  const known = nodeTypes.get(language) ?? new NodeTypes<Rule>();
  nodeTypes.set(language, known);
  return known;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}
