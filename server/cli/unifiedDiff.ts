import { createTwoFilesPatch } from "diff";

const contextLines = 3;

/** The change of a file as `git apply` and `patch -p1` take it. `path` is relative to where they are run. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const old = before === "" ? "/dev/null" : `a/${path}`;
  const patch = createTwoFilesPatch(old, `b/${path}`, before, after, undefined, undefined, { context: contextLines });
  return patch.replace(/^=+\n/, "");
}
