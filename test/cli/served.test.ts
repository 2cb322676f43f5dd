import { expect, test } from "@jest/globals";
import { ServedTotals } from "../../models/host/servedTotals.ts";
import { servedTotal } from "../../models/local/totals.ts";
import { cost, describeServed } from "../../server/cli/served.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { Folder } from "../index/workspace.ts";

const total = { requests: 1200, promptTokens: 3_400_000, generatedTokens: 56_000, since: "2026-11-22T08:00:00.000Z" };
const price = { inputPerMillion: 3, outputPerMillion: 15, currency: "EUR" };

test("what tokens would have cost elsewhere follows from the price of each kind", () => {
  expect(cost(total, price)).toBeCloseTo(3.4 * 3 + 0.056 * 15);
  expect(describeServed(total, price)).toBe(
    "Served on this machine since 2026-11-22: 1,200 requests, 3,400,000 tokens read and 56,000 written.\n" +
      "At hearth.price they would have cost 11.04 EUR elsewhere.",
  );
});

test("without a price nothing is said of costs", () => {
  expect(cost(total, defaultConfig.price)).toBeUndefined();
  expect(describeServed(total, defaultConfig.price)).not.toContain("cost");
});

test("what hosts serve adds up over their lives, and a damaged count is begun anew", () => {
  using folder = new Folder();
  const before = process.env.XDG_STATE_HOME;
  process.env.XDG_STATE_HOME = folder.path("state");
  try {
    const served = (requests: number) => ({ requests, promptTokens: requests * 10, generatedTokens: requests });
    const host = (socket: string) => new ServedTotals(`/run/${socket}.sock`, () => {});
    expect(servedTotal()).toBeUndefined();
    const first = host("a");
    first.record(served(2));
    first.record(served(5));
    // A host whose weights turn out to be damaged has served nothing, which is no reason to forget.
    first.record(served(0));
    host("a").record(served(1));
    host("b").record(served(10));
    expect(servedTotal()).toMatchObject({ requests: 16, promptTokens: 160, generatedTokens: 16 });
    folder.file("state/hearth/served/a.json", '{"requests": 6, "prom');
    expect(servedTotal()).toMatchObject({ requests: 10 });
    host("a").record(served(1));
    expect(servedTotal()).toMatchObject({ requests: 11 });
  } finally {
    if (before === undefined) delete process.env.XDG_STATE_HOME;
    else process.env.XDG_STATE_HOME = before;
  }
});
