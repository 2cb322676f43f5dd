import { expect, test } from "@jest/globals";
import { charts } from "./charts.ts";
import type { Kind } from "./places.ts";
import type { Found } from "./records.ts";
import { scoreOf } from "./score.ts";
import { summaryOf } from "./summary.ts";
import { tables } from "./tables.ts";

const cost = { promptTokens: 10, evaluatedTokens: 5, generatedTokens: 2, ms: 1 };

/** A place whose line goes on with `circle`, and what Hearth showed and the bare model wrote there. */
function found(key: string, shown: string | null, bare: string, kind: Kind = "word"): Found {
  const rest = kind === "quiet" ? "" : "circle";
  const place = { kind, hunk: 0, line: 0, column: 0, rest, lineAfter: "", following: [] };
  const offered = shown === null ? null : { text: shown, replaceAfter: 0 };
  const answer = {
    offered,
    reason: shown === null ? "unsure" : null,
    written: shown,
    end: null,
    filters: [],
    isRemembered: false,
    decodeSteps: 2,
  };
  return {
    key,
    repository: "shapes",
    commit: key,
    path: "a.ts",
    language: "TypeScript",
    isTest: false,
    kind,
    line: 1,
    lineBefore: "",
    rest,
    lineAfter: "",
    hearth: { ...answer, ...cost, ...scoreOf(offered, place) },
    bare: { text: bare, ...cost, ...scoreOf({ text: bare, replaceAfter: 0 }, place) },
  };
}

const places = [
  found("a", "circle", "circle"),
  found("b", null, "circle"),
  found("c", "circle", "square"),
  found("d", "square", "square"),
  found("e", null, "more", "quiet"),
];

test("shares are of the places where something was typed", () => {
  const { rows, quiet } = summaryOf(places);
  expect(rows[0]).toMatchObject({ name: "all", places: 4, shown: 75, lineExact: 50, bare: { lineExact: 50 } });
  expect(rows[0]?.precision).toBeCloseTo(66.7, 1);
  expect(quiet).toEqual({ places: 1, hearth: 100, bare: 0 });
});

test("lines that are wrong by their blanks alone are counted, and silence is none", () => {
  const { wrongBlanks } = summaryOf([...places, found("f", " circle", "cir cle"), found("g", "", " circle")]);
  expect(wrongBlanks).toEqual({ hearth: 1, bare: 2 });
});

test("of the places where the bare model was right it is told what Hearth did", () => {
  const { bareRight, hearthRight } = summaryOf(places);
  expect(bareRight).toEqual([
    { name: "nothing, not asked: unsure", count: 1 },
    { name: "same", count: 1 },
  ]);
  expect(hearthRight.map(({ name }) => name)).toEqual(["same", "something else"]);
});

test("what is remembered is shown without a decode, and has a row beside what the model wrote", () => {
  const [circle, ...others] = places as [(typeof places)[number], ...typeof places];
  const withMemory = [{ ...circle, hearth: { ...circle.hearth, isRemembered: true, decodeSteps: 0 } }, ...others];
  const { rows, decoding } = summaryOf(withMemory);
  expect(rows.find(({ name }) => name === "remembered")).toMatchObject({ places: 1, lineExact: 100 });
  expect(decoding).toMatchObject({ steps: 8, written: 12, shown: 18 });
});

test("decodes are told with drafts and without, where each token takes one", () => {
  const drafted = places.map((each) => ({ ...each, hearth: { ...each.hearth, decodeSteps: 1, generatedTokens: 4 } }));
  expect(tables(summaryOf(drafted))).toMatch(/what the model wrote and is shown \| 0\.\d+ \| [\d.]+ \| 0\.250 \|/);
});

test("without a model there is no bare column", () => {
  const alone = places.map((each) => ({ ...each, bare: null }));
  expect(tables(summaryOf(places))).toContain("bare line exact");
  expect(tables(summaryOf(alone))).not.toContain("bare line exact");
});

test("the same places in another order give the same table", () => {
  expect(tables(summaryOf([...places].reverse()))).toBe(tables(summaryOf(places)));
});

test("charts are drawn of what was found, and hold what was written as text", () => {
  const drawn = charts(summaryOf(places), "model <5M>");
  expect([...drawn.keys()]).toEqual(["line-exact.svg", "bare-right.svg", "silences.svg"]);
  expect(drawn.get("line-exact.svg")).toContain("model &lt;5M&gt;");
});
