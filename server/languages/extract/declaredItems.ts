import type { Steps } from "../../slices/slices.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { DefinitionKind } from "../tags.ts";
import type { Export, ExtractedItem, Findings } from "./assemble.ts";
import type { CapturedNode, Match } from "./queries.ts";
import { stringContent } from "./strings.ts";

/** The comment that documents what begins at an offset; an empty range at the offset where none does. */
export type DocOf = (start: number) => OffsetRange;

/** The definitions that matches of a tags.scm stand for, without the local variables. */
export function declaredItems(
  matches: Match<CapturedNode>[],
  scopes: CapturedNode[],
  text: string,
  docOf: DocOf,
  keepsPrototypes = false,
): ExtractedItem[] {
  const around = surroundings(matches, text, docOf);
  const found = candidates(matches);
  const isLocal = localIn(
    scopes,
    found.filter(({ kind }) => kind === "class").map(({ node }) => node),
  );
  return found
    .filter(({ kind, node, body }) => {
      const isVariable = kind === "variable" || kind === "constant";
      // Without a body in a function is what looks like a prototype, `Lock lock(mutex);`.
      return !(isVariable || (kind === "function" && !body && !keepsPrototypes)) || !isLocal(node);
    })
    .map((candidate) => item(candidate, around, text));
}

/** The same without looking for local variables, in steps: a header may declare thousands of things. */
export function* declaredItemSteps(matches: Match<CapturedNode>[], text: string, docOf: DocOf): Steps<ExtractedItem[]> {
  const around = surroundings(matches, text, docOf);
  yield;
  const found = candidates(matches);
  yield;
  const items: ExtractedItem[] = [];
  for (const candidate of found) {
    items.push(item(candidate, around, text));
    if (items.length % itemsPerStep === 0) yield;
  }
  return items;
}

/** Made in a part of a millisecond. */
const itemsPerStep = 100;

/** The exports of a file by other statements than the declarations themselves. */
export function declaredExports(
  matches: Match<CapturedNode>[],
  text: string,
): Pick<Findings, "exports" | "implicitExports"> {
  const exports = matches.flatMap(({ captures, properties }): Export[] => {
    const name = captures.get("export.name");
    const statement = captures.get("export.statement");
    if (!name || !statement) return [];
    const local = stringContent(name, text);
    const alias = captures.get("export.alias");
    const exported = alias ? stringContent(alias, text) : (properties.exported ?? local);
    return [{ local, exported, start: statement.startIndex, end: statement.endIndex }];
  });
  const lists = captured(matches, "export.list");
  const listed = captured(matches, "export.entry").filter((entry) => lists.some((list) => holds(list, entry)));
  const entries = listed.map((entry): Export => {
    const name = stringContent(entry, text);
    return { local: name, exported: name, start: entry.startIndex, end: entry.endIndex };
  });
  const implicitExports = lists.length === 0 && captured(matches, "export.implicit").length > 0;
  return { exports: [...exports, ...entries], implicitExports };
}

type Candidate = {
  readonly pattern: number;
  readonly kind: DefinitionKind;
  readonly name: CapturedNode;
  readonly node: CapturedNode;
  readonly body: CapturedNode | undefined;
  readonly doc: CapturedNode | undefined;
};

/** One for each name: the earliest pattern's, with the body and the docstring that any pattern found. */
function candidates(matches: Match<CapturedNode>[]): Candidate[] {
  const byName = new Map<number, Candidate>();
  for (const { pattern, captures } of matches) {
    const name = captures.get("name");
    const definition = [...captures].find(([capture]) => capture.startsWith("definition."));
    if (!name || !definition) continue;
    const kind = definition[0].slice("definition.".length) as DefinitionKind;
    const found = { pattern, kind, name, node: definition[1], body: captures.get("body"), doc: captures.get("doc") };
    const other = byName.get(name.startIndex);
    const [first, second] = other && other.pattern <= pattern ? [other, found] : [found, other];
    byName.set(name.startIndex, { ...first, body: first.body ?? second?.body, doc: first.doc ?? second?.doc });
  }
  return [...byName.values()];
}

/** The surroundings of items: by the node that is inside, or by where it ends. */
type Surroundings = {
  readonly outer: ReadonlyMap<number, CapturedNode>;
  readonly exported: ReadonlyMap<number, "named" | "default">;
  readonly decorators: ReadonlyMap<number, CapturedNode>;
  readonly docOf: DocOf;
};

