import { expect, test } from "@jest/globals";
import { offered, withOffered } from "./offered.ts";

/** A snapshot in a test; `count` of its headers accept more. */
const snapshots = (count: number) =>
  [0, 1, 2, 3].map((n) => `\`\n{\n  "n": ${n},\n  "vary": "a${n < count ? ", b" : ""}",\n}\n\`;\n`).join("");

test("a line of a text that became another twice does so again", async () => {
  const steps = [{ "a.ts": snapshots(1) }, { "a.ts": snapshots(2) }];
  expect(await offered({ "a.ts": snapshots(0) }, { "a.ts": snapshots(1) })).toEqual([]);
  expect(await withOffered({ "a.ts": snapshots(0) }, ...steps)).toEqual({ "a.ts": snapshots(4) });
});

const calls = (...lines: string[]) => lines.map((line) => `begin(here);\n${line}\nfinish(here);\n\n`).join("");

test("once is enough where the lines above and below are the same", async () => {
  const [old, now] = ["send(one, two);", "send(one, two, 3);"];
  expect(await withOffered({ "a.ts": calls(old, old) }, { "a.ts": calls(now, old) })).toEqual({
    "a.ts": calls(now, now),
  });
  const other = calls(old).replace("finish(here)", "finish(there)");
  expect(await offered({ "a.ts": calls(old) + other }, { "a.ts": calls(now) + other })).toEqual([]);
});

test("once is enough where something was taken out of a line that says more", async () => {
  const text = (...lines: string[]) => lines.map((line, i) => `f${i}();\n${line}\n`).join("");
  const [old, now] = ["send(one, two, three);", "send(one, two);"];
  expect(await withOffered({ "a.ts": text(old, old) }, { "a.ts": text(now, old) })).toEqual({ "a.ts": text(now, now) });
  expect(await offered({ "a.ts": text("go(one);", "go(one);") }, { "a.ts": text("go();", "go(one);") })).toEqual([]);
});

test("a line that became different things stays as it is", async () => {
  const old = "send(one, two);";
  const edits = await offered(
    { "a.ts": calls(old, old, old) },
    { "a.ts": calls("send(one, 2);", old, old) },
    { "a.ts": calls("send(one, 2);", "send(1, two);", old) },
  );
  expect(edits).toEqual([]);
});

test("once is enough where the same was replaced in another file", async () => {
  const text = (...names: string[]) => names.map((name, i) => `f${i}();\nsend("${name}", 2);\n`).join("");
  const before = { "a.ts": text("one", "one"), "b.ts": text("one") };
  expect(await offered(before, { "a.ts": text("first", "one") })).toEqual([]);
  expect(await withOffered(before, { "b.ts": text("first") }, { "a.ts": text("first", "one") })).toEqual({
    "a.ts": text("first", "first"),
  });
});

test("a number that became another twice may stay elsewhere", async () => {
  const text = (...weights: number[]) =>
    weights.map((weight, i) => `const f${i} = {\n  weight: ${weight},\n};\n`).join("");
  const steps = [{ "a.ts": text(3, 2, 2) }, { "a.ts": text(3, 3, 2) }];
  expect(await offered({ "a.ts": text(2, 2, 2) }, ...steps)).toEqual([]);
});

test.each([
  ["a sentence", "One.\n  Takes a class here.\n  Two.", "a class", "a class or more", ["/*", "*/"]],
  [
    "a parameter that may be more than before",
    "  one,\n  flag: boolean,\n  two,",
    "boolean",
    "boolean | 1",
    ["f((", ") => 1);"],
  ],
])("once is not enough in %s", async (_, lines, old, now, [begin, end]) => {
  const text = (...words: string[]) =>
    words.map((word, i) => `${begin}\n${lines.replace(old, word)}\n${end}\nf(${i});\n`).join("");
  const before = { "a.ts": text(old, old, old) };
  expect(await offered(before, { "a.ts": text(now, old, old) })).toEqual([]);
  expect(await withOffered(before, { "a.ts": text(now, old, old) }, { "a.ts": text(now, now, old) })).toEqual({
    "a.ts": text(now, now, now),
  });
});
