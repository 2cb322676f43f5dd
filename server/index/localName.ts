import { setImmediate } from "node:timers/promises";
import type Parser from "tree-sitter";
import type { Language } from "../../grammars/language.ts";
import { matches, queriesOf } from "./extract/queries.ts";
import { parse } from "./parse.ts";

/** What the syntax around a name says of it. */
export type NameUse =
  /** A function or a block introduces it, at these offsets. `parameter` is the whole of it, where it is one. */
  | { readonly role: "local"; readonly start: number; readonly parameter: string | undefined }
  /** The key of an object or the name behind a dot: what it means depends on something else. */
  | { readonly role: "property" }
  | { readonly role: "free" };

/** A query is quadratic in nesting depth. */
const queryTimeoutMicros = 5_000;

/**
 * How the identifier at `offset` is used, in a text that should be small: it is parsed for the purpose. The innermost
 * scope that declares the name counts, as the language's locals.scm has it.
 */
export function nameUse(language: Language, text: string, offset: number): NameUse {
  const tree = parse(language, text);
  if (!tree) return { role: "free" };
  const node = tree.rootNode.descendantForIndex(offset, offset + 1);
  if (node.type === "property_identifier" || isKeyword(node)) return { role: "property" };
  const { locals } = queriesOf(language);
  const found = locals.flatMap((query) => matches(query(), tree.rootNode, queryTimeoutMicros));
  const captured = (name: string) => found.flatMap(({ captures }) => captures.get(name) ?? []);
  const scopes = captured("local.scope").filter((scope) => holds(scope, node));
  const name = text.slice(node.startIndex, node.endIndex);
  const declarations = captured("local.definition")
    .filter((declared) => declared.text === name)
    .flatMap((declared) => {
      const scope = scopeOf(declared, captured("local.scope"));
      return scope && scopes.includes(scope) ? [{ declared, scope }] : [];
    })
    .sort((a, b) => b.scope.startIndex - a.scope.startIndex || a.declared.startIndex - b.declared.startIndex);
  const [first] = declarations;
  if (!first) return { role: "free" };
  const { scope } = first;
  // The last one before the name: a variable of Python is declared wherever it is set.
  const { declared } = declarations.findLast((one) => one.scope === scope && isBefore(one.declared, node)) ?? first;
  return { role: "local", start: declared.startIndex, parameter: parameterText(declared) };
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

/** `name` in `f(name=1)`. */
function isKeyword({ parent, startIndex }: Parser.SyntaxNode): boolean {
  return parent?.type === "keyword_argument" && parent.startIndex === startIndex;
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

function parameterText(declared: Parser.SyntaxNode): string | undefined {
  const around = declared.parent;
  if (around && /parameter$/.test(around.type)) return around.text;
  const isBare = around && /(parameters|^arrow_function|_splat_pattern)$/.test(around.type);
  return isBare ? declared.text : undefined;
}
