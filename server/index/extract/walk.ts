import type Parser from "tree-sitter";
import type { Language } from "../../../grammars/language.ts";
import type { Tree } from "../parse.ts";
import type { Import, ImportedName } from "../tags.ts";
import type { Export, Findings, Item } from "./assemble.ts";
import { docBefore } from "./docs.ts";

/** Meets a node of one type, at which the walk's cursor stands. True enters it. `hinted`: a hint lies inside. */
export type Rule = (walk: Walk, hinted: boolean) => boolean;

export type Rules = {
  readonly byType: ReadonlyMap<string, Rule>;
  /**
   * Matches wherever something worth finding may be. What no rule enters and no hint points into, mostly the
   * insides of functions, is never visited: that is what makes a walk so much cheaper than a query.
   * It may match too much (in comments and strings, say), never too little.
   */
  readonly hints: RegExp;
  /** See `Findings`; overruled by a file that lists its exports. */
  readonly implicitExports: boolean;
};

/** Walks a tree in preorder by its rules. It makes no SyntaxNode, since `Tree.edit` would have to update every one. */
export function walkTree(language: Language, rules: Rules, tree: Tree, text: string): Findings {
  const walk = new Walk(language, tree, text);
  const { cursor } = walk;
  const hints = positions(rules.hints, text);
  let next = 0;
  for (;;) {
    const end = cursor.endIndex;
    const hinted = (hints[next] as number) < end;
    const rule = rules.byType.get(walk.type());
    if ((rule ? rule(walk, hinted) : hinted) && cursor.gotoFirstChild()) continue;
    while ((hints[next] as number) < end) next++;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return walk.findings(rules.implicitExports);
  }
}

type Range = { readonly start: number; readonly end: number };

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
  readonly #language: Language;
  readonly #names: GrammarNames;
  readonly #items: Item[] = [];
  readonly #scopes: { readonly end: number; readonly local: boolean }[] = [];
  #wrapper: (Outer & { readonly at: number }) | undefined;
  #decorators: Range = { start: 0, end: -1 };

  constructor(language: Language, tree: Tree, text: string) {
    this.cursor = tree.walk();
    this.text = text;
    this.#language = language;
    this.#names = namesOf(language);
  }

  type(): string {
    const id = this.cursor.nodeTypeId;
    const known = this.#names.types.get(id);
    if (known !== undefined) return known;
    const type = this.cursor.nodeType;
    this.#names.types.set(id, type);
    return type;
  }

  /** The field of its parent that the node is, if it is one. */
  field(): string | undefined {
    const id = this.cursor.currentFieldId as number | undefined;
    if (id === undefined) return undefined;
    this.#names.fields[id] ??= this.cursor.currentFieldName;
    return this.#names.fields[id];
  }

  range(): Range {
    return { start: this.cursor.startIndex, end: this.cursor.endIndex };
  }

  content(): string {
    return this.text.slice(this.cursor.startIndex, this.cursor.endIndex);
  }

  eachChild(visit: (type: string, field: string | undefined) => void): void {
    if (!this.cursor.gotoFirstChild()) return;
    do visit(this.type(), this.field());
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
    const doc = docBefore(this.text, start, this.#language.lineComment);
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

  findings(implicitExports: boolean): Findings {
    const { imports, exports, listsExports } = this;
    return { items: this.#items, imports, exports, implicitExports: implicitExports && !listsExports };
  }

  /** Where the decorators before `start` begin, else `start`. */
  #decorated(start: number): number {
    const { end } = this.#decorators;
    return end >= 0 && end <= start && isBlank(this.text, end, start) ? this.#decorators.start : start;
  }
}

/** Names by id, because reading an id is much cheaper than making a string. */
type GrammarNames = { readonly types: Map<number, string>; readonly fields: (string | undefined)[] };

const grammarNames = new Map<Language, GrammarNames>();

function namesOf(language: Language): GrammarNames {
  const known = grammarNames.get(language);
  if (known) return known;
  const names = { types: new Map(), fields: [] };
  grammarNames.set(language, names);
  return names;
}

/** Where a pattern matches, closed by a position past every end. */
function positions(pattern: RegExp, text: string): number[] {
  const found: number[] = [];
  pattern.lastIndex = 0;
  while (pattern.test(text)) found.push(pattern.lastIndex - 1);
  found.push(Number.POSITIVE_INFINITY);
  return found;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}
