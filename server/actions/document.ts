import { rulesOf } from "../languages/languages.ts";
import type { DefinitionKind } from "../languages/tags.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { definitionAt, withComment } from "./definitionAt.ts";

const documented: ReadonlySet<DefinitionKind> = new Set(["function", "method", "class", "interface", "type", "enum"]);

/**
 * Writes the comment that tells a user of the code what it is for. Nothing but the comment changes.
 *
 * @example Write a doc comment for tax
 * ```py
 * def │tax(price):
 *     return price * 0.2
 * ```
 * ```py
 * def tax(price):
 *     «"""Returns the tax that is part of a price."""»
 *     return price * 0.2
 * ```
 */
export const document: Action = {
  id: "document",
  kind: "refactor.rewrite",
  offers: (site) => {
    const definition = definitionAt(site, documented);
    if (!definition || !rulesOf(site.language).docs) return [];
    const { name, docStart, docEnd } = definition;
    const verb = docStart < docEnd ? "Rewrite the" : "Write a";
    const say = `The comment is for \`${name}\`.`;
    const work = changeOf(site, withComment(definition), { instruction: "doc-comment", say, mode: "document" });
    return [{ title: `${verb} doc comment for ${name}`, work }];
  },
};
