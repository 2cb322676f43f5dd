import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { whyNotWritten } from "../../base/whyNotWritten.ts";
import { writeAtomically } from "../../base/writeAtomically.ts";
import { Folder } from "../index/workspace.ts";

test("a file that cannot be written is named, with what is in its way", async () => {
  using folder = new Folder("--- taken\nold\n");
  const path = folder.path("taken/config.json");
  await expect(writeAtomically(path, "{}")).rejects.toThrow(
    `${path} cannot be written: a file stands where a folder should be`,
  );
  expect(readFileSync(folder.path("taken"), "utf8")).toBe("old\n");
});

test("a folder that could not be made is told by what is wrong with those above it", () => {
  using folder = new Folder("--- taken\nold\n");
  const missing = (path: string) => Object.assign(new Error("not there"), { code: "ENOENT", syscall: "mkdir", path });
  expect(whyNotWritten(missing(folder.path("taken/a/b/c")))).toBe("a file stands where a folder should be");
  expect(whyNotWritten(missing(folder.path("a/b/c")))).toBe("not there");
});

test.each([
  ["EACCES", "you may not write there"],
  ["EROFS", "what lies there can only be read"],
  ["ENOSPC", "the disk is full"],
  ["EIO", "input/output error"],
])("the system's %s is told as a person would say it", (code, words) => {
  expect(whyNotWritten(Object.assign(new Error("input/output error"), { code }))).toBe(words);
});
