import { homedir } from "node:os";
import { relative, resolve, sep } from "node:path";
import type { Checkers, Config } from "../../config/config.ts";
import { languageGroupOf } from "../../languages/languageGroup.ts";
import type { CheckerSettings } from "../../verify/checker/checkerVerifier.ts";

/** The user's checkers. That of a language is also that of those whose code it can use, as JavaScript's is TypeScript's. */
export function checkerSettings({ verify: { checkers, folders } }: Pick<Config, "verify">): CheckerSettings {
  const isAbove = (folder: string, root: string) => {
    const way = relative(resolve(folder.replace(/^~(?=[\\/]|$)/, homedir())), root);
    return way !== ".." && !way.startsWith(`..${sep}`) && resolve(way) !== way;
  };
  return {
    commandOf: (languageId) => checkerFor(languageId, checkers),
    mayRunIn: (root) => folders.length === 0 || folders.some((folder) => isAbove(folder, root)),
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
