import { existsSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { withLock } from "../../../models/files/lock.ts";
import { Folder } from "../../index/workspace.ts";

const options = () => ({ onWait: () => {}, signal: new AbortController().signal, pollMs: 1 });

/** How many of twenty were at work at once, at most. */
async function mostAtOnce(path: string): Promise<number> {
  let [working, most] = [0, 0];
  const work = async () => {
    most = Math.max(most, ++working);
    await sleep(2);
    working--;
  };
  await Promise.all(Array.from({ length: 20 }, () => withLock(path, options(), work)));
  return most;
}

test("one works at a time, and nothing is left afterwards", async () => {
  using folder = new Folder();
  expect(await mostAtOnce(folder.path("a.lock"))).toBe(1);
  expect(existsSync(folder.path("a.lock"))).toBe(false);
});

test("of many who find a lock that nobody holds any more, one takes it over", async () => {
  using folder = new Folder();
  for (let round = 0; round < 20; round++) {
    folder.file("a.lock", JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), id: "gone" }));
    expect(await mostAtOnce(folder.path("a.lock"))).toBe(1);
    expect(readdirSync(folder.root)).toEqual([]);
  }
});

test("a lock names its owner, and is given back when the work fails", async () => {
  using folder = new Folder();
  const failing = withLock(folder.path("a.lock"), options(), async () => {
    expect(JSON.parse(readFileSync(folder.path("a.lock"), "utf8"))).toMatchObject({ pid: process.pid });
    throw new Error("no luck");
  });
  await expect(failing).rejects.toThrow("no luck");
  expect(existsSync(folder.path("a.lock"))).toBe(false);
});

test("a process that could not show itself for long, as on a machine that slept, keeps its lock", async () => {
  using folder = new Folder();
  folder.file("a.lock", JSON.stringify({ pid: process.pid, host: hostname(), id: "sleeper" }));
  utimesSync(folder.path("a.lock"), new Date(), new Date(Date.now() - 300_000));
  const waiting = withLock(folder.path("a.lock"), { ...options(), signal: AbortSignal.timeout(50) }, async () => {});
  await expect(waiting).rejects.toThrow();
});

test("the lock of a living process on another machine is respected", async () => {
  using folder = new Folder();
  folder.file("a.lock", JSON.stringify({ pid: 2 ** 22 + 1, host: "elsewhere", id: "theirs" }));
  const waiting = withLock(folder.path("a.lock"), { ...options(), signal: AbortSignal.timeout(50) }, async () => {});
  await expect(waiting).rejects.toThrow();
});
