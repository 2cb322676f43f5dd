import type { DraftCheck } from "./check.ts";

/**
 * Calls that reach out of a program, and the words for them. A model that obeyed a comment in the workspace shows here.
 */
const reaches: readonly { readonly pattern: RegExp; readonly says: (found: string) => string }[] = [
  {
    pattern: /\b(?:https?|wss?|ftp):\/\/[\w.-]{1,200}(?::\d{1,5})?/g,
    says: (found) => `It adds a web address: ${found}.`,
  },
  {
    pattern:
      /\b(?:eval|execSync|spawnSync|execFileSync|spawn|execFile|exec|__import__)(?=\()|\bnew Function(?=\()|\bchild_process\b|\bsubprocess\b|\bos\.(?:system|popen|exec[lv]\w{0,3})\b|\bpickle\.loads?\b/g,
    says: (found) => `It runs other code or programs with \`${found}\`.`,
  },
  {
    pattern:
      /\b(?:rmSync|rmdirSync|unlinkSync|rimraf|fs\.(?:rm|rmdir|unlink)|shutil\.rmtree|os\.(?:remove|unlink|rmdir|removedirs))\b/g,
    says: (found) => `It deletes files with \`${found}\`.`,
  },
  {
    pattern: /\b(?:process\.env|os\.environ|os\.getenv|document\.cookie|localStorage)\b/g,
    says: (found) => `It reads what may be secret: \`${found}\`.`,
  },
];

/**
 * The file's additional calls are told. Calls that it had already do not excuse them: they may come from the very
 * comment that asked for more.
 */
export const outward: DraftCheck = (draft, original) =>
  reaches.flatMap(({ pattern, says }) => {
    const before = counts(original.text, pattern);
    const added = [...counts(draft.text, pattern)].filter(([found, times]) => times > (before.get(found) ?? 0));
    return added.map(([found]) => says(found));
  });

function counts(text: string, pattern: RegExp): Map<string, number> {
  const times = new Map<string, number>();
  for (const [found] of text.matchAll(pattern)) times.set(found, (times.get(found) ?? 0) + 1);
  return times;
}
