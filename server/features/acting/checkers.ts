import { homedir } from "node:os";
import { resolve } from "node:path";
import { isUnder } from "../../../base/isUnder.ts";
import type { Checkers, Config } from "../../config/config.ts";
import { languageGroupOf } from "../../languages/languageGroup.ts";
import type { CheckerSettings } from "../../verify/checker/checkerVerifier.ts";

/** The user's checkers. That of a language is also that of those whose code it can use, as JavaScript's is TypeScript's. */
export function checkerSettings({ verify: { checkers, folders } }: Pick<Config, "verify">): CheckerSettings {
  const resolved = (folder: string) => resolve(folder.replace(/^~(?=[\\/]|$)/, homedir()));
  return {
    commandOf: (languageId) => checkerFor(languageId, checkers),
    mayRunIn: (root) => folders.length === 0 || folders.some((folder) => isUnder(resolved(folder), root)),
  };
}

function checkerFor(languageId: string, checkers: Checkers) {
  if (Object.hasOwn(checkers, languageId)) return checkers[languageId];
  const group = languageGroupOf({ path: "", languageId });
  const [, command] =
    Object.entries(checkers).find(([id]) => group !== "" && languageGroupOf({ path: "", languageId: id }) === group) ??
    [];
  return command;
}
