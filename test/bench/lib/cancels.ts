import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import type { Engine, GenerateRequest } from "../../../models/engine.ts";
import { infillPrompt, type ModelFamily } from "../../../models/family.ts";

/**
 * How long the model is not free yet, in milliseconds, when a long prompt is called off that it is reading. Throws
 * PromptTooLong where `before` is more than the model reads.
 */
export async function cancelsMs(
  engine: Engine,
  family: ModelFamily,
  before: string,
  inTime: () => boolean,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds && inTime(); round++) {
    const cancel = new CancellationTokenSource();
    // Of a document of its own: nothing of it is in the cache.
    const long = engine.generate(request(family, `# ${round}\n${before}`, `${round}`), () => {}, cancel.token);
    long.catch(() => {}); // it is awaited below
    await new Promise((resolve) => setTimeout(resolve, 20 + (round % 8) * 10));
    cancel.cancel();
    const next = await engine.generate(request(family, "a", "next"), () => {}, CancellationToken.None);
    if ((await long).end === "cancelled") times.push(next.queuedMs);
  }
  return times;
}

const rounds = 40;

function request(family: ModelFamily, before: string, subject: string): GenerateRequest {
  const parts = { repository: "", path: "a.py", context: [], before, typed: "", after: "\n" };
  return { prompt: infillPrompt(family, parts), priority: "typing", subject, maxTokens: 1, maxMs: 10_000 };
}
