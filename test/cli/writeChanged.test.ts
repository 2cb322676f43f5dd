import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { writeChanged } from "../../server/cli/writeChanged.ts";
import { Folder } from "../index/workspace.ts";

test("a file that was read is written, an empty one, too, and one that was not there is made", async () => {
  using folder = new Folder("--- a.ts\nold\n");
  folder.file("empty.ts", "");
  await writeChanged(folder.path("empty.ts"), "", "new\n");
  expect(readFileSync(folder.path("empty.ts"), "utf8")).toBe("new\n");
  await writeChanged(folder.path("a.ts"), "old\n", "new\n");
  await writeChanged(folder.path("tests/a.test.ts"), "", "test\n");
  expect(readFileSync(folder.path("a.ts"), "utf8")).toBe("new\n");
  expect(readFileSync(folder.path("tests/a.test.ts"), "utf8")).toBe("test\n");
});

test.each([
  ["is another one now", "older\n"],
  ["was not there before", ""],
])("a file that %s stays", async (_, before) => {
  using folder = new Folder("--- a.ts\nold\n");
  const path = folder.path("a.ts");
  await expect(writeChanged(path, before, "new\n")).rejects.toThrow(
    `${path} was changed meanwhile; nothing is written`,
  );
  expect(readFileSync(path, "utf8")).toBe("old\n");
});

test("a file that cannot be made is named, with what is in its way", async () => {
  using folder = new Folder("--- taken\nold\n");
  const path = folder.path("taken/a.test.ts");
  await expect(writeChanged(path, "", "new\n")).rejects.toThrow(
    `${path} cannot be written: a file stands where a folder should be`,
  );
});
