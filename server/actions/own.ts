import type { OwnAction } from "../config/config.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { rangeAround } from "./range.ts";
import type { Site } from "./site.ts";

/**
 * The user's own actions, one for each kind that they are offered as.
 *
 * @example Translate comments
 * Instruction: Translate the comments to English.
 * ```ts
 * function tax(price: number) {
 *   // Ein Fünftel.
 *   return│ price * 0.2;
 * }
 * ```
 * ```ts
 * «function tax(price: number) {
 *   // A fifth.
 *   return price * 0.2;
 * }»
 * ```
 */
export function ownActions(own: readonly OwnAction[]): Action[] {
  return own.flatMap(({ title, instruction, kinds = ["refactor.rewrite"], languages }) => {
    const isMeant = (site: Site) => languages === undefined || languages.includes(site.file.languageId);
    const offers = (site: Site) => {
      if (!isMeant(site) || site.file.text.trim() === "") return [];
      const range = site.start < site.end ? site : rangeAround(site, site);
      return range.start < range.end
        ? [{ title, work: changeOf(site, range, { instruction: "edit", say: instruction }) }]
        : [];
    };
    return kinds.map((kind) => ({ id: idOf(title), kind, offers }));
  });
}

/** As it is written on a command line: "Translate the comments" is `translate-the-comments`. */
function idOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
