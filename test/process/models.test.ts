import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { ModelPlace } from "../../models/catalog/model.ts";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { breaksAfter, FileServer, redirectsTo, stallsAfter } from "../models/files/fileServer.ts";
import { putInOllama } from "../models/files/storeFiles.ts";
import { ProcessEditor, unfinished } from "./editor.ts";
import { hearthMain, TestUser } from "./environment.ts";

const content = readFileSync(embeddedModel);
const hash = createHash("sha256").update(content).digest("hex");
const place: ModelPlace = { kind: "hub", repository: "org/tiny", file: "tiny-Q8_0.gguf" };

let server: FileServer;
beforeAll(async () => {
  server = await FileServer.serving(content);
});
afterAll(() => server[Symbol.asyncDispose]());

let user: TestUser;
beforeEach(() => {
  user = new TestUser();
  server.requests.length = 0;
  server.next.length = 0;
  know({ id: "tiny", place });
});
afterEach(() => user[Symbol.dispose]());

const hearth = (...args: string[]) => user.run(args, { HF_ENDPOINT: server.origin, HF_TOKEN: "hf_secret" });
const config = () => join(user.env.XDG_CONFIG_HOME as string, "hearth", "config.json");
const ownFile = () => join(user.env.XDG_DATA_HOME as string, "hearth", "models", "tiny", "tiny-Q8_0.gguf");

function know(...models: object[]): void {
  mkdirSync(join(user.env.XDG_CONFIG_HOME as string, "hearth"), { recursive: true });
  writeFileSync(join(user.env.XDG_CONFIG_HOME as string, "hearth", "models.json"), JSON.stringify(models));
}

function put(path: string, bytes = content): string {
  const file = join(user.env.HOME as string, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, bytes);
  return file;
}

test("a model is pulled, chosen and used by its id", async () => {
  const { status, stdout, stderr } = await hearth("models", "pull", "tiny");
  expect({ status, stdout }).toEqual({ status: 0, stdout: `tiny is downloaded and verified: ${ownFile()}\n` });
  expect(stderr).toMatch(/^tiny-Q8_0.gguf: 1\d % of 5 MB\n/);
  expect(server.requests[0]).toMatchObject({
    url: "/org/tiny/resolve/main/tiny-Q8_0.gguf",
    headers: { authorization: "Bearer hf_secret" },
  });
  expect(statSync(ownFile()).mode & 0o077).toBe(0);
  expect((await hearth("models", "use", "tiny")).stdout).toContain("tiny is used for completion");
  const file = join(user.folder, "a.py");
  writeFileSync(file, "for i in ran\n");
  const { stdout: answer } = await hearth("complete", `${file}:1`, "--json");
  expect(JSON.parse(answer)).toMatchObject({ model: "hearth-tiny-5M" });
  expect(JSON.parse((await hearth("status", "--json")).stdout)).toMatchObject([{ model: ownFile() }]);
});

test("a model that is not downloaded is said to be so, with the command that downloads it", async () => {
  writeFileSync(config(), JSON.stringify({ model: "tiny" }));
  const file = join(user.folder, "a.py");
  writeFileSync(file, "x = \n");
  const { status, stderr } = await hearth("complete", `${file}:1`);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: "hearth: the model tiny is not downloaded; run: hearth models pull tiny\n",
  });
  expect((await hearth("models", "use", "tiny")).stderr).toContain("run: hearth models pull tiny");
});

test("an editor that waits for a model uses it as soon as it has come", async () => {
  writeFileSync(config(), JSON.stringify({ model: "tiny" }));
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(unfinished.uri, unfinished.text);
  await editor.untilHeard(() => editor.said.includes("run: hearth models pull tiny"));
  await hearth("models", "pull", "tiny");
  const { line, character } = unfinished.end;
  expect(await editor.untilSuggested(unfinished.uri, line, character)).toHaveLength(1);
});

test("a pull that broke off is gone on with by the next", async () => {
  server.next.push(breaksAfter(1_000_000));
  const { status, stderr } = await hearth("models", "pull", "tiny");
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining("trying again in 1 s") });
  expect(server.ranges).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/)]);
});

test("of two pulls at once, one waits for the other", async () => {
  const both = await Promise.all([hearth("models", "pull", "tiny"), hearth("models", "pull", "tiny")]);
  expect(both.map(({ status }) => status)).toEqual([0, 0]);
  expect(server.requests).toHaveLength(1);
});

