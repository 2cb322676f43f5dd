import { expect, test } from "@jest/globals";
import { meantName } from "../../server/text/meantName.ts";

test.each([
  ["modle", "model"],
  ["Threads", "threads"],
  ["idleMinute", "idleMinutes"],
  ["colour", undefined],
  ["", undefined],
])("who writes %j means %j", (written, meant) => {
  expect(meantName(written, ["model", "threads", "idleMinutes", "log"])).toBe(meant);
});
