import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";

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

/** The project's rules for whoever writes code in it. Only for actions and hover: a completion is too short to obey. */
export function rules(request: ContextRequest): Snippet[] {
  const present = ruleFiles.flatMap((name) => request.rules.find(({ path }) => path === name) ?? []);
  return present.slice(0, 1).map(({ uri, path, text }) => {
    const lines = text.trim().split("\n").slice(0, maxLines);
    const place = { uri, path, startLine: 0, endLine: lines.length };
    return {
      source: "rules",
      ...place,
      text: lines.join("\n"),
      score: 0,
      terms: { rule: 1 },
      reason: "the project's rules",
    };
  });
}
