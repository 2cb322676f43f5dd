import { elementAt } from "../../base/at.ts";
import { identifierAt } from "../context/prompts/target.ts";
import { keywords } from "../context/words.ts";
import { applied } from "../edits/changes.ts";
import { exportersOf } from "../edits/imports/exporters.ts";
import { importFor } from "../edits/imports/missingImport.ts";
import { nameUse } from "../languages/localName.ts";
import { upwards } from "../languages/syntaxIn.ts";
import type { Problem } from "../text/problem.ts";
import type { Action, Offer } from "./action.ts";
import { type Site, targetIn } from "./site.ts";
import { nodeAt, textOf } from "./syntax.ts";

/** Longer statements are not looked through while a menu opens. */
const maxCharacters = 20_000;

/**
 * Imports a name that is used and not known here, from the one file that exports it, or from the package that other files
 * have it from. No model is asked.
 *
 * @example Import priceOf from price.ts
 * ```ts
 * --- price.ts
 * export const priceOf = (item: string) => item.length;
 * --- cart.ts
 * const total = │priceOf("bread");
 * ```
 * ```ts
 * --- cart.ts
 * import { priceOf } from "./price";
 *
 * const total = priceOf("bread");
 * ```
 */
export const addImport: Action = {
  id: "add-import",
  kind: "quickfix",
  automatic: true,
  offers: (site) => {
    const reported = site.problems.flatMap((problem) => namesIn(site, problem).map((name) => ({ name, problem })));
    const atCursor = freeName(site);
    const names =
      reported.some(({ name }) => name === atCursor) || !atCursor ? [] : [{ name: atCursor, problem: undefined }];
    return [...reported, ...names].flatMap(({ name, problem }) => importOf(site, name, problem));
  },
};

function importOf(site: Site, name: string, problem: Problem | undefined): Offer[] {
  const { path, languageId, text } = site.file;
  if (isKnown(site, name)) return [];
  const [only] = exportersOf(name, { path, language: site.language }, site.workspace);
  const change = importFor(name, { path, languageId, text, tags: site.tags }, site.workspace);
  if (!change) return [];
  const edit = () => ({ kind: "edit" as const, changes: [change], newText: applied(text, [change]), warnings: [] });
  const target = targetIn(site, change, "insert");
  const title = only ? `Import ${name} from ${only.file.path}` : `Import ${name}`;
  return [{ title, key: name, work: { does: "edit", target, edit }, ...(problem ? { problem, preferred: true } : {}) }];
}

/** The names that a message quotes, as far as they stand where it points to. */
function namesIn(site: Site, problem: Problem): string[] {
  const shown = textOf(site, problem);
  const quoted = [...problem.message.matchAll(/['"`‘“]([\p{L}_$][\p{L}\p{N}_$]*)['"`’”]/gu)].map((found) =>
    elementAt(found, 1),
  );
  return [...new Set(quoted)].filter((name) => shown.includes(name));
}

/** The identifier at the cursor, if nothing in this file declares it. */
function freeName(site: Site): string | undefined {
  const node = nodeAt(site);
  const name = identifierAt(site.file.text, site.start);
  if (!site.language || !node || !/^(?:type_|jsx_)?identifier$/.test(node.type) || keywords.has(name)) return undefined;
  const around = upwards(node).find(({ parent }) => parent && !parent.parent) ?? node;
  if (around.end - around.start > maxCharacters) return undefined;
  const isFree = nameUse(site.language, textOf(site, around), node.start - around.start).role === "free";
  return isFree && !isKnown(site, name) ? name : undefined;
}

function isKnown({ tags }: Site, name: string): boolean {
  const isImported = tags.imports.some(({ names }) => names.some(({ local }) => local === name));
  return isImported || tags.definitions.some((definition) => definition.name === name && definition.parent < 0);
}
