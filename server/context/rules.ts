import type { RuleFile } from "./request.ts";

/** Files at the root of a workspace folder in which projects say how code is written there, most specific first. */
export const ruleFiles: readonly string[] = [
  "AGENTS.md",
  ".github/copilot-instructions.md",
  ".cursorrules",
  "CLAUDE.md",
  "CONTRIBUTING.md",
  ".github/CONTRIBUTING.md",
];

const maxLines = 40;

/**
 * The beginning of the most specific file of rules: a list of one, or none. For questions and instructions; a completion
 * is too short to obey.
 */
export function firstRules(files: readonly RuleFile[]): readonly RuleFile[] {
  const present = ruleFiles.flatMap((name) => files.find(({ path }) => path === name) ?? []);
  return present
    .slice(0, 1)
    .map((file) => ({ ...file, text: file.text.trim().split("\n").slice(0, maxLines).join("\n") }));
}
