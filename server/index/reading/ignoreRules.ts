import ignore, { type Ignore } from "ignore";
import { elementAt } from "../../../base/at.ts";

/** The rules of ignore files along one way down the folders, the outermost first. */
export type IgnoreRules = readonly { readonly base: string; readonly rules: Ignore }[];

/** The rules of one file in .gitignore's syntax. `base` is its folder with a `/` behind it, or "" at the top. */
export function ignoreRules(base: string, text: string): IgnoreRules[number] {
  return { base, rules: ignore().add(text) };
}

/** True if rules exclude a path below all of their folders; a folder's ends in `/`. The innermost opinion decides. */
export function excludes(rules: IgnoreRules, path: string): boolean {
  for (let i = rules.length - 1; i >= 0; i--) {
    const { base, rules: own } = elementAt(rules, i);
    const verdict = own.test(path.slice(base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
