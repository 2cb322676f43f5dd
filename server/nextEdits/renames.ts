import { keywords, wordParts } from "../context/words.ts";
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

/** Names that have a part in common, or of which one begins or ends with the other: another name for the same thing. */
export function areAlike(a: string, b: string): boolean {
  if (isOneInOther(a, b)) return true;
  const parts = new Set(wordParts(a).filter((part) => part.length > 2));
  return wordParts(b).some((part) => parts.has(part) || [...parts].some((each) => sameStem(each, part)));
}

/**
 * Names of which one is in the other, or that have half of their parts in common: another name for the same thing. With
 * fewer in common it is as often another thing: `hasWarned` and `hasCheckedMismatch`.
 */
export function nameTheSame(a: string, b: string): boolean {
  if (isOneInOther(a, b)) return true;
  const [parts, others] = [innerParts(a), innerParts(b)];
  const common = parts.filter((part) => others.some((each) => each === part || sameStem(each, part))).length;
  return common > 0 && 2 * common >= Math.max(parts.length, others.length);
}

function isOneInOther(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one.length > 2 && other.length > 2 && (one.includes(other) || other.includes(one));
}

function innerParts(name: string): readonly string[] {
  const [whole = name, ...parts] = wordParts(name);
  return parts.length > 0 ? parts : [whole];
}

/** `order` and `orders`, `create` and `creating`. */
function sameStem(a: string, b: string): boolean {
  const most = Math.min(a.length, b.length);
  let same = 0;
  while (same < most && a[same] === b[same]) same++;
  return same >= 4 && same >= Math.max(a.length, b.length) - 3;
}
