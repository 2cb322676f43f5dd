import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { version } from "../../base/version.ts";
import type { HostReport } from "../../models/local/protocol.ts";
import { hearthMain, repository, TestUser } from "./environment.ts";

let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

/** The command of an older Hearth: this one, under another number. */
function older(): string {
  const home = join(user.folder, "older");
  mkdirSync(home);
  for (const folder of ["dist/bundle", "dist/models/host", "dist/server", "grammars", "models/embedded"]) {
    cpSync(join(repository, folder), join(home, folder), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(home, "node_modules"));
  const description = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  writeFileSync(join(home, "package.json"), JSON.stringify({ ...description, version: "0.0.1" }));
  return join(home, "dist/server/main.js");
}

test("an upgraded Hearth leaves the old one's model alone, and both serve", () => {
  const file = join(user.folder, "cart.py");
  cpSync(join(repository, "test/workspaces/shop/cart.py"), file);
  const complete = (main: string): string =>
    execFileSync(process.execPath, [main, "complete", `${file}:24`], { env: user.env, encoding: "utf8" });
  const old = older();
  // Which name it puts there depends on how much of the file a busy machine lets it read.
  const suggested = /self\.items\.append\(\w/;
  expect(complete(hearthMain)).toMatch(suggested);
  expect(complete(old)).toMatch(suggested);
  const hosts: HostReport[] = JSON.parse(user.hearth("status", "--json"));
  expect(hosts.map((host) => host.version).sort()).toEqual(["0.0.1", version]);
  expect(complete(hearthMain)).toMatch(suggested);
  expect(complete(old)).toMatch(suggested);
  expect(JSON.parse(user.hearth("status", "--json"))).toHaveLength(2);
});
