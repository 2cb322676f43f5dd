import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver";
import { type AnswerSeen, Suggester } from "../../../server/features/generation/suggester.ts";
import { requestRecord } from "../../../server/features/viewing/requestRecord.ts";
import { ScriptedEngine } from "../../scriptedEngine.ts";
import { sessionAt } from "../../session.ts";

const ask = { trigger: "automatic", priority: "typing", maxTokens: 64, maxMs: 1000 } as const;

/** What is told of the answer at a cursor. */
async function recordAt(marked: string, written: string) {
  const suggester = new Suggester();
  const seen: AnswerSeen[] = [];
  suggester.onAnswer = (answer) => seen.push(answer);
  const { session, cursor } = sessionAt(marked, new ScriptedEngine(written), suggester);
  await suggester.suggest(session, cursor, ask, CancellationToken.None);
  const [answer] = seen;
  if (!answer) throw new Error("nothing was told");
  return requestRecord(7, answer);
}

test("an answer is told with its prompt, the model's text, what was made of it, and where the time went", async () => {
  const record = await recordAt("const total = sum(│);\n", "items, tax);\nsend();");
  expect(record).toMatchObject({
    ...{ id: 7, path: "a.ts", line: 1, request: "ghost text", outcome: "shown", model: "hearth-scripted", end: "stop" },
    ...{ written: "items, tax);\nsend();", suggested: "items, tax", message: null, memory: null },
  });
  expect(record.prompt.map((piece) => piece.from?.source)).toEqual(expect.arrayContaining(["before", "after"]));
  expect(record.changes.at(-1)).toMatchObject({ after: { text: "items, tax" } });
  expect(record.spans.map(({ phase }) => phase)).toEqual(expect.arrayContaining(["rank", "read", "filters"]));
});

test("a silence is told with its sentence, and has no prompt where no model was asked", async () => {
  const record = await recordAt("const to│tal = 1;\n", "x");
  expect(record).toMatchObject({ outcome: "midWord", prompt: [], written: null, suggested: null, model: null });
  expect(record.message).toMatch(/\w.*\.$/);
});

test("a secret is told neither from the file nor from what a model wrote", async () => {
  const secret = "hunter2hunter2";
  const record = await recordAt(`const password = "${secret}";\nconst again = │\n`, `{ password: "${secret}" };`);
  expect(record.written).toContain("[secret]");
  expect(JSON.stringify(record)).not.toContain(secret);
});

test("keys are counted whether or not somebody looks, and nothing else is", () => {
  const suggester = new Suggester();
  suggester.typed(1);
  suggester.typed(2);
  expect(suggester.keys).toBe(2);
});
