import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { FileServer, model } from "../models/files/fileServer.ts";
import { putInOllama } from "../models/files/storeFiles.ts";
import { chatModel } from "../weights/chatModel.ts";
import { TestUser } from "./environment.ts";

let user: TestUser;
let completion: FileServer;
let chat: FileServer;
beforeEach(async () => {
  user = new TestUser();
  completion = await FileServer.serving(readFileSync(embeddedModel));
  chat = await FileServer.serving(readFileSync(chatModel(user.folder, { name: "talker" })));
  const entries = [
    { id: "coder", family: "hearth", place: { kind: "url", url: `${completion.origin}/coder.gguf` } },
    { id: "talker", role: "chat", place: { kind: "url", url: `${chat.origin}/talker.gguf` } },
  ];
  mkdirSync(join(user.env.XDG_CONFIG_HOME as string, "hearth"));
  writeFileSync(join(user.env.XDG_CONFIG_HOME as string, "hearth", "models.json"), JSON.stringify(entries));
});
afterEach(async () => {
  user[Symbol.dispose]();
  await completion[Symbol.asyncDispose]();
  await chat[Symbol.asyncDispose]();
});

const config = () => join(user.env.XDG_CONFIG_HOME as string, "hearth", "config.json");
const setup = (...args: string[]) => user.run(["setup", "--completion", "coder", "--chat", "talker", ...args]);

test("setup downloads two models, tries each and configures every editor with them", async () => {
  const { status, stdout } = await setup("--yes");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^This machine: .* of memory/);
  expect(stdout).toMatch(/^completion {2}coder/m);
  expect(stdout).toContain("coder is downloaded and verified");
  expect(stdout).toMatch(/^hearth-tiny-5M works: first token after \d+ ms/m);
  expect(stdout).toMatch(/^talker works: /m);
  expect(JSON.parse(readFileSync(config(), "utf8"))).toEqual({ model: "coder", chat: { model: "talker" } });
});

test("without a yes it only proposes", async () => {
  const { status, stdout } = await setup();
  expect(status).toBe(0);
  expect(stdout).toContain("Nothing was changed. hearth setup --yes goes ahead.");
  expect(completion.requests).toEqual([]);
  expect(existsSync(config())).toBe(false);
});

test("what Ollama has is proposed before any download, and a download is named beside it", async () => {
  const folder = join(user.env.HOME as string, ".ollama/models");
  putInOllama(folder, "registry.ollama.ai/library/tiny/1b", readFileSync(embeddedModel));
  const { stdout } = await user.run(["setup", "--yes"]);
  expect(stdout).toMatch(/^completion {2}ollama:tiny:1b .* here \(Ollama\)/m);
  expect(stdout).toContain("No model that follows instructions is here and has room beside it");
  expect(JSON.parse(readFileSync(config(), "utf8"))).toEqual({ model: "ollama:tiny:1b", chat: { model: "same" } });
  expect(stdout).toMatch(/^What is here comes first. hearth setup --download would get qwen/m);
});

test("a dry run proposes models of the catalogue for this machine, as JSON for scripts", async () => {
  const { stdout } = await user.run(["setup", "--dry-run", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    machine: { cores: expect.any(Number), ram: { total: expect.any(Number) }, bytesPerSecond: expect.any(Number) },
    completion: { model: { id: expect.any(String), open: true }, memoryBytes: expect.any(Number) },
    trials: null,
  });
});

test("a model that does not work is not what editors are told to use", async () => {
  chat.content = model(1000);
  const { status, stderr } = await setup("--yes", "--json");
  expect(status).toBe(1);
  expect(stderr).toContain("hearth:");
  expect(existsSync(config())).toBe(false);
});

test.each([
  [["--completion", "talker"], 1, "talker was made for chat, not for completion"],
  [["--completion", "nothing"], 1, "there is no model nothing"],
  [["more"], 2, 'setup has no use for "more"'],
])("setup %j is one sentence", async (args, status, sentence) => {
  const ran = await user.run(["setup", ...args]);
  expect(ran.status).toBe(status);
  expect(ran.stderr).toContain(sentence);
});
