import { chmodSync, mkdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { examine, type Patient } from "../../../server/cli/doctor/check.ts";
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
