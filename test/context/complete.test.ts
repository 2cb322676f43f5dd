import { expect, test } from "@jest/globals";
import { promptSize } from "../../server/context/promptSize.ts";
import { randomFrom, shuffled } from "../random.ts";
import { MemoryWorkspace } from "./memoryWorkspace.ts";
import { completion, cursorAt, filler, scene } from "./scene.ts";

test("the same workspace gives the same prompt, in whatever order its files were found", () => {
  const files = Array.from({ length: 30 }, (_, i): [string, string] => [
    `src/part${i}.ts`,
    `export function part${i}(client: Client) {\n  return client.fetch(part${i}, ${i});\n}\n`,
  ]);
  const prompt = (order: readonly [string, string][]) => {
    const workspace = new MemoryWorkspace(Object.fromEntries(order));
    return JSON.stringify(completion({ workspace, cursor: cursorAt("main.ts", "return client.│") }).parts);
  };
  expect(prompt(shuffled(files, randomFrom(5)))).toBe(prompt(files));
});

test("a prompt is not larger than it may be, and leaves room for what is typed next", () => {
  const similar = Array.from(
    { length: 40 },
    (_, i) => `--- part${i}.ts\n${filler(30, `part${i}client`)}\nclient.fetch(${i});\n`,
  );
  const { tokens } = completion(scene(`${similar.join("")}--- main.ts\n${filler(200)}\nclient.│\n${filler(200)}`));
  expect(tokens).toBeLessThanOrEqual(1024);
  expect(tokens).toBeGreaterThan(850);
});

test("a short file leaves its room to other files, and no other files leave theirs to a long one", () => {
  const alone = completion(scene(`--- main.ts\n${filler(400)}\nx = │\n${filler(400)}`));
  expect(alone.parts.context).toEqual([]);
  expect(alone.tokens).toBeGreaterThan(850);
});

test("no snippet shows what the window shows", () => {
  const { parts } = completion(scene(`--- main.ts\n${filler(300)}\nclient.open();\nclient.│\n${filler(300)}`));
  for (const { text } of parts.context) expect(parts.before + parts.after).not.toContain(text);
});

test("a secret in the file itself does not enter the prompt either", () => {
  const { parts } = completion(scene('--- main.ts\nconst password = "hunter2hunter2";\nlogin(│'));
  expect(parts.before).toContain('password = "[secret]"');
});

test.each([
  ["a fast machine", 10_000, { promptTokens: 8000, quickTokens: 2500, firstTokens: 10_000 }],
  ["a machine that reads 2,000 tokens a second", 2000, { promptTokens: 2000, quickTokens: 500, firstTokens: 2000 }],
  ["a slow machine", 400, { promptTokens: 1024, quickTokens: 100, firstTokens: 400 }],
])("%s is asked for no more than it can read in time", (_, tokensPerSecond, size) => {
  expect(promptSize(8128, 128, tokensPerSecond)).toEqual(size);
});

test("a machine that takes seconds for a prompt begins with the lines around the cursor", () => {
  expect(promptSize(8128, 128, 100)).toMatchObject({ promptTokens: 1024, firstTokens: 256 });
});

test("a small model's prompt leaves room for its answer", () => {
  expect(promptSize(512, 64, 5000).promptTokens).toBe(448);
});
