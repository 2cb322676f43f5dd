import { expect, test } from "@jest/globals";
import { filePath } from "../../server/index/paths.ts";

test.each([
  ["untitled:Untitled-1"],
  ["file://elsewhere/share/x.py"],
  ["file:///project/..%2fx.py"],
  ["file:///project/%00.py"],
  [""],
])("%j names no file", (uri) => {
  expect(filePath(uri)).toBeUndefined();
});
