import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver/node";
import type { PromptRequest } from "../../../models/host/generator.ts";
import { HostWork } from "../../../models/host/work.ts";
import { text } from "../../../models/prompt.ts";
import { writing } from "./letters.ts";

/** What is typed in a document `subject`. */
const request = (subject: string): PromptRequest => ({
  prompt: { segments: [text("x".repeat(300))], stopTokens: [], stopTexts: ["."] },
  priority: "typing",
  subject,
  maxTokens: 8,
  maxMs: 10_000,
});

test("a request that never began tells the speed that was measured, since the next prompt is sized by it", async () => {
  const work = new HostWork(writing("abc.", 0.5, { evaluate: () => new Promise((resolve) => setTimeout(resolve, 1)) }));
  const ask = (subject: string) => work.generate(request(subject), "editor", () => {}, CancellationToken.None);
  const { promptTokensPerSecond } = await ask("a");
  const [running, superseded, newest] = await Promise.all([ask("a"), ask("b"), ask("b")]);
  expect([running.end, superseded.end, newest.end]).toEqual(["stop", "superseded", "stop"]);
  expect(superseded.promptTokensPerSecond).toBe(promptTokensPerSecond);
  expect(promptTokensPerSecond).toBeGreaterThan(0);
});
