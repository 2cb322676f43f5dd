import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Machine } from "../../models/catalog/machine.ts";
import type { Io } from "../../server/cli/command.ts";
import { tellOfSetup } from "../../server/cli/firstRun.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { Folder } from "../index/workspace.ts";

const gib = 2 ** 30;

let folder: Folder;
const before = { ...process.env };
beforeEach(() => {
  folder = new Folder();
  const own = { HOME: "home", XDG_CACHE_HOME: "cache", XDG_CONFIG_HOME: "config", XDG_DATA_HOME: "data" };
  for (const [name, path] of Object.entries(own)) process.env[name] = folder.path(path);
});
afterEach(() => {
  process.env = { ...before };
  folder[Symbol.dispose]();
});

/** What is said on a machine with so much memory. */
async function told({ ramGib = 16, isTTY = true, model = "embedded" } = {}): Promise<string> {
  const said: string[] = [];
  const stderr = { isTTY, write: (text: string) => void said.push(text) };
  const ram = { total: ramGib * gib, free: ramGib * gib };
  const machine: Machine = { cores: 8, cpu: "cpu", ram, gpu: null, bytesPerSecond: 20e9 };
  await tellOfSetup({ ...defaultConfig, model }, { stdout: stderr, stderr } as unknown as Io, async () => machine);
  return said.join("");
}

test("who first sees the embedded model at work is told once what one command gets", async () => {
  expect(await told()).toMatch(
    /^\nhearth: this was the model that comes with Hearth: .*\nhearth: hearth setup gets one that completes, explains and changes code, chosen for this machine: qwen2\.5-coder-1\.5b-q8 and qwen2\.5-coder-\S+ \(\d+\.\d GB to download, after your yes\)\.\n$/,
  );
  expect(await told()).toBe("");
});

test("where that it was told cannot be kept, the answer stands all the same, and it is told again", async () => {
  folder.file("taken", "");
  process.env.XDG_CACHE_HOME = folder.path("taken");
  expect(await told()).toContain("hearth setup gets one");
  expect(await told()).toContain("hearth setup gets one");
});

test("a program that reads the answer, and who has chosen a model, are told nothing", async () => {
  expect(await told({ isTTY: false })).toBe("");
  expect(await told({ model: "qwen2.5-coder-0.5b-q8" })).toBe("");
});

test("where nothing better fits, nothing is said", async () => {
  expect(await told({ ramGib: 4 })).toBe("");
});
