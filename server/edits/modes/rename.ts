import { elementAt } from "../../../base/at.ts";
import { keywords } from "../../context/words.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { NameRules, Node } from "../../languages/nameRules.ts";
import type { TextChange } from "../../text/textChange.ts";
import { cleaned } from "../answer/clean.ts";
import { fencedBlocks } from "../answer/fences.ts";
import { applied } from "../changes.ts";
import type { KnownNames } from "../knownNames.ts";
import { type Original, parsed } from "../original.ts";
import { type Proposal, type Refusal, refused } from "../proposal.ts";
import { type Bindings, bindings, namesIn, scopeAt } from "../scopes/bindings.ts";

/**
 * The identifier at the target renamed to the name that an answer gives. It changes wherever the file means the same by
 * it.
 */
export async function renamed(answer: string, original: Original, names: KnownNames): Promise<Proposal | Refusal> {
  const { text, start, end, path, tags } = original;
  const rules = rulesOf(original.language).names;
  const old = text.slice(start, end);
  const name = await nameIn(answer, old, original);
  if (!rules || !original.tree) return refused("Names of this language are not known well enough to change one.", "");
  if (name === undefined) return noName;
  if (name === old)
    return refused("The model kept the name.", `\`${old}\` is the name it has. Answer with a better one.`);
  const found = await bindings(original, rules, old, original.slices);
  const at = original.tree.rootNode.descendantForIndex(start, end - 1);
  const scope = scopeAt(found, at, rules) ?? found.declarations.find(({ node }) => node.id === at.id)?.scope;
  if (!scope) return refused(`\`${old}\` is not declared in this file.`, "");
  const definition = tags.definitions.find(({ nameStart }) =>
    found.declarations.some(({ node }) => node.startIndex === nameStart),
  );
  const isShared =
    definition?.parent === -1 && definition.exported !== "no" && names.mentions(old).some((one) => one.path !== path);
  if (isShared) return refused(`\`${old}\` is used in other files; rename it with the editor's own rename.`, "");
  const places = placesOf(found, scope, rules);
  const clash = await clashing(name, places, scope, rules, original);
  if (clash) return clash;
  const listed = scope.parent ? [] : (rules.listed?.(text, old, name) ?? []);
  const changes = [...places.map((node) => change(node, old, name, rules)), ...listed].sort(
    (a, b) => a.start - b.start,
  );
  const isParameter = found.declarations.some(({ node }) => /parameter/.test(node.parent?.type ?? ""));
  const warnings =
    isParameter && isPassedByName(old, original, rules) ? [`Calls that pass \`${old}\` by name are not changed.`] : [];
  return { kind: "edit", changes, newText: applied(text, changes), warnings };
}

const noName = refused(
  "The answer gives no new name.",
  "Answer with the new name only: one identifier and nothing else.",
);

const identifier = /^[\p{L}_$][\p{L}\p{N}_$]{0,79}$/u;

/** A name set off in a sentence. */
const inQuotes = /(?<=^|\s)[`"*]{1,3}([\p{L}_$][\p{L}\p{N}_$]{0,79})[`"*]{1,3}(?=[\s.,;:!)]|$)/gmu;

/** The name that an answer gives, alone, in a sentence or in code that was written anew. */
async function nameIn(answer: string, old: string, original: Original): Promise<string | undefined> {
  const text = cleaned(answer.slice(0, 20_000), original.text);
  const { blocks, prose } = fencedBlocks(text);
  const lines = [...blocks.flatMap((block) => block.lines), ...prose].map((line) =>
    line.trim().replace(/^[`"'*]+|[`"'*.]+$/g, ""),
  );
  const quoted = [...text.matchAll(inQuotes)].map((found) => elementAt(found, 1));
  const alone = lines.find((line) => isName(line) && line !== old);
  const named = alone ?? quoted.find((name) => isName(name) && name !== old) ?? (lines.includes(old) ? old : undefined);
  return named ?? newNameInCode(blocks.flatMap((block) => block.lines).join("\n"), old, original);
}

function isName(text: string): boolean {
  return identifier.test(text) && !keywords.has(text);
}

async function newNameInCode(code: string, old: string, original: Original): Promise<string | undefined> {
  const rules = rulesOf(original.language).names;
  const { tree } = await parsed(original.language, code, original.slices);
  if (!rules || !tree || code === "") return undefined;
  const now = namesIn(tree, rules, 0, code.length);
  const added = [...now].filter((name) => !original.text.includes(name) && !rules.globals.has(name));
  return !now.has(old) && added.length === 1 ? added[0] : undefined;
}

/** Where the file means the name that this scope declares. */
function placesOf(found: Bindings, scope: Node, rules: NameRules): Node[] {
  const declared = found.declarations.filter((one) => one.scope.id === scope.id).map(({ node }) => node);
  const used = found.references.map(({ node }) => node).filter((node) => scopeAt(found, node, rules)?.id === scope.id);
  return [...declared, ...used];
}

/**
 * The new name must not mean something else already where the old one stands. It must not take over what means it now
 * either.
 */
async function clashing(
  name: string,
  places: readonly Node[],
  scope: Node,
  rules: NameRules,
  original: Original,
): Promise<Refusal | undefined> {
  const taken = await bindings(original, rules, name, original.slices);
  const isSeen = places.some((node) => scopeAt(taken, node, rules) !== undefined);
  const isCaught = taken.references.some(
    ({ node }) => node.startIndex >= scope.startIndex && node.endIndex <= scope.endIndex,
  );
  if (!isSeen && !isCaught) return undefined;
  return refused(`\`${name}\` means something else here already.`, `\`${name}\` is taken. Answer with another name.`);
}

function isPassedByName(name: string, { text, tree }: Original, { isArgumentName }: NameRules): boolean {
  if (!tree || !isArgumentName) return false;
  const { rootNode } = tree;
  return [...text.matchAll(new RegExp(`(?<=[(,]\\s*)${name}(?=\\s*=[^=])`, "g"))].some(({ index }) =>
    isArgumentName(rootNode.descendantForIndex(index)),
  );
}

function change(node: Node, old: string, name: string, rules: NameRules): TextChange {
  return { start: node.startIndex, end: node.endIndex, newText: rules.kept?.(node, old, name) ?? name };
}
