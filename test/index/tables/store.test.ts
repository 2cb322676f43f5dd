import { fork } from "node:child_process";
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { Store } from "../../../server/index/tables/store.ts";
import { SyntaxTableBuilder, TextTableBuilder } from "../../../server/index/tables/tables.ts";
import { Folder } from "../workspace.ts";

function stored(path: string, name = "answer") {
  const stamp = { modifiedMs: 1, bytes: 2, hash: "0123456789abcdef" };
  const texts = new TextTableBuilder();
  texts.add(path, stamp, name, [0, 5], (found) => found(0, name.length));
  const trees = new SyntaxTableBuilder();
  trees.add(path, stamp, { definitions: [], imports: [] });
  return { text: texts.build(), syntax: trees.build() };
}

function storeIn(folder: Folder, maxBytes = 1e9): Store {
  return new Store({ folder: folder.path("cache"), maxBytes, log: () => {} });
}

function onlyFile(folder: Folder): string {
  const [name] = readdirSync(folder.path("cache"));
  return folder.path(`cache/${name}`);
}

test("what is stored is loaded again, byte for byte", async () => {
  using folder = new Folder();
  const tables = stored("a.ts");
  await storeIn(folder).save("/project", "v1", tables);
  expect(await storeIn(folder).load("/project", "v1")).toEqual(tables);
});

test("an index of another build of Hearth, or of another folder, is not used", async () => {
  using folder = new Folder();
  await storeIn(folder).save("/project", "v1", stored("a.ts"));
  expect(await storeIn(folder).load("/other", "v1")).toBeUndefined();
  expect(await storeIn(folder).load("/project", "v2")).toBeUndefined();
});

test("an index that was cut off at any byte is not used", async () => {
  using folder = new Folder();
  const store = storeIn(folder);
  await store.save("/project", "v1", stored("a.ts"));
  const whole = readFileSync(onlyFile(folder));
  const path = onlyFile(folder);
  for (let bytes = 0; bytes < whole.length; bytes += 7) {
    writeFileSync(path, whole.subarray(0, bytes));
    expect([bytes, await store.load("/project", "v1")]).toEqual([bytes, undefined]);
  }
});

test("an index with any byte changed is not used", async () => {
  using folder = new Folder();
  const store = storeIn(folder);
  await store.save("/project", "v1", stored("a.ts"));
  const path = onlyFile(folder);
  const whole = readFileSync(path);
  for (let at = 0; at < whole.length; at += 3) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] as number) ^ (1 << (at % 8));
    writeFileSync(path, damaged);
    expect([at, await store.load("/project", "v1")]).toEqual([at, undefined]);
  }
});

test("an index with bytes added is not used", async () => {
  using folder = new Folder();
  const store = storeIn(folder);
  await store.save("/project", "v1", stored("a.ts"));
  writeFileSync(onlyFile(folder), Buffer.concat([readFileSync(onlyFile(folder)), Buffer.alloc(8)]));
  expect(await store.load("/project", "v1")).toBeUndefined();
});

test("only its user can read an index", async () => {
  using folder = new Folder();
  await storeIn(folder).save("/project", "v1", stored("a.ts"));
  expect(statSync(folder.path("cache")).mode & 0o777).toBe(0o700);
  expect(statSync(onlyFile(folder)).mode & 0o777).toBe(0o600);
});

test("the indexes that were not used for longest go when there are too many", async () => {
  using folder = new Folder();
  const store = storeIn(folder);
  await store.save("/a", "v1", stored("a.ts"));
  const small = storeIn(folder, 2.5 * statSync(onlyFile(folder)).size); // room for two
  for (const root of ["/a", "/b", "/c"]) {
    await small.save(root, "v1", stored("a.ts"));
    await sleep(10); // the order is that of the files' times
    if (root === "/b") await small.load("/a", "v1");
    await sleep(10);
  }
  const left = await Promise.all(["/a", "/b", "/c"].map((root) => store.load(root, "v1")));
  expect(left.map((it) => it !== undefined)).toEqual([true, false, true]);
});

test("what a killed server left behind is cleaned up", async () => {
  using folder = new Folder("--- cache/dead.tmp\n");
  utimesSync(folder.path("cache/dead.tmp"), 1, 1);
  await storeIn(folder).save("/project", "v1", stored("a.ts"));
  expect(readdirSync(folder.path("cache"))).not.toContain("dead.tmp");
});

test("a server killed while it writes leaves the old index or the new one", async () => {
  using folder = new Folder();
  const store = storeIn(folder);
  await store.save("/project", "v1", stored("a.ts", "name0"));
  for (let kill = 0; kill < 8; kill++) {
    const writer = fork(new URL("./storeWriter.js", import.meta.url), [folder.path("cache")]);
    await new Promise((resolve) => writer.once("message", resolve));
    await sleep(kill * 3);
    const gone = new Promise((resolve) => writer.once("exit", resolve));
    writer.kill("SIGKILL");
    await gone;
    const loaded = await store.load("/project", "v1");
    expect(loaded?.text.files.bytes.length).toBe(1);
  }
});
