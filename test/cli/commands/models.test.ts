import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { modelsCommand } from "../../../server/cli/commands/models.ts";
import { barLine, ProgressBar } from "../../../server/cli/progressBar.ts";
import { setUserConfig } from "../../../server/config/write.ts";
import { embeddedModel } from "../../../server/engines/modelPath.ts";
import { Folder } from "../../index/workspace.ts";

const home = new Folder();
const variables = ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"];
const before = { ...process.env };
beforeAll(() => {
  for (const name of variables) process.env[name] = home.root;
});
afterAll(() => {
  for (const name of variables) process.env[name] = before[name];
  home[Symbol.dispose]();
});

async function output(...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const code = await modelsCommand.run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

test.each([
  [["fly"], 2, "models can list, pull, verify"],
  [["pull"], 2, "models pull needs a MODEL"],
  [["pull", "nothing"], 1, "there is no model nothing"],
  [["use", "nothing"], 1, "there is no model nothing"],
  [["use", "qwen2.5-coder-7b-q8"], 1, "is not downloaded; run: hearth models pull qwen2.5-coder-7b-q8"],
  [["use", "embedded", "--role", "boss"], 2, "--role boss is none of completion, chat"],
  [["use", "./nowhere.gguf"], 1, "there is no file ./nowhere.gguf"],
  [["add", "http://models.example/m.gguf"], 1, "only https addresses are"],
  [["add", "https://models.example/page"], 1, "does not name a GGUF file"],
  [["add", "https://models.example/embedded.gguf"], 1, '"embedded" has a meaning of its own'],
  [["add", "/nowhere.gguf"], 1, "there is no file /nowhere.gguf"],
  [["add", "package.json"], 1, "package.json is not a GGUF file"],
  [["verify", "qwen2.5-coder-7b-q8"], 1, "is not downloaded"],
])("models %j is one sentence and an exit code", async (args, code, sentence) => {
  const ran = await output(...args);
  expect(ran.code).toBe(code);
  expect(ran.stderr.split("\n")[0]).toContain(sentence);
});

test("the model that comes with Hearth is compared with what it should be", async () => {
  const { code, stdout } = await output("verify", "embedded");
  expect({ code, stdout }).toEqual({ code: 0, stdout: `embedded: ${embeddedModel} is right\n` });
});

test("the list says what a model is for, how large it is, and where its licence is not open", async () => {
  const { stdout } = await output("list");
  expect(stdout).toMatch(/^qwen2\.5-coder-1\.5b-q8 +completion +1\.6 GB +~2\.3 GB +Apache-2\.0$/m);
  expect(stdout).toMatch(/^qwen2\.5-coder-3b-q8 .* Qwen research licence \*$/m);
});

test("an entry that is not one is named, and the others are there", async () => {
  home.file("hearth/models.json", JSON.stringify([{ id: "x" }]));
  const { stderr, stdout } = await output();
  expect(stderr).toContain(`x must have a place: a path, a url, or a repository and a file (in ${home.path("hearth")}`);
  expect(stdout).toContain("gpt-oss-20b");
  home.file("hearth/models.json", "[");
  expect((await output()).stderr).toContain("cannot be used (");
  expect((await output("add", "https://models.example/m.gguf")).stderr).toContain("correct or remove it");
  home.file("hearth/models.json", "[]");
});

test("a setting is written beside the others", async () => {
  const path = home.path("c.json");
  writeFileSync(path, '{"chat": {"unknown": 1}, "threads": 2}');
  await setUserConfig({ "chat.model": "a", model: "b" }, path);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({
    chat: { unknown: 1, model: "a" },
    threads: 2,
    model: "b",
  });
  writeFileSync(path, "[]");
  await expect(setUserConfig({ model: "b" }, path)).rejects.toThrow("must hold an object");
});

const step = (bytes: number, nowMs: number, totalBytes: number | null = 2e9) => ({
  name: "m.gguf",
  bytes,
  totalBytes,
  nowMs,
});

test("a bar tells how much is there, how fast it comes and how long it will take", () => {
  expect(barLine(step(5e8, 10_000), step(0, 0))).toBe(
    "m.gguf  [#####               ]  25 %  500 MB of 2.0 GB  50 MB/s  30 s left",
  );
  expect(barLine(step(5e8, 10_000, null), step(0, 0))).toBe("m.gguf  500 MB  50 MB/s");
});

test("the speed of a download that is gone on with counts from there", () => {
  expect(barLine(step(1.1e9, 1000), step(1e9, 0))).toContain("100 MB/s");
});

test("on a terminal one line is written over, elsewhere a line comes for each tenth", () => {
  const written = (isTTY: boolean) => {
    let text = "";
    const output = { write: (more: string) => (text += more), isTTY };
    const bar = new ProgressBar({ stdout: output, stderr: output });
    for (let bytes = 0; bytes <= 2e9; bytes += 1e8) bar.show(step(bytes, bytes / 1e6));
    bar.end();
    return text;
  };
  expect(written(true)).toMatch(/^(\r.*)+100 %.*\n$/);
  expect(written(false).trim().split("\n")).toHaveLength(10);
});
