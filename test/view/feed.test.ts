import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Viewers } from "../../models/local/viewers.ts";
import type { RequestRecord } from "../../models/requestRecord.ts";
import { ViewFeed } from "../../server/view/feed.ts";
import { until } from "../until.ts";

const before = process.env.XDG_RUNTIME_DIR;
let folder: string;
let viewers: Viewers;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hearth-feed-"));
  process.env.XDG_RUNTIME_DIR = folder;
  const report = () => ({ folders: [], completion: { state: "off" } as const, counts: {}, keys: 3, rssBytes: 1 });
  viewers = await Viewers.listen({ name: "Helix", report, traces: () => [], log: () => {} });
});
afterEach(() => {
  viewers.close();
  if (before === undefined) delete process.env.XDG_RUNTIME_DIR;
  else process.env.XDG_RUNTIME_DIR = before;
  rmSync(folder, { recursive: true, force: true });
});

/** A page, and the names of the events that it was told. */
function pageOf(feed: ViewFeed) {
  const told: string[] = [];
  const leave = feed.join((event) => told.push(event));
  return { told, leave };
}

test("servers are watched while a page is open, and not before, between or after", async () => {
  const feed = new ViewFeed(() => {});
  await pause(20);
  expect(viewers.isWatched).toBe(false);
  for (let i = 0; i < 2; i++) {
    const [first, second] = [pageOf(feed), pageOf(feed)];
    await until(() => viewers.isWatched && second.told.includes("state"));
    first.leave();
    viewers.tell({ id: 1 } as RequestRecord);
    await until(() => second.told.includes("request"));
    expect(first.told).not.toContain("request");
    second.leave();
    await until(() => !viewers.isWatched);
  }
});

test("a page that comes later is told of what was before it", async () => {
  const feed = new ViewFeed(() => {});
  const first = pageOf(feed);
  await until(() => first.told.includes("state"));
  const second = pageOf(feed);
  await until(() => second.told.includes("state") && second.told.includes("traces"));
  expect(second.told[0]).toBe("hello");
  feed.close();
});
