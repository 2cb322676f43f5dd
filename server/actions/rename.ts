import { changeContext } from "../context/prompts/refactor.ts";
import { rulesOf } from "../languages/languages.ts";
import { nameUse } from "../languages/localName.ts";
import type { SyntaxNode } from "../languages/syntaxIn.ts";
import type { Action, EditQuestion } from "./action.ts";
import { callable, definitionAround } from "./definitionAt.ts";
import { type Site, targetIn, viewed } from "./site.ts";
import { nodeAt, statementAround, textOf } from "./syntax.ts";

/** One name and nothing around it: what every language here takes, and no sentence. */
const oneName = "root ::= [A-Za-z_] [A-Za-z0-9_]*";

/**
 * Finds a name that says more, and writes it wherever the file means the same.
 *
 * @example Rename p for clarity
 * ```ts
 * function tax(│p: number) {
 *   return p * 0.2;
 * }
 * ```
 * ```ts
 * function tax(«price»: number) {
 *   return price * 0.2;
 * }
 * ```
 */
export const rename: Action = {
  id: "rename",
  kind: "refactor.rewrite",
  offers: (site) => {
    const node = nodeAt(site);
    if (!node || !rulesOf(site.language).names?.names.has(node.type)) return [];
    const name = textOf(site, node);
    if (!isOwn(site, name, node)) return [];
    const title = `Rename ${name} for clarity`;
    if (isKnownElsewhere(site, name)) {
      return [{ title, work: { does: "nothing", because: `Other files know ${name} by its name.` } }];
    }
    const say = `The name to replace is \`${name}\`.`;
    const shown = definitionAround(site, callable) ?? statementAround(site, node) ?? node;
    const { start, end } = shown;
    const question = (): EditQuestion => ({
      instruction: "rename",
      target: targetIn(site, node, "rename"),
      grammar: oneName,
      show: (situation, room) => changeContext(situation, { file: viewed(site), start, end, instruction: say }, room),
    });
    return [{ title, work: { does: "ask", question } }];
  },
};

/** Declared in this file: at its top, or inside the function around. Members belong to whatever has the class. */
function isOwn(site: Site, name: string, node: SyntaxNode): boolean {
  const isImported = site.tags.imports.some(({ names }) => names.some(({ local }) => local === name));
  const isDefined = site.tags.definitions.some(
    (one) => one.name === name && one.kind !== "field" && one.kind !== "method",
  );
  return !isImported && (isDefined || isLocal(site, node));
}

/** Exported names too, as long as nobody has taken them up. */
function isKnownElsewhere(site: Site, name: string): boolean {
  const isExported = site.tags.definitions.some((one) => one.name === name && one.exported !== "no");
  return isExported && site.workspace.mentions(name).some(({ path }) => path !== site.file.path);
}

/** Longer functions are not looked through while a menu opens. */
const maxCharacters = 20_000;

function isLocal(site: Site, node: SyntaxNode): boolean {
  const around = site.tags.definitions.find(
    ({ kind, start, end }) =>
      callable.has(kind) && start <= node.start && node.end <= end && end - start < maxCharacters,
  );
  if (!around || !site.language) return false;
  return nameUse(site.language, textOf(site, around), node.start - around.start).role === "local";
}
