import type { TreeCursor } from "tree-sitter";
import type { NodeTypes } from "./nodeTypes.ts";
import type { NodePattern, Predicate } from "./patterns.ts";
import type { CapturedNode } from "./queries.ts";

/** The nodes that one way of matching a pattern captures, each with its name, the outer ones first. */
export type Captures = readonly (readonly [name: string, node: CapturedNode])[];

/** For each pattern every way in which it matches, undefined where it does not; undefined as a whole where none does. */
export type Matched = readonly (readonly Captures[] | undefined)[] | undefined;

/** A pattern to match, and the predicates that its captures have to meet. */
export type Wanted = { readonly form: NodePattern; readonly predicates: readonly Predicate[] };

/**
 * Matches one node by many patterns at once. The node's children are read once for all of them, and one is looked into
 * only where what must stand before it was found: arguments only of a call to a name that a pattern asks for.
 */
export class Matcher {
  readonly #patterns: readonly Pattern[];
  readonly #types: NodeTypes<unknown>;
  /** The number of children that the patterns ask for. */
  #slots = 0;
  /** True if all patterns want nothing but the node itself. */
  readonly #isLeaf: boolean;
  /** The answer where the type of the node is all that is asked for. */
  readonly #always: Matched;
  readonly #hasChecks: boolean;
  /** True if a pattern is broken by a field, whatever is there. */
  readonly #hasAbsent: boolean;
  /** By the id of the type. */
  readonly #children = new Map<number, ChildType>();
  /** One for all nodes, since a matcher never works inside of the node that it works on: what is inside has matchers of its own. */
  readonly #read: ReadChildren;

