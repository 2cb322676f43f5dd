import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { isRunning } from "../../base/isRunning.ts";
import { onUnix } from "../systems.ts";

test("a process is running until it has ended", () => {
  expect(isRunning(process.pid)).toBe(true);
  expect(isRunning(spawnSync(process.execPath, ["-e", ""]).pid)).toBe(false);
});

onUnix("a process that only another user may signal is running", () => {
  expect(isRunning(1)).toBe(true);
});
