import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { examine, type Patient } from "../../../server/cli/doctor/check.ts";
import { hashesCheck } from "../../../server/cli/doctor/hashes.ts";
import { driverOf } from "../../../server/cli/doctor/machine.ts";
import { changes } from "../../../server/cli/doctor/settings.ts";
import { editorHints } from "../../../server/cli/editorHints.ts";
import { defaultConfig } from "../../../server/config/config.ts";
import { Folder } from "../../index/workspace.ts";

test("a check that fails is a finding, not the end", async () => {
  const run = () => Promise.reject(new Error("there is no floor"));
  expect(await examine({ name: "house", run }, {} as Patient)).toEqual([
    { name: "house", state: "problem", text: "there is no floor" },
  ]);
});

test("what differs from the defaults is named with its path", () => {
  const config = { ...defaultConfig, threads: 2, completion: { ...defaultConfig.completion, budgetMs: 99 } };
  expect(changes(config)).toEqual(["hearth.threads is 2", "hearth.completion.budgetMs is 99"]);
});

test("servers are named, and nothing is told of how their keys are had", () => {
  const box = { api: "openai", url: "https://box.example", keyCommand: ["pass", "show", "box"] } as const;
  expect(changes({ ...defaultConfig, remotes: { box } })).toEqual(["hearth.remotes names box"]);
});

test.each([
  ["/proc/driver/nvidia/version", "NVIDIA"],
  ["/dev/kfd", "AMD"],
  ["/dev/dri/renderD128", "Vulkan"],
  ["/dev/null", undefined],
])("a system with %s has a driver of %s", (path, driver) => {
  expect(driverOf((asked) => asked === path)).toBe(driver);
});

test("editors on the PATH are told what prints their configuration", () => {
  using folder = new Folder("--- bin/hx\n#!/bin/sh\n");
  mkdirSync(folder.path("empty"));
  chmodSync(folder.path("bin/hx"), 0o755);
  const before = process.env.PATH;
  try {
    process.env.PATH = folder.path("bin");
    expect(editorHints()).toEqual([expect.stringMatching(/^Helix: hearth init helix prints its configuration/)]);
    process.env.PATH = folder.path("empty");
    expect(editorHints()).toEqual([expect.stringContaining('any editor can start "hearth --stdio"')]);
  } finally {
    process.env.PATH = before;
  }
});

/** A model of the user's own, with a pin that tells the hash it came with. */
class Pinned implements Disposable {
  readonly #folder = new Folder("--- m.gguf\nGGUF weights\n");
  readonly #before = { ...process.env };
  readonly path = this.#folder.path("m.gguf");
  /** The files that were read whole. */
  read: string[] = [];

  constructor(sha256 = hashOf("GGUF weights\n")) {
    process.env.XDG_CACHE_HOME = this.#folder.path("cache");
    process.env.XDG_CONFIG_HOME = this.#folder.path("config");
    writeFileSync(`${this.path}.pin.json`, JSON.stringify({ sha256, bytes: 13, url: "https://hub.example/m.gguf" }));
  }

  async examined({ readsWholeFiles = false } = {}): Promise<readonly object[]> {
    const onRead = (file: string, bytes: number, totalBytes: number) => {
      if (bytes === totalBytes) this.read.push(file);
    };
    const config = { ...defaultConfig, model: this.path };
    return hashesCheck.run({ config, readsWholeFiles, onRead } as Patient);
  }

  [Symbol.dispose](): void {
    process.env = this.#before;
    this.#folder[Symbol.dispose]();
  }
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const isRight = {
  name: "model",
  state: "ok",
  text: expect.stringMatching(/^its sha256 is the one that is known \(read on 2/),
};

test("a model's file is compared with its hash, and not read again until it changes", async () => {
  using model = new Pinned();
  expect(await model.examined()).toEqual([isRight]);
  expect(await model.examined()).toEqual([isRight]);
  expect(model.read).toEqual(["m.gguf"]);
  writeFileSync(model.path, "GGUF weighty\n!");
  expect(await model.examined()).toMatchObject([{ state: "problem", text: expect.stringContaining("is damaged") }]);
});

test("a bit that turned changes neither size nor time: it is found when the whole file is read on request", async () => {
  using model = new Pinned(hashOf("GGUF weightz\n"));
  expect(await model.examined({ readsWholeFiles: true })).toEqual([
    {
      name: "model",
      state: "problem",
      text: `${model.path} is damaged: its sha256 is ${hashOf("GGUF weights\n")}, not ${hashOf("GGUF weightz\n")}`,
      advice: "remove it and get it anew, with the program that it came with",
    },
  ]);
  await model.examined({ readsWholeFiles: true });
  expect(model.read).toHaveLength(2);
});

test("a large file that was never read keeps nobody waiting: the option that reads it is named", async () => {
  using model = new Pinned();
  truncateSync(model.path, 8_100_000_000);
  expect(await model.examined()).toEqual([
    {
      name: "model",
      state: "ok",
      text: "its hash was not compared yet",
      advice: "hearth doctor --verify reads its 8.1 GB, and remembers what it found",
    },
  ]);
  expect(model.read).toEqual([]);
});

test("nothing is said of a file whose hash nobody knows", async () => {
  using model = new Pinned();
  writeFileSync(`${model.path}.pin.json`, "");
  expect(await model.examined()).toEqual([]);
});