function surroundings(matches: Match<CapturedNode>[], text: string, docOf: DocOf): Surroundings {
  const outer = new Map<number, CapturedNode>();
  for (const { captures } of matches) {
    const [inside, around] = [captures.get("item.inner"), captures.get("item")];
    if (inside && around) outer.set(inside.id, around);
  }
  const marked = (name: string, as: "named" | "default") => captured(matches, name).map(({ id }) => [id, as] as const);
  return {
    outer,
    exported: new Map([...marked("export", "named"), ...marked("export.default", "default")]),
    decorators: byEnd(matches, "decorator", text),
    docOf,
  };
}

function item(candidate: Candidate, around: Surroundings, text: string): ExtractedItem {
  const { kind, name, body, doc } = candidate;
  let { node } = candidate;
  let exported = around.exported.get(node.id);
  for (let outer = around.outer.get(node.id); outer; outer = around.outer.get(node.id)) {
    node = outer;
    exported ??= around.exported.get(node.id);
  }
  let start = node.startIndex;
  for (let before = around.decorators.get(blankBefore(text, start)); before; ) {
    start = before.startIndex;
    before = around.decorators.get(blankBefore(text, start));
  }
  const [nameStart, nameEnd] = nameRange(name, text);
  const docs = doc ? { start: doc.startIndex, end: doc.endIndex } : around.docOf(start);
  return {
    name: text.slice(nameStart, nameEnd),
    kind,
    nameStart,
    nameEnd,
    start,
    end: node.endIndex,
    bodyStart: body?.startIndex ?? node.endIndex,
    docStart: docs.start,
    docEnd: docs.end,
    exported: exported ?? "no",
  };
}

/** A name without the quotes of a string, the colon of Ruby's symbols, and the sign that may end a name there. */
function nameRange({ type, startIndex, endIndex }: CapturedNode, text: string): readonly [start: number, end: number] {
  if (type === "string") return [startIndex + 1, endIndex - 1];
  const end = type !== "operator" && endsInSign.test(text.slice(endIndex - 1, endIndex)) ? endIndex - 1 : endIndex;
  return [type === "simple_symbol" ? startIndex + 1 : startIndex, end];
}

/** Words are read without it where code is searched. */
const endsInSign = /[?!]/;

/** The doc block, or the run of line comments, that ends on the line above `start`, by the comments of a tags.scm. */
export function capturedDocs(matches: Match<CapturedNode>[], text: string, lineComment: string): DocOf {
  const comments = byEnd(matches, "comment", text);
  const onItsLine = (offset: number) => /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset));
  return (start) => {
    let top = start;
    let bottom = start;
    for (;;) {
      const end = blankBefore(text, top);
      const above = comments.get(end);
      const near = text.slice(end, top).split("\n").length === 2;
      if (!above || !near || !onItsLine(top) || !onItsLine(above.startIndex)) break;
      const isLine = text.startsWith(lineComment, above.startIndex);
      if (!isLine && (top !== start || !text.startsWith("/**", above.startIndex))) break;
      top = above.startIndex;
      if (bottom === start) bottom = end;
      if (!isLine) break;
    }
    return { start: top, end: bottom };
  };
}

function byEnd(matches: Match<CapturedNode>[], name: string, text: string): Map<number, CapturedNode> {
  return new Map(captured(matches, name).map((node) => [blankBefore(text, node.endIndex), node]));
}

/** Tells whether a variable is inside a scope that is inside no nearer class. */
function localIn(scopes: CapturedNode[], classes: CapturedNode[]): (node: CapturedNode) => boolean {
  const [scopeRanges, classRanges] = [scopes.map(rangeOf), classes.map(rangeOf)];
  return (node) => {
    const inner = rangeOf(node);
    return innermostStart(scopeRanges, inner) > innermostStart(classRanges, inner);
  };
}

/** Where the innermost of the ranges around another begins, or -1. */
function innermostStart(ranges: OffsetRange[], inner: OffsetRange): number {
  let innermost = -1;
  for (const { start, end } of ranges) {
    const isAround = start <= inner.start && end >= inner.end && end - start > inner.end - inner.start;
    if (isAround && start > innermost) innermost = start;
  }
  return innermost;
}

/** Read once, because each reading of a node's offset is a native call. */
function rangeOf({ startIndex, endIndex }: CapturedNode): OffsetRange {
  return { start: startIndex, end: endIndex };
}

function holds(outer: CapturedNode, inner: CapturedNode): boolean {
  return outer.startIndex <= inner.startIndex && outer.endIndex >= inner.endIndex && outer.id !== inner.id;
}

function captured(matches: Match<CapturedNode>[], name: string): CapturedNode[] {
  return matches.flatMap(({ captures }) => captures.get(name) ?? []);
}

/** Where the blanks before an offset begin. */
function blankBefore(text: string, offset: number): number {
  while (offset > 0 && text.charCodeAt(offset - 1) <= 32) offset--;
  return offset;
}
