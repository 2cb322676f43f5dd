import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { hearthMain, repository, TestUser } from "./environment.ts";

let user: TestUser;
let cart: string;
beforeEach(() => {
  user = new TestUser();
  cpSync(join(repository, "test/workspaces/shop/cart.py"), join(user.folder, "cart.py"));
  cart = join(user.folder, "cart.py");
});
afterEach(() => user[Symbol.dispose]());

/** In a user's own namespace anybody may mount a disk that holds nothing. */
const canMount = spawnSync("unshare", ["-Urm", "true"]).status === 0;
const testOnFullDisk = canMount ? test : test.skip;

/** Completes a line while the folder that this variable names is on a disk with room for so many files and folders. */
function completeWithFull(variable: string, files: number) {
  const folder = join(user.folder, "full");
  mkdirSync(folder);
  const mount = `mount -t tmpfs -o size=4k,mode=700,nr_inodes=${files + 1} none "$0"; exec "$@"`;
  const command = [process.execPath, hearthMain, "complete", `${cart}:24`, "--json"];
  return spawnSync("unshare", ["-Urm", "sh", "-c", mount, folder, ...command], {
    env: { ...user.env, [variable]: folder },
    encoding: "utf8",
  });
}

testOnFullDisk("where the folder of sockets cannot be made, one sentence says what to do", () => {
  const { status, stderr } = completeWithFull("XDG_RUNTIME_DIR", 0);
  expect(status).toBe(1);
  expect(stderr).toContain("the disk is full");
  expect(stderr).toContain("make room on that disk, or set XDG_RUNTIME_DIR to another folder");
});

testOnFullDisk("where a socket cannot be made, one sentence says what to do", () => {
  const { status, stderr } = completeWithFull("XDG_RUNTIME_DIR", 1);
  expect(status).toBe(1);
  expect(stderr).toMatch(/cannot listen on .*\.sock; make room on that disk, or set XDG_RUNTIME_DIR to another folder/);
});

testOnFullDisk("where no log can be made, the model is served without one", () => {
  const { status, stdout } = completeWithFull("XDG_STATE_HOME", 0);
  expect(status).toBe(0);
  expect(JSON.parse(stdout).text).toMatch(/\S/);
});
