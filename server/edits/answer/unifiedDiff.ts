import type { Hunk } from "./hunk.ts";

const oldFile = /^--- (?:a\/)?(\S.*?)(?:\t.*)?$/;
const newFile = /^\+\+\+ (?:b\/)?(\S.*?)(?:\t.*)?$/;
const hunkHead = /^@@.*$/;
const fileHead = /^(?:diff |index |new file mode|deleted file mode|similarity|rename |old mode|new mode|Binary )/;

/** True if lines are a unified diff. The block's tag or its own heads say so, and it has lines that change. */
export function isUnifiedDiff(tag: string, lines: readonly string[]): boolean {
  const hasHead = lines.some(
    (line, i) => hunkHead.test(line) || (oldFile.test(line) && newFile.test(lines[i + 1] ?? "")),
  );
  const changes = lines.filter((line) => /^[+-]/.test(line)).length;
  return changes > 0 && (hasHead || tag === "diff" || tag === "patch");
}

/** The hunks of a diff. Their line numbers are not read: models cannot count, what stands in the lines decides. */
export function diffHunks(lines: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let path: string | undefined;
  let before: string[] = [];
  let after: string[] = [];
  const finish = () => {
    if (before.length + after.length > 0) hunks.push(hunkOf(before, after, path));
    [before, after] = [[], []];
  };
  for (const [i, line] of lines.entries()) {
    if (fileHead.test(line) || hunkHead.test(line)) finish();
    else if (oldFile.test(line) && newFile.test(lines[i + 1] ?? "")) {
      finish();
      path = pathOf(oldFile.exec(line)?.[1], newFile.exec(lines[i + 1] ?? "")?.[1]);
    } else if (newFile.test(line) && oldFile.test(lines[i - 1] ?? "")) continue;
    else if (line.startsWith("-")) before.push(line.slice(1));
    else if (line.startsWith("+")) after.push(line.slice(1));
    else if (!line.startsWith("\\")) {
      const kept = line.startsWith(" ") ? line.slice(1) : line;
      before.push(kept);
      after.push(kept);
    }
  }
  finish();
  return hunks.filter((hunk) => hunk.before.join("\n") !== hunk.after.join("\n"));
}

function pathOf(from = "", to = ""): string | undefined {
  return [to, from].find((path) => path !== "" && path !== "/dev/null");
}

/** Without the blank lines at its ends, which a diff in a chat gains and loses. */
function hunkOf(before: string[], after: string[], path: string | undefined): Hunk {
  while (before.length > 0 && after.length > 0 && before.at(-1) === "" && after.at(-1) === "") {
    before.pop();
    after.pop();
  }
  while (before.length > 0 && after.length > 0 && before[0] === "" && after[0] === "") {
    before.shift();
    after.shift();
  }
  return { before, after, ...(path === undefined ? {} : { path }) };
}
