import type { Staged } from "../../index/reading/staged.ts";
import type { Steps } from "../../slices/slices.ts";
import { type ChatContext, type ChatRoom, chatContext, type PromptPart } from "./chat.ts";

/** The question for the message of a commit: what is staged, smaller diffs first, and how earlier commits were told. */
export function* commitContext({ files, subjects }: Staged, instruction: string, room: ChatRoom): Steps<ChatContext> {
  const bySize = [...files].sort((a, b) => a.diff.length - b.diff.length);
  const diffs: PromptPart = {
    share: 1,
    sections: bySize.map(({ path, diff }) => ({ title: "Staged changes", path, text: diff })),
  };
  const earlier: PromptPart = {
    share: 0.1,
    sections: subjects.length === 0 ? [] : [{ title: "Earlier messages", text: subjects.join("\n") }],
  };
  return yield* chatContext([diffs, earlier], [earlier, diffs], instruction, room);
}

/** The message in a model's answer, without what models put around it; "" where there is none. */
export function commitMessageIn(answer: string): string {
  const fenced = /^\s*```\w*\n([\s\S]*?)\n?```\s*$/.exec(answer)?.[1] ?? answer;
  const bare = fenced
    .trim()
    .replace(/^(?:here is|here's)[^\n]*:\n+/i, "")
    .replace(/^(?:commit message|subject):\s*/i, "");
  const quoted = /^(["'`])([^\n]*)\1$/.exec(bare)?.[2] ?? bare;
  // Git takes lines that begin with # for comments.
  return quoted
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}
