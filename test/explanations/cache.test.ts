import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { AnswerCache } from "../../server/explanations/cache.ts";
import { writeDocument } from "../../server/explanations/document.ts";
import { keepNewest } from "../../server/explanations/privateFile.ts";

const subject = "0123456789abcdef".repeat(4);
const key = subject.replace("0", "1");
const answer = { text: "Adds the tax.", model: "a model" };

let folder: string;
let logged: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-test-"));
  logged = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cache = () => new AnswerCache({ folder, log: (message) => void logged.push(message) });

test("what is kept is found again, also by the next server", async () => {
  const first = cache();
  await first.keep(subject, key, answer);
  expect([await first.find(subject, async () => key), await cache().find(subject, async () => key)]).toEqual([
    answer,
    answer,
  ]);
  expect(await cache().find(subject, async () => subject)).toBeUndefined();
});

test("a subject keeps the explanations of its last states only", async () => {
  const keys = [..."abcdefghi"];
  for (const one of keys) await cache().keep(subject, one, answer);
  const found = await Promise.all(keys.map((one) => cache().find(subject, async () => one)));
  expect(found.map((one) => one !== undefined)).toEqual([false, ...Array(8).fill(true)]);
});

test("what a subject depends on is not looked at unless it was explained before", async () => {
  const untouched = () => {
    throw new Error("looked at");
  };
  expect(await cache().find(subject, untouched)).toBeUndefined();
});

test("what is said again takes the place of what was said", async () => {
  const known = cache();
  await known.keep(subject, key, answer);
  await known.keep(subject, key, { ...answer, text: "Better." });
  expect((await cache().find(subject, async () => key))?.text).toBe("Better.");
});

test.each(["", "{", "null", "{}", '[{"text": 1}]', "[null]", "x".repeat(100_000)])(
  "a damaged file is ignored, logged, and written anew",
  async (content) => {
    writeFileSync(join(folder, `${subject}.json`), content);
    expect(await cache().find(subject, async () => key)).toBeUndefined();
    expect(logged).toEqual([expect.stringContaining("are ignored")]);
    await cache().keep(subject, key, answer);
    expect(await cache().find(subject, async () => key)).toEqual(answer);
  },
);

test("a subject that is none names no file", async () => {
  writeFileSync(join(folder, "x.json"), JSON.stringify([{ ...answer, key }]));
  expect(await cache().find("x", async () => key)).toBeUndefined();
});

test("where nothing can be written explanations are known until the end", async () => {
  writeFileSync(join(folder, "file"), "");
  const known = new AnswerCache({ folder: join(folder, "file", "sub"), log: (message) => void logged.push(message) });
  await known.keep(subject, key, answer);
  expect(await known.find(subject, async () => key)).toEqual(answer);
  expect(logged).toContainEqual(expect.stringContaining("was not kept"));
});

test("of a full folder the files that were used last stay", async () => {
  for (const [name, day] of [
    ["a", 1],
    ["b", 3],
    ["c", 2],
  ] as const) {
    writeFileSync(join(folder, name), "");
    utimesSync(join(folder, name), day, day);
  }
  await keepNewest(folder, 2);
  expect(readdirSync(folder)).toEqual(["b", "c"]);
});

test("a document is named after what it explains", async () => {
  expect(await writeDocument(folder, "`../etc/price Of`", key, "x")).toBe(join(folder, "etc-price-Of-11234567.md"));
});
