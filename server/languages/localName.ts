import { setImmediate } from "node:timers/promises";
import type Parser from "tree-sitter";
import type { Language } from "../../grammars/language.ts";
import { atOnce, type Steps } from "../slices/slices.ts";
import { type Match, matches, queriesOf } from "./extract/queries.ts";
import { rulesOf } from "./languages.ts";
import { parse } from "./parse.ts";

/** The use of a name, as the syntax around it says. */
export type NameUse =
  /** A function or a block introduces it, at these offsets. `parameter` is the whole of it, where it is one. */
  | { readonly role: "local"; readonly start: number; readonly parameter: string | undefined }
  /** The key of an object or the name behind a dot: what it means depends on something else. */
  | { readonly role: "property" }
  /** The file as a whole introduces it, at this offset, by a loop, a pattern or an expression. */
  | { readonly role: "file"; readonly start: number }
  | { readonly role: "free" };

/** The facts about names that locals.scm cannot say. */
export type LocalRules = {
  /** True if an identifier is the name of a property or of an argument. */
  readonly isProperty: (node: Parser.SyntaxNode) => boolean;
  /** True if a declaration counts in what is around a scope that holds it. */
  readonly outlives?: (declared: Parser.SyntaxNode, scope: Parser.SyntaxNode) => boolean;
  /** True if a top-level statement may introduce names for the whole file that are no definitions. */
  readonly bindsInFile?: (statement: Parser.SyntaxNode) => boolean;
  /** True if a node that is no list of parameters makes a name in it a parameter. */
  readonly holdsParameter?: (around: Parser.SyntaxNode) => boolean;
};

/** A query is quadratic in nesting depth. */
const queryTimeoutMicros = 5_000;

/**
 * How the identifier at `offset` is used, in a text that should be small: it is parsed for the purpose. The innermost
 * scope that declares the name counts, as the language's locals.scm has it.
 */
export function nameUse(language: Language, text: string, offset: number): NameUse {
  return atOnce(nameUseSteps(language, text, offset));
}

/** The same in steps of a few milliseconds. */
export function* nameUseSteps(language: Language, text: string, offset: number): Steps<NameUse> {
  const tree = parse(language, text);
  if (!tree) return { role: "free" };
  yield;
  const node = tree.rootNode.descendantForIndex(offset, offset + 1);
  const rules = rulesOf(language).locals;
  if (rules?.isProperty(node)) return { role: "property" };
  const { locals } = queriesOf(language);
  // What introduces the name stands in the same statement of the file.
  const statement = outermost(node);
  const found = yield* matchesIn(locals, statement);
  const captured = (name: string) => found.flatMap(({ captures }) => captures.get(name) ?? []);
  const all = captured("local.scope");
  const name = text.slice(node.startIndex, node.endIndex);
  const isNamed = (one: Parser.SyntaxNode) => one.text === name;
  const around = captured("local.around").filter((part) => holds(part, node));
  const readAround = around.map((part) => scopeOf(part.parent ?? part, all));
  const globals = captured("local.global").filter(isNamed);
  const isGlobalIn = (scope: Parser.SyntaxNode) => globals.some((one) => scopeOf(one, all) === scope);
  const isTaken = (scope: Parser.SyntaxNode) =>
    isGlobalIn(scope) || captured("local.nonlocal").some((one) => isNamed(one) && scopeOf(one, all) === scope);
  const holding = all.filter((scope) => holds(scope, node) && !readAround.includes(scope));
  // What is further out than the scope that takes the name from the file is not meant.
  const global = holding.filter(isGlobalIn).sort((a, b) => b.startIndex - a.startIndex)[0];
  const scopes = holding.filter((scope) => !isTaken(scope) && !(global && holds(scope, global)));
  const definitions = captured("local.definition").filter(isNamed);
  const declarations = definitions
    .flatMap((declared) => {
      const scope = homeOf(declared, all, rules);
      return scope && scopes.includes(scope) ? [{ declared, scope }] : [];
    })
    .sort((a, b) => b.scope.startIndex - a.scope.startIndex || a.declared.startIndex - b.declared.startIndex);
  const [first] = declarations;
  if (!first) return (yield* boundByFile(language, tree.rootNode, node, name)) ?? { role: "free" };
  const { scope } = first;
  // The last one before the name: a variable of Python is declared wherever it is set.
  const { declared } = declarations.findLast((one) => one.scope === scope && isBefore(one.declared, node)) ?? first;
  return { role: "local", start: declared.startIndex, parameter: parameterText(declared, rules) };
}