test("a full disk is one sentence, and what came is kept", async () => {
  // A limit on the size of files says what a full disk says.
  const limited = `trap '' XFSZ; ulimit -f 2000; exec "$0" "$@"`;
  const args = ["-c", limited, process.execPath, hearthMain, "models", "pull", "tiny"];
  const child = spawn("sh", args, { env: { ...user.env, HF_ENDPOINT: server.origin }, stdio: "pipe" });
  const stderr = (await child.stderr.toArray()).join("");
  expect(stderr).toContain(`hearth: the disk is full; what is here is kept in ${ownFile()}.part`);
  expect((await hearth("models", "pull", "tiny")).status).toBe(0);
  expect(server.ranges.at(-1)).toMatch(/^bytes=[1-9]/);
});

test("a pull that is interrupted says that it can be gone on with, and gives back its lock", async () => {
  server.next.push(stallsAfter(1_000_000));
  const args = [hearthMain, "models", "pull", "tiny"];
  const child = spawn(process.execPath, args, { env: { ...user.env, HF_ENDPOINT: server.origin }, stdio: "pipe" });
  child.stderr.once("data", () => child.kill("SIGINT"));
  const stderr = (await child.stderr.toArray()).join("");
  expect(stderr).toContain("stopped; what has come is kept");
  expect(existsSync(`${ownFile()}.part`)).toBe(true);
  expect(existsSync(`${ownFile()}.lock`)).toBe(false);
});

test("a split model comes in all its parts", async () => {
  know({ id: "tiny", place: { ...place, file: "tiny-00001-of-00002.gguf" }, parameters: 1 });
  const { stdout } = await hearth("models", "pull", "tiny");
  expect(stdout).toContain("tiny-00001-of-00002.gguf");
  expect(server.requests.map(({ url }) => url)).toEqual([
    "/org/tiny/resolve/main/tiny-00001-of-00002.gguf",
    "/org/tiny/resolve/main/tiny-00002-of-00002.gguf",
  ]);
});

test("a download is pinned: another file under its name is refused later", async () => {
  await hearth("models", "pull", "tiny");
  know({ id: "tiny", place, parameters: 1 });
  rmSync(ownFile());
  server.next.push(redirectsTo("/cdn", { "x-linked-etag": `"${"0".repeat(64)}"` }));
  const { status, stderr } = await hearth("models", "pull", "tiny");
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining("has another file under this name"),
  });
});

test("a wrong hash in the catalogue leaves nothing behind", async () => {
  know({ id: "tiny", place, sha256: "0".repeat(64) });
  const { status, stderr } = await hearth("models", "pull", "tiny");
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("was removed") });
  expect(existsSync(ownFile())).toBe(false);
});

test("verify notices a bit that turned", async () => {
  await hearth("models", "pull", "tiny");
  expect((await hearth("models", "verify")).stdout).toBe(`tiny: ${ownFile()} is right\n`);
  const damaged = Buffer.from(content);
  damaged[damaged.length - 1] = (damaged.at(-1) as number) ^ 1;
  writeFileSync(ownFile(), damaged);
  const { status, stdout, stderr } = await hearth("models", "verify", "tiny", "--json");
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("hearth: damaged: tiny;") });
  expect(JSON.parse(stdout)).toMatchObject([{ id: "tiny", expectedSha256: hash, isRight: false }]);
});

test("a model in Hugging Face's cache is used where it lies", async () => {
  const blob = put(`.cache/huggingface/hub/models--org--tiny/blobs/${hash}`);
  const link = join(user.env.HOME as string, ".cache/huggingface/hub/models--org--tiny/snapshots/abc/tiny-Q8_0.gguf");
  mkdirSync(join(link, ".."), { recursive: true });
  symlinkSync(blob, link);
  const cache = join(user.env.HOME as string, ".cache/huggingface");
  const inCache = (...args: string[]) => user.run(args, { HF_ENDPOINT: server.origin, HF_HOME: cache });
  expect((await inCache("models", "pull", "tiny")).stdout).toBe(`tiny is here: ${link}\n`);
  expect(server.requests).toEqual([]);
  expect((await inCache("models", "verify", "tiny")).stdout).toBe(`tiny: ${link} is right\n`);
  truncateSync(blob, 1000);
  expect((await inCache("models", "verify", "tiny")).status).toBe(1);
});

test("a model in LM Studio's folder is used where it lies, and is not ours to remove", async () => {
  const file = put(".lmstudio/models/org/tiny/tiny-Q8_0.gguf");
  expect((await hearth("models", "pull", "tiny")).stdout).toBe(`tiny is here: ${file}\n`);
  expect((await hearth("models", "remove", "tiny")).stdout).toContain(`${file} is not Hearth's and stays.`);
  expect(existsSync(file)).toBe(true);
});

