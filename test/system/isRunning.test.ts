import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { isRunning } from "../../system/isRunning.ts";

test("a process is running until it has ended", () => {
  expect(isRunning(process.pid)).toBe(true);
  expect(isRunning(spawnSync(process.execPath, ["-e", ""]).pid)).toBe(false);
});
