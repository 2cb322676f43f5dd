import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { addFile } from "../../server/cli/addFile.ts";
import { Folder } from "../index/workspace.ts";

test("a file is made with its folders, once, and what is there already stays", () => {
  using folder = new Folder("--- other\nold\n");
  const path = folder.path("a/b/init.lua");
  expect([addFile(path, "new\n"), addFile(path, "new\n"), addFile(path, "newer\n")]).toEqual([
    "added",
    "present",
    "different",
  ]);
  expect(readFileSync(path, "utf8")).toBe("new\n");
});

test("a file that cannot be made is named, with what is in its way", () => {
  using folder = new Folder("--- taken\nold\n");
  const path = folder.path("taken/init.lua");
  expect(() => addFile(path, "new\n")).toThrow(`${path} cannot be written: a file stands where a folder should be`);
  expect(readFileSync(folder.path("taken"), "utf8")).toBe("old\n");
});