test("a model of Ollama is listed, chosen and used where it lies, and what is of no use is said to be so", async () => {
  const folder = join(user.env.HOME as string, ".ollama/models");
  const file = putInOllama(folder, "registry.ollama.ai/library/coder/1.5b", content);
  putInOllama(folder, "registry.ollama.ai/library/broken/1b", "no GGUF");
  const { stdout } = await hearth("models");
  expect(stdout).toMatch(/^ollama:coder:1\.5b +completion +5 MB +~\d+ MB +mit +in Ollama's store$/m);
  expect(stdout).toMatch(/^ollama:broken:1b cannot be read: .*GGUF/m);
  expect((await hearth("models", "use", "ollama:coder:1.5b")).status).toBe(0);
  expect(JSON.parse(readFileSync(config(), "utf8"))).toEqual({ model: "ollama:coder:1.5b" });
  const source = join(user.folder, "a.py");
  writeFileSync(source, "for i in ran\n");
  const { stdout: answer } = await hearth("complete", `${source}:1`, "--json");
  expect(JSON.parse(answer)).toMatchObject({ model: "hearth-tiny-5M" });
  expect((await hearth("models", "verify", "ollama:coder:1.5b")).stdout).toBe(`ollama:coder:1.5b: ${file} is right\n`);
});

test("a file of one's own is known by what it says of itself, and stays when it is removed", async () => {
  const file = put("My Models/Tiny v2.gguf");
  const { stdout } = await hearth("models", "add", file);
  expect(stdout).toContain("tiny-v2 is known now, for completion");
  const [entry] = JSON.parse((await hearth("models", "list", "--json")).stdout);
  expect((await hearth("models", "add", file, "--id", "tiny")).stderr).toContain("choose another id with --id");
  expect(entry.id).toBe("tiny");
  expect((await hearth("models", "use", "tiny-v2")).status).toBe(0);
  expect(JSON.parse(readFileSync(config(), "utf8"))).toEqual({ model: "tiny-v2" });
  const { stdout: removed, stderr } = await hearth("models", "remove", "tiny-v2");
  expect(removed).toContain("tiny-v2 is no longer known.");
  expect(stderr).toContain("your config file still names tiny-v2");
  expect(existsSync(file)).toBe(true);
});

test("a model at an address is known, and described when it has come", async () => {
  expect((await hearth("models", "add", `${server.origin}/x/small.gguf`)).stdout).toContain("hearth models pull small");
  expect((await hearth("models", "pull", "small")).status).toBe(0);
  const entries: { id: string }[] = JSON.parse((await hearth("models", "--json")).stdout);
  expect(entries.find(({ id }) => id === "small")).toMatchObject({
    family: "hearth",
    contextTokens: 512,
    shape: { layers: 4 },
    origin: "hearth",
  });
});

test("a choice keeps what else stands in the config file, and a link to it", async () => {
  await hearth("models", "pull", "tiny");
  const real = join(user.folder, "dotfiles.json");
  writeFileSync(real, JSON.stringify({ threads: 2, ofAnotherVersion: true }));
  symlinkSync(real, config());
  await hearth("models", "use", "tiny", "--role", "chat");
  expect(JSON.parse(readFileSync(real, "utf8"))).toEqual({
    threads: 2,
    ofAnotherVersion: true,
    chat: { model: "tiny" },
  });
  expect(readFileSync(config(), "utf8")).toBe(readFileSync(real, "utf8"));
});

test("a config file that holds no JSON is not replaced", async () => {
  await hearth("models", "pull", "tiny");
  writeFileSync(config(), "{ model: ");
  const { status, stderr } = await hearth("models", "use", "tiny");
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("it holds no JSON") });
  expect(readFileSync(config(), "utf8")).toBe("{ model: ");
});

test("a licence that is not open is said before anything is downloaded", async () => {
  know({ id: "tiny", place, open: false, licence: "for reading only", notes: "no commercial use" });
  expect((await hearth("models", "pull", "tiny")).stderr).toMatch(
    /^hearth: tiny is not under an open licence \(for reading only\): no commercial use\n/,
  );
});

test("a mirror of the user's is asked first", async () => {
  await using mirror = await FileServer.serving(content);
  writeFileSync(config(), JSON.stringify({ mirrors: [mirror.origin] }));
  await hearth("models", "pull", "tiny");
  expect(mirror.requests).toHaveLength(1);
  expect(mirror.requests[0]?.headers.authorization).toBeUndefined();
  expect(server.requests).toEqual([]);
});
