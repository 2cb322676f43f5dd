import { keywords } from "../context/words.ts";
import type { Substitution } from "./substitutions.ts";
import { isName } from "./tokens.ts";

/** One name in the place of another. */
export type Rename = Substitution & { readonly oldName: string; readonly newName: string };

/** The substitution as one of a name for a name, if it is that. */
export function renameIn(substitution: Substitution): Rename | undefined {
  const { oldTokens, newTokens } = substitution;
  const [oldName, newName] = [oldTokens[0], newTokens[0]];
  if (oldTokens.length !== 1 || newTokens.length !== 1 || oldName === undefined || newName === undefined)
    return undefined;
  if (!isName(oldName) || !isName(newName) || keywords.has(oldName) || keywords.has(newName)) return undefined;
  return { ...substitution, oldName, newName };
}
