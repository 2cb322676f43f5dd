/** A node that a pattern matches, and what of its children. */
export type NodePattern = {
  /** The type of the node, a token's being its text; undefined for any named node. */
  readonly type: string | undefined;
  readonly captures: readonly string[];
  readonly children: readonly ChildPattern[];
  /** Fields that the node may not have. */
  readonly absent: readonly string[];
  /** True if the node has no named child but the one that is matched. */
  readonly isOnlyChild: boolean;
};

/** A child, in any of several forms. */
export type ChildPattern = {
  readonly field: string | undefined;
  readonly forms: readonly NodePattern[];
  readonly isOptional: boolean;
};

/** `#eq? @name "a"` and its like. `set!` sets a property of the match and always holds. */
export type Predicate = { readonly name: string; readonly capture: string; readonly values: readonly string[] };

/** One pattern of a query, with the properties that it sets. */
export type QueryPattern = {
  readonly forms: readonly NodePattern[];
  readonly predicates: readonly Predicate[];
  readonly properties: Readonly<Record<string, string | null>>;
};

const tokens = /;[^\n]*|\s+|("(?:[^"\\]|\\.)*"|[()[\]]|[@#!]?[\w.?!-]+:?|.)/gs;

/**
 * Reads the patterns of a query, in the part of tree-sitter's language that a cursor can match: nodes, fields, tokens,
 * alternatives, captures, `?`, `!field`, `. (only child) .` and predicates. Throws for the rest.
 */
export function patternsOf(query: string): QueryPattern[] {
  return new Reader(query).patterns();
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;
  #predicates: Predicate[] = [];

  constructor(query: string) {
    this.#tokens = [...query.matchAll(tokens)].flatMap(([, token]) => token ?? []);
  }

  patterns(): QueryPattern[] {
    const found: QueryPattern[] = [];
    while (this.#at < this.#tokens.length) {
      this.#predicates = [];
      const { forms } = this.#child();
      const sets = this.#predicates.filter(({ name }) => name === "set!");
      found.push({
        forms,
        predicates: this.#predicates.filter(({ name }) => name !== "set!"),
        properties: Object.fromEntries(sets.map(({ capture, values }) => [capture, values[0] ?? null])),
      });
    }
    return found;
  }

  #child(): ChildPattern {
    const field = /^[\w.]+:$/.test(this.#next) ? this.#take().slice(0, -1) : undefined;
    const forms = this.#forms();
    const isOptional = this.#next === "?" && this.#take() === "?";
    const captures: string[] = [];
    while (this.#next.startsWith("@")) captures.push(this.#take().slice(1));
    return { field, isOptional, forms: forms.map((form) => ({ ...form, captures: [...form.captures, ...captures] })) };
  }

  #forms(): readonly NodePattern[] {
    const token = this.#take();
    if (token.startsWith('"')) return [{ ...anything, type: unescaped(token) }];
    if (token === "_") return [anything]; // tree-sitter matches tokens, too; no query here needs that
    if (token === "[") {
      const forms: NodePattern[] = [];
      while (this.#next !== "]") forms.push(...this.#child().forms);
      this.#take();
      return forms;
    }
    if (token !== "(") throw new Error(`a query has ${token} where a pattern begins`);
    if (this.#next === "(" || this.#next === "[") return this.#group();
    return [this.#node()];
  }

  /** A pattern and what must hold of it. */
  #group(): readonly NodePattern[] {
    const { forms } = this.#child();
    while (this.#next !== ")") this.#predicate();
    this.#take();
    return forms;
  }

  #node(): NodePattern {
    const type = this.#take();
    const children: ChildPattern[] = [];
    const absent: string[] = [];
    let anchors = 0;
    while (this.#next !== ")") {
      if (this.#next === ".") {
        this.#take();
        anchors++;
      } else if (this.#next.startsWith("!")) absent.push(this.#take().slice(1));
      else if (this.#next === "(" && this.#tokens[this.#at + 1]?.startsWith("#")) this.#predicate();
      else children.push(this.#child());
    }
    this.#take();
    if (anchors !== 0 && (anchors !== 2 || children.length !== 1)) throw new Error("a query has an anchor of its own");
    return { type: type === "_" ? undefined : type, captures: [], children, absent, isOnlyChild: anchors > 0 };
  }

  #predicate(): void {
    this.#take();
    const name = this.#take().slice(1);
    const capture = this.#take().replace(/^@/, "");
    const values: string[] = [];
    while (this.#next !== ")") values.push(unescaped(this.#take()));
    this.#take();
    this.#predicates.push({ name, capture, values });
  }

  get #next(): string {
    return this.#tokens[this.#at] ?? "";
  }

  #take(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Error("a query ends in the middle of a pattern");
    return token;
  }
}

const anything: NodePattern = { type: undefined, captures: [], children: [], absent: [], isOnlyChild: false };

function unescaped(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/gs, "$1") : token;
}
