import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { repository } from "../process/environment.ts";

const fixtures = ["infilling.jsonl", "hm_fim.jsonl"].map((name) =>
  join(repository, "test/eval/benchmarks/fixtures", name),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-fim-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function evaluate(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = [join(repository, "dist/test/eval/fim.js"), ...args];
  return new Promise((resolve) =>
    execFile(process.execPath, command, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    ),
  );
}

test("both benchmarks are asked of the embedded model and the server, and a second run has nothing left to ask", async () => {
  const json = join(folder, "a.json");
  const args = ["--model", "embedded", "--threads", "1", "--resume", join(folder, "journal"), ...fixtures];
  const first = await evaluate("--json", json, ...args);
  expect([first.code, first.stderr]).toEqual([0, expect.stringContaining("eval:fim: 9 of 9")]);
  const { header, found } = JSON.parse(readFileSync(json, "utf8"));
  expect(header).toMatchObject({ evaluation: "eval:fim", options: { seed: 1 }, model: { bytes: expect.any(Number) } });
  expect(found).toHaveLength(9);
  for (const { bare, hearth } of found) {
    expect(typeof bare.text).toBe("string");
    expect(hearth.text ?? hearth.reason).toEqual(expect.any(String));
  }
  const tested = found.filter(({ benchmark }: { benchmark: string }) => benchmark === "humaneval-infilling");
  expect(tested.map((one: { bare: { verdict: { end: string } } }) => one.bare.verdict.end)).toHaveLength(3);
  const second = await evaluate(...args);
  expect(second).toEqual({ code: 0, stdout: first.stdout, stderr: "" });
});

test.each([
  [["--model", "embedded"], "usage: npm run eval:fim"],
  [["--model", "/nowhere.gguf", fixtures[0] as string], "there is no model /nowhere.gguf"],
  [["--model", "embedded", "--kind", "page", fixtures[0] as string], 'there is no kind of place "page"'],
  [["--model", "embedded", "--count", "x", fixtures[0] as string], "--count x is no whole number"],
  [["--model", "embedded", "--pages", fixtures[0] as string], "Unknown option '--pages'"],
  [["--model", "embedded", "/nowhere.jsonl"], "/nowhere.jsonl cannot be read"],
])("what cannot be done is one sentence and exit code 2: %j", async (args, sentence) => {
  const { code, stdout, stderr } = await evaluate(...args);
  expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(sentence)]);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});