  constructor(wanted: readonly Wanted[], types: NodeTypes<unknown>) {
    this.#types = types;
    this.#patterns = wanted.map(({ form, predicates }) => {
      const pattern = patternFrom(form, predicates, this.#slots);
      this.#slots += form.children.length;
      return pattern;
    });
    this.#isLeaf = wanted.every(({ form }) => form.children.length === 0 && form.absent.length === 0);
    this.#hasChecks = this.#patterns.some(({ checks }) => checks.length > 0);
    this.#read = new ReadChildren(this.#slots);
    const capturesNothing = wanted.every(({ form }) => form.captures.length === 0);
    this.#always = this.#isLeaf && !this.#hasChecks && capturesNothing ? wanted.map(() => [[]]) : undefined;
    this.#hasAbsent = wanted.some(({ form }) => form.absent.length > 0);
  }

  /** The cursor's node is of the type that the patterns ask for. The cursor comes back to it. */
  match(cursor: TreeCursor, text: string): Matched {
    if (this.#always) return this.#always;
    const node = this.#hasChecks || this.#isLeaf ? nodeAt(cursor, this.#types) : undefined;
    const failed = node && this.#hasChecks ? this.#failed(text.slice(node.startIndex, node.endIndex)) : noneFailed;
    if (!failed) return undefined;
    if (this.#isLeaf) return this.#ends(node as CapturedNode, failed);
    const read = this.#read;
    read.forget();
    if (cursor.gotoFirstChild()) {
      do this.#readChild(cursor, text, read);
      while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    let result: (readonly Captures[] | undefined)[] | undefined;
    let own = node;
    for (let i = 0; i < this.#patterns.length; i++) {
      const pattern = this.#patterns[i] as Pattern;
      if (failed[i] || read.broken?.has(i) || (pattern.isOnlyChild && read.named !== 1) || !isThere(pattern, read.ways))
        continue;
      own ??= nodeAt(cursor, this.#types);
      const ways = combined(pattern, own, read.ways);
      if (ways.length === 0) continue;
      result ??= new Array(this.#patterns.length).fill(undefined);
      result[i] = ways;
    }
    return result;
  }

  #ends(node: CapturedNode, failed: readonly boolean[]): Matched {
    return this.#patterns.map(({ captures }, i) => (failed[i] ? undefined : [captures.map((name) => [name, node])]));
  }

  /** By pattern, whether the node's text breaks it; undefined if it breaks all. */
  #failed(text: string): readonly boolean[] | undefined {
    const failed = this.#patterns.map(({ checks }) => !checks.every((check) => holdsOf(check, text)));
    return failed.includes(false) ? failed : undefined;
  }

  #readChild(cursor: TreeCursor, text: string, read: ReadChildren): void {
    const id = cursor.nodeTypeId;
    let child = this.#children.get(id);
    if (!child) {
      child = this.#childType(this.#types.type(cursor), cursor.nodeIsNamed);
      this.#children.set(id, child);
    }
    const place = read.place++;
    if (child.isNamed) read.named++;
    if (!child.isWanted) return;
    const field = (cursor.currentFieldId as number | undefined) ?? 0;
    let use = child.uses.get(field);
    if (!use) {
      use = this.#useOf(child, this.#types.field(cursor));
      child.uses.set(field, use);
    }
    for (const pattern of use.breaks) {
      read.broken ??= new Set();
      read.broken.add(pattern);
    }
    const { inner, targets } = use;
    if (!inner || !targets.some(({ after }) => after < 0 || read.ways[after])) return;
    const found = inner.match(cursor, text);
    if (!found) return;
    for (const target of targets) {
      if (target.after >= 0 && !read.ways[target.after]) continue;
      const ways = found[target.inner];
      if (!ways) continue;
      let known = read.ways[target.slot];
      if (!known) {
        known = [];
        read.ways[target.slot] = known;
      }
      for (const captures of ways) known.push({ place, captures });
    }
  }

  #childType(type: string, isNamed: boolean): ChildType {
    const wants = this.#patterns.flatMap(({ children }, pattern) =>
      children.flatMap((child) =>
        child.forms
          .filter((form) => (form.type === undefined ? isNamed : form.type === type))
          .map((form) => ({ pattern, child, form })),
      ),
    );
    return { isNamed, wants, isWanted: wants.length > 0 || this.#hasAbsent, uses: new Map() };
  }

  #useOf({ wants }: ChildType, field: string | undefined): Use {
    const targets: Target[] = [];
    const forms: Wanted[] = [];
    for (const { pattern, child, form } of wants) {
      if (child.field !== undefined && child.field !== field) continue;
      targets.push({ slot: child.slot, after: child.after, inner: forms.length });
      // What a child that may be missing captures is judged when all are known: its pattern holds without it.
      const predicates = child.isOptional ? [] : (this.#patterns[pattern] as Pattern).predicates;
      forms.push({ form, predicates });
    }
    const breaks = this.#patterns.flatMap(({ absent }, i) =>
      field !== undefined && absent.includes(field) ? [i] : [],
    );
    return { inner: forms.length > 0 ? new Matcher(forms, this.#types) : undefined, targets, breaks };
  }
}

type Pattern = Omit<NodePattern, "type" | "children"> & {
  readonly children: readonly Child[];
  readonly predicates: readonly Predicate[];
  /** The predicates of what the node itself is captured as. */
  readonly checks: readonly Predicate[];
};

type Child = {
  readonly field: string | undefined;
  readonly forms: readonly NodePattern[];
  readonly isOptional: boolean;
  /** Where its ways are kept. */
  readonly slot: number;
  /** The slot of the child that must be found before this one, or -1. */
  readonly after: number;
};

/** A type of child, and the patterns of children that are of it. */
type ChildType = {
  readonly isNamed: boolean;
  readonly isWanted: boolean;
  readonly wants: readonly { readonly pattern: number; readonly child: Child; readonly form: NodePattern }[];
  /** By the id of the field. */
  readonly uses: Map<number, Use>;
};

/** What is to be done with a child of one type in one field. */
type Use = {
  readonly inner: Matcher | undefined;
  readonly targets: readonly Target[];
  /** The patterns that want no such field. */
  readonly breaks: readonly number[];
};

/** A pattern of a child: where its ways go, what must be there before, and which pattern of `inner` it is. */
type Target = { readonly slot: number; readonly after: number; readonly inner: number };

/** A match of a child, or of the children so far, and the place of the last of them among its siblings. */
type Way = { readonly place: number; readonly captures: Captures };

type Ways = readonly (readonly Way[] | undefined)[];

/** What is known of a node's children so far. */
class ReadChildren {
  readonly ways: (Way[] | undefined)[];
  broken: Set<number> | undefined = undefined;
  place = 0;
  named = 0;

  constructor(slots: number) {
    this.ways = new Array(slots).fill(undefined);
  }

  forget(): void {
    this.ways.fill(undefined);
    this.broken = undefined;
    this.place = 0;
    this.named = 0;
  }
}

const noneFailed: readonly boolean[] = [];

function patternFrom(form: NodePattern, predicates: readonly Predicate[], slot: number): Pattern {
  let after = -1;
  const children = form.children.map(({ field, forms, isOptional }, i): Child => {
    const child = { field, forms, isOptional, slot: slot + i, after };
    if (!isOptional) after = slot + i;
    return child;
  });
  const { captures, absent, isOnlyChild } = form;
  const checks = predicates.filter(({ capture }) => captures.includes(capture));
  return { captures, absent, isOnlyChild, children, predicates, checks };
}

function isThere({ children }: Pattern, ways: Ways): boolean {
  for (const { isOptional, slot } of children) if (!isOptional && !ways[slot]) return false;
  return true;
}

/** The ways of a pattern by those of its children, which stand in its order. */
function combined({ captures, children }: Pattern, node: CapturedNode, ways: Ways): Captures[] {
  let found: Way[] = [{ place: -1, captures: captures.map((name) => [name, node]) }];
  for (const { isOptional, slot } of children) {
    const choices = ways[slot];
    if (!choices) continue;
    const longer: Way[] = [];
    for (const before of found) {
      const count = longer.length;
      for (const { place, captures } of choices)
        if (place > before.place) longer.push({ place, captures: joined(before.captures, captures) });
      if (longer.length === count && isOptional) longer.push(before);
    }
    found = longer;
  }
  return found.map(({ captures }) => captures);
}

function joined(left: Captures, right: Captures): Captures {
  return right.length === 0 ? left : left.length === 0 ? right : [...left, ...right];
}

/** The cursor's node as captures have it. */
function nodeAt(cursor: TreeCursor, types: NodeTypes<unknown>): CapturedNode {
  const { startIndex, endIndex, nodeTypeId } = cursor;
  // No two nodes of one type have the same place; 8,192 types and texts below 2^20 characters fit into a double.
  const id = (startIndex * 2 ** 20 + (endIndex - startIndex)) * 2 ** 13 + (nodeTypeId % 2 ** 13);
  return { id, type: types.type(cursor), startIndex, endIndex };
}

/** The predicates that `Matcher` leaves open: those of what may be missing. */
export function openPredicates({ form, predicates }: Wanted): readonly Predicate[] {
  return predicates.filter(({ capture }) => mayMiss(form, capture));
}

function mayMiss({ children }: NodePattern, capture: string): boolean {
  return children.some(({ forms, isOptional }) =>
    forms.some((form) => (isOptional && isCaptured(form, capture)) || mayMiss(form, capture)),
  );
}

function isCaptured({ captures, children }: NodePattern, capture: string): boolean {
  return captures.includes(capture) || children.some(({ forms }) => forms.some((form) => isCaptured(form, capture)));
}

/** True if what a pattern's captures hold is as its predicates ask. */
export function hold(predicates: readonly Predicate[], captures: ReadonlyMap<string, CapturedNode>, text: string) {
  return predicates.every((predicate) => {
    const node = captures.get(predicate.capture);
    return !node || holdsOf(predicate, text.slice(node.startIndex, node.endIndex));
  });
}

function holdsOf({ name, values }: Predicate, content: string): boolean {
  switch (name) {
    case "eq?":
    case "any-of?":
      return values.includes(content);
    case "not-eq?":
    case "not-any-of?":
      return !values.includes(content);
    case "match?":
      return regexOf(values[0] ?? "").test(content);
    case "not-match?":
      return !regexOf(values[0] ?? "").test(content);
    default:
      throw new Error(`a query asks #${name}, which is not known here`);
  }
}

const regexes = new Map<string, RegExp>();

function regexOf(source: string): RegExp {
  const regex = regexes.get(source) ?? new RegExp(source);
  regexes.set(source, regex);
  return regex;
}