function* matchesIn(queries: readonly (() => Parser.Query)[], node: Parser.SyntaxNode): Steps<Match[]> {
  const found: Match[] = [];
  for (const query of queries) {
    found.push(...matches(query(), node, queryTimeoutMicros));
    yield;
  }
  return found;
}

/** The number of statements of a file that are examined for whether they introduce a name. */
const maxStatements = 20;

/**
 * Finds a name that a statement at the top introduces for the whole file. Loops and patterns do, and what is opened or
 * caught.
 */
function* boundByFile(
  language: Language,
  root: Parser.SyntaxNode,
  node: Parser.SyntaxNode,
  name: string,
): Steps<NameUse | undefined> {
  const rules = rulesOf(language).locals;
  if (!rules?.bindsInFile) return undefined;
  const { bindsInFile } = rules;
  const statements = root.namedChildren.filter((one) => bindsInFile(one) && one.text.includes(name));
  const starts: number[] = [];
  for (const statement of statements.slice(0, maxStatements)) {
    const found = yield* matchesIn(queriesOf(language).locals, statement);
    const captured = (kind: string) => found.flatMap(({ captures }) => captures.get(kind) ?? []);
    const scopes = captured("local.scope");
    for (const declared of captured("local.definition"))
      if (declared.text === name && !homeOf(declared, scopes, rules)) starts.push(declared.startIndex);
  }
  const start = starts.sort((a, b) => a - b).findLast((each) => each <= node.startIndex) ?? starts[0];
  return start === undefined ? undefined : { role: "file", start };
}

/** The scope in which a declaration counts. */
function homeOf(
  declared: Parser.SyntaxNode,
  scopes: readonly Parser.SyntaxNode[],
  rules: LocalRules | undefined,
): Parser.SyntaxNode | undefined {
  const outlives = rules?.outlives;
  return scopeOf(declared, outlives ? scopes.filter((scope) => !outlives(declared, scope)) : scopes);
}

/** Compiles what `nameUse` needs while nobody waits for it, and lets the event loop turn after each piece. */
export async function prepareNameUse(language: Language): Promise<void> {
  if (prepared.has(language)) return;
  prepared.add(language);
  for (const query of queriesOf(language).locals) {
    await setImmediate();
    query();
  }
}

const prepared = new Set<Language>();

/** The statement of the file that holds a node, or the file. */
function outermost(node: Parser.SyntaxNode): Parser.SyntaxNode {
  let at = node;
  while (at.parent?.parent) at = at.parent;
  return at;
}

function holds(scope: Parser.SyntaxNode, node: Parser.SyntaxNode): boolean {
  return scope.startIndex <= node.startIndex && node.endIndex <= scope.endIndex;
}

/** The innermost scope around a declaration. */
function scopeOf(declared: Parser.SyntaxNode, scopes: readonly Parser.SyntaxNode[]): Parser.SyntaxNode | undefined {
  return scopes
    .filter((scope) => holds(scope, declared))
    .sort((a, b) => b.startIndex - a.startIndex || a.endIndex - b.endIndex)[0];
}

function isBefore(declared: Parser.SyntaxNode, node: Parser.SyntaxNode): boolean {
  return declared.startIndex <= node.startIndex;
}

/** Grammars call what holds parameters so; rules name what else does. */
const parameterLists = /parameters$|parameter_list$/;

function parameterText(declared: Parser.SyntaxNode, rules: LocalRules | undefined): string | undefined {
  const around = declared.parent;
  if (around && /parameter(_declaration)?$/.test(around.type)) return around.text;
  const isBare = around && (parameterLists.test(around.type) || rules?.holdsParameter?.(around));
  return isBare ? declared.text : undefined;
}
