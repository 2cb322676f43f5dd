import type { Hunk } from "./hunk.ts";

const searchMark = /^\s*<{5,9}(?:\s*(?:SEARCH|ORIGINAL|HEAD|OLD|CURRENT)\b.*)?\s*$/i;
const middleMark = /^\s*={5,9}\s*$/;
const replaceMark = /^\s*>{5,9}(?:\s*(?:REPLACE|UPDATED|NEW|\S+))?\s*$/i;

/**
 * The search/replace blocks of an answer, wherever in it they stand; undefined where there are none.
 * `isWhole` is false where the answer ends inside one.
 */
export function searchReplaceBlocks(
  lines: readonly string[],
): { readonly hunks: readonly Hunk[]; readonly isWhole: boolean } | undefined {
  if (!lines.some((line) => searchMark.test(line)) || !lines.some((line) => middleMark.test(line))) return undefined;
  const hunks: Hunk[] = [];
  let before: string[] = [];
  let after: string[] = [];
  let part: "outside" | "before" | "after" = "outside";
  let path: string | undefined;
  for (const [i, line] of lines.entries()) {
    if (part === "outside" && searchMark.test(line)) {
      [before, after, part] = [[], [], "before"];
      path = pathAbove(lines, i) ?? path;
    } else if (part === "before" && middleMark.test(line)) part = "after";
    else if (part === "after" && replaceMark.test(line)) {
      hunks.push({ before, after, ...(path === undefined ? {} : { path }) });
      part = "outside";
    } else if (part === "before") before.push(line);
    else if (part === "after") after.push(line);
  }
  return { hunks, isWhole: part === "outside" };
}

/** The name of a file stands alone on the line above the block, or above the fence it is in. */
function pathAbove(lines: readonly string[], at: number): string | undefined {
  for (const line of [lines[at - 1], lines[at - 2]]) {
    const path = /^\s*(?:#+\s*|\*\*|`)?([\w@./\\-]{1,200}\.\w{1,5})(?:\*\*|`|:)*\s*$/.exec(line ?? "")?.[1];
    if (path) return path;
  }
  return undefined;
}
