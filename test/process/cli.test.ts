import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { hearthMain, repository, TestUser } from "./environment.ts";

let user: TestUser;
/** A workspace of its own, so that nothing around it is context. */
let shop: string;
let cart: string;
beforeAll(() => {
  user = new TestUser();
  shop = join(user.folder, "shop");
  cpSync(join(repository, "test/workspaces/shop"), shop, { recursive: true });
  cart = join(shop, "cart.py");
});
afterAll(() => user[Symbol.dispose]());

function hearth(...args: string[]) {
  return hearthIn(process.cwd(), ...args);
}

function hearthIn(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [hearthMain, ...args], {
    cwd,
    env: user.env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function file(name: string, content: string | Buffer): string {
  const path = join(user.folder, name);
  writeFileSync(path, content);
  return path;
}

test("complete prints what the embedded model suggests, and every figure of it as JSON", () => {
  const { status, stdout } = hearth("complete", `${cart}:24`, "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    text: expect.stringMatching(/\S/),
    reason: null,
    model: "hearth-tiny-5M",
    family: "hearth",
    promptTokens: expect.any(Number),
    evaluatedTokens: expect.any(Number),
    reusedTokens: expect.any(Number),
    generatedTokens: expect.any(Number),
    firstTokenMs: expect.any(Number),
    totalMs: expect.any(Number),
    context: expect.any(Array),
  });
});

test("the second completion of a place re-evaluates one token", () => {
  const { stdout } = hearth("complete", `${cart}:24`, "--explain", "--model", "embedded");
  for (const heading of [
    "The workspace remembers",
    "What endings and filters did",
    "Where the time went",
    "Suggested",
  ]) {
    if (heading !== "The workspace remembers" || !stdout.includes("The prompt:")) expect(stdout).toContain(heading);
  }
  const { promptTokens, evaluatedTokens, reusedTokens } = JSON.parse(hearth("complete", `${cart}:24`, "--json").stdout);
  expect(evaluatedTokens).toBe(1);
  expect(reusedTokens).toBe(promptTokens - 1);
});

test.each([
  ["a missing file", ["complete", "/nowhere/a.py:1"], "there is no file /nowhere/a.py"],
  ["a folder", ["complete", "/:1"], "/ is not a file"],
  ["a line that is not there", ["complete", "CART:999"], "has 24 lines, no line 999"],
  ["a missing model", ["complete", "CART:1", "--model", "/nowhere/m.gguf"], "there is no file /nowhere/m.gguf"],
  ["a folder of models", ["complete", "CART:1", "--model", "/"], "/ is a folder, not a model"],
])("%s is one sentence on stderr and exit code 1", (_name, args, sentence) => {
  const { status, stdout, stderr } = hearth(...args.map((arg) => arg.replace("CART", cart)));
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("a file that is not UTF-8 is refused", () => {
  const { status, stderr } = hearth("complete", `${file("latin1.py", Buffer.from([0x78, 0xe9, 0x0a]))}:1`);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("is not UTF-8 text") });
});

test.each([
  ["no place", ["complete"]],
  ["a place without a line", ["complete", "a.py"]],
  ["an unknown option", ["complete", "a.py:1", "--colour"]],
  ["an unknown command", ["compleet"]],
  ["nothing at all", []],
])("%s is wrong usage, exit code 2", (_name, args) => {
  const { status, stdout, stderr } = hearth(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).not.toBe("");
});

test("help is printed by the command and by each of its words", () => {
  const { status, stdout } = hearth("--help");
  expect(status).toBe(0);
  for (const word of [
    "complete",
    "context",
    "syntax",
    "trace",
    "explain",
    "doctor",
    "index",
    "models",
    "setup",
    "outline",
    "symbols",
    "status",
    "stop",
  ]) {
    expect(stdout).toContain(`hearth ${word}`);
    expect(hearth(word, "--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("--json") });
  }
});

test("hearth help COMMAND is the help of that command", () => {
  expect(hearth("help", "complete")).toEqual(hearth("complete", "--help"));
});

test.each([
  ["complete", "cart.py:24"],
  ["explain", "cart.py:24"],
  ["act", "document", "cart.py:24"],
])("a file that --model names and that is not there is told without a word of settings: %s", (...words) => {
  const stderr = "hearth: there is no file ./nope.gguf\n";
  expect(hearthIn(shop, ...words, "--model", "./nope.gguf")).toEqual({ status: 1, stdout: "", stderr });
});

test("status tells what was served", () => {
  hearth("complete", `${cart}:24`);
  const [host] = JSON.parse(hearth("status", "--json").stdout);
  expect(host).toMatchObject({ status: { state: "ready", model: { family: "hearth" } }, requests: expect.any(Number) });
  expect(host.requests).toBeGreaterThan(0);
  expect(hearth("status").stdout).toContain("hearth-tiny-5M (hearth), process");
});

test("what was served is counted over the lives of hosts, at the price that the user sets", () => {
  hearth("complete", `${cart}:24`);
  hearth("stop");
  hearth("complete", `${cart}:24`);
  hearth("stop");
  const total = JSON.parse(hearth("status", "--total", "--json").stdout);
  expect(total).toMatchObject({ requests: expect.any(Number), cost: null });
  expect(total.requests).toBeGreaterThanOrEqual(2);
  expect(hearth("status").stdout).toMatch(/^No model is in memory\.\n\nServed on this machine since .* written\.\n$/);
});

test("the user's config file chooses the model for every command", () => {
  mkdirSync(join(user.env.XDG_CONFIG_HOME as string, "hearth"));
  const config = join(user.env.XDG_CONFIG_HOME as string, "hearth", "config.json");
  writeFileSync(config, JSON.stringify({ model: "/nowhere/configured.gguf" }));
  const { status, stderr } = hearth("complete", `${cart}:1`);
  writeFileSync(config, "{}");
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("/nowhere/configured.gguf") });
});

test("a file that may not be read is refused", () => {
  const path = file("locked.py", "x = 1\n");
  chmodSync(path, 0);
  const { status, stderr } = hearth("complete", `${path}:1`);
  // The superuser may read everything.
  expect(status === 0 || stderr.includes("may not be read by you")).toBe(true);
});

test("a file that looks like it holds secrets is not shown to a model", () => {
  const { status, stderr } = hearth("complete", `${file(".env", "TOKEN=1\n")}:1`);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("looks like it holds secrets") });
});

test("the README's first command prints a completion", () => {
  const readme = readFileSync(join(repository, "README.md"), "utf8");
  const [, place] = /npx hearth complete (\S+)/.exec(readme) ?? [];
  const { status, stdout } = hearth("complete", join(repository, place ?? ""));
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/self\.items\.append\(item\)/) });
});

test("a reader who has enough of a long answer is no error to tell of", () => {
  const { stdout, stderr } = spawnSync("sh", ["-c", '"$0" "$1" models | head -1', process.execPath, hearthMain], {
    env: user.env,
    encoding: "utf8",
  });
  expect({ lines: stdout.trimEnd().split("\n").length, stderr }).toEqual({ lines: 1, stderr: "" });
});
