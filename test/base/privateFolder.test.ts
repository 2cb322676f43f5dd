import { chmodSync, statSync, symlinkSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { otherFolder, privateFolder } from "../../base/privateFolder.ts";
import { Folder } from "../index/workspace.ts";
import { onUnix } from "../systems.ts";

onUnix("a private folder is made for its user alone, with those above it", () => {
  using folder = new Folder();
  const path = folder.path("state/hearth");
  expect(privateFolder(path, "XDG_STATE_HOME")).toBe(path);
  for (const made of ["state", "state/hearth"]) expect(statSync(folder.path(made)).mode & 0o777).toBe(0o700);
  expect(privateFolder(path, "XDG_STATE_HOME")).toBe(path);
});

onUnix("a folder that others can enter is refused, with the command that mends it", () => {
  using folder = new Folder("--- open/a.txt\n");
  chmodSync(folder.path("open"), 0o750);
  expect(() => privateFolder(folder.path("open"), "XDG_STATE_HOME")).toThrow(`run: chmod 700 ${folder.path("open")}`);
});

onUnix("a link to a private folder is refused", () => {
  using folder = new Folder();
  symlinkSync(privateFolder(folder.path("own"), "XDG_STATE_HOME"), folder.path("link"));
  expect(() => privateFolder(folder.path("link"), "XDG_STATE_HOME")).toThrow("not a folder that only you can enter");
});

test("room on a disk is asked for only where that is what lacks", () => {
  const failed = (code: string) => Object.assign(new Error(code), { code });
  expect(otherFolder("XDG_STATE_HOME", failed("ENOSPC"))).toBe(
    "make room on that disk, or set XDG_STATE_HOME to another folder",
  );
  expect(otherFolder("XDG_STATE_HOME", failed("EACCES"))).toBe("set XDG_STATE_HOME to another folder");
});

test("where a folder cannot be made it is said which setting names another", () => {
  using folder = new Folder("--- taken\n");
  expect(() => privateFolder(folder.path("taken/hearth"), "XDG_STATE_HOME")).toThrow("set XDG_STATE_HOME to another");
});
