import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { contextCommand } from "../../server/cli/commands/context.ts";

let root: string;
const cache = process.env.XDG_CACHE_HOME;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "hearth-context-"));
  process.env.XDG_CACHE_HOME = join(root, "cache");
  await writeFile(join(root, "client.ts"), "export const reply = client.fetch(1);\n");
  await writeFile(join(root, "main.ts"), "function main() {\n  return client.fe\n}\n");
  await writeFile(join(root, ".env"), "TOKEN=1\n");
});

afterAll(async () => {
  if (cache === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = cache;
  await rm(root, { recursive: true });
});

async function hearth(...args: string[]) {
  let stdout = "";
  let stderr = "";
  const io = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  };
  const code = await contextCommand.run(args, io);
  return { code, stdout, stderr };
}

test("hearth context prints the prompt and every snippet with its reason", async () => {
  const { code, stdout } = await hearth(join(root, "main.ts:2"), "--json");
  const { prompt, snippets, tokens } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(snippets).toMatchObject([
    { path: "client.ts", startLine: 1, endLine: 1, source: "usages", reason: "uses client" },
  ]);
  expect(prompt).toContain("client.ts\nexport const reply = client.fetch(1);");
  expect(tokens).toBeGreaterThan(0);
});

test("a person reads the same with a heading for each part", async () => {
  const { stdout } = await hearth(join(root, "main.ts:2"));
  expect(stdout).toMatch(/^\d+ tokens, \d+ of them in 1 snippet, found in [\d.]+ ms\n/);
  expect(stdout).toContain("client.ts:1");
  expect(stdout).toContain("usages: uses client");
});

test.each(["explain", "refactor"])("the context to %s is shown, too", async (feature) => {
  const { stdout } = await hearth(join(root, "main.ts:2:3"), "--for", feature, "--json");
  expect(JSON.parse(stdout).prompt).toContain("function main() {");
});

test.each([
  [["main.ts"], 2, "main.ts is not a place; write FILE:LINE or FILE:LINE:COL, counted from 1"],
  [["main.ts:9"], 1, "has 3 lines, no line 9"],
  [["gone.ts:1"], 1, "there is no file"],
  [[".env:1"], 1, "looks like it holds secrets; no model is shown it"],
  [["main.ts:1", "--for", "poems"], 2, "--for poems is none of complete, explain, fix, refactor"],
  [["main.ts:1", "--budget", "few"], 2, "--budget few is not a number of tokens of at least 128"],
  [["main.ts:1", "--for", "fix"], 2, "fix needs --message"],
  [["main.ts:1", "--family", "nobody"], 2, "--family nobody is none of hearth"],
])("a mistake is answered with one sentence: %j", async ([file, ...options], code, sentence) => {
  const result = await hearth(join(root, file as string), ...options);
  expect(result).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(sentence) });
});
