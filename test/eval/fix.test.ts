import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { repository } from "../process/environment.ts";

const bugs = join(repository, "test/eval/benchmarks/fixtures/humanevalpack-js.jsonl");

test.each([
  [[bugs], "usage: npm run eval:fix"],
  [["--model", "/nowhere.gguf", bugs], "there is no model /nowhere.gguf"],
  [["--model", "embedded", "--told", "all", bugs], '--told is "test" or "nothing"'],
  [["--model", "embedded", "--count", "0", bugs], "--count 0 is no whole number above 0"],
  [["--model", "embedded", bugs], "only completes code; name a model that is given instructions"],
])("what cannot be done is one sentence and exit code 2: %j", async (args, sentence) => {
  const command = [join(repository, "dist/test/eval/fix.js"), ...args];
  const { code, stderr } = await new Promise<{ code: number; stderr: string }>((resolve) =>
    execFile(process.execPath, command, (error, _, stderr) => resolve({ code: Number(error?.code ?? 0), stderr })),
  );
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});
