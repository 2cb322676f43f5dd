import { utimesSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { fileStamp } from "../../base/fileStamp.ts";
import { Folder } from "../index/workspace.ts";

test("a file has another stamp when it is longer or newer, and none when it is gone", () => {
  using folder = new Folder("--- a.gguf\nweights\n--- b.gguf\nother weights\n");
  const [a, b] = [folder.path("a.gguf"), folder.path("b.gguf")];
  for (const path of [a, b]) utimesSync(path, 1, 1);
  const before = fileStamp(a);
  expect(fileStamp(a)).toBe(before);
  expect(fileStamp(b)).not.toBe(before);
  utimesSync(a, 1, 2);
  expect(fileStamp(a)).not.toBe(before);
  expect(fileStamp(folder.path("c.gguf"))).toBe("");
});
