import { expect, test } from "@jest/globals";
import { type KeptText, KeptTexts } from "../../server/context/keptTexts.ts";

const texts = ["one();\n", "zwei() // größer → 😀\r\n", "three();\n"].map((line) => line.repeat(40));

test("texts above the limit are packed, the ones not read for longest first, and read as they were", async () => {
  const kept = new KeptTexts(1000);
  const all = texts.map((text) => kept.add(text));
  expect(kept.read(all[0] as (typeof all)[0])).toBe(texts[0]);
  await kept.pack();
  expect(all.map(({ plain }) => plain !== undefined)).toEqual([true, false, true]);
  expect(all.map((one) => kept.read(one))).toEqual(texts);
});

test("a text that was unpacked makes room by what was packed before", async () => {
  const kept = new KeptTexts(500);
  const [first, second] = texts.map((text) => kept.add(text)) as [KeptText, KeptText];
  await kept.pack();
  kept.read(first);
  kept.read(second);
  await kept.pack();
  expect(first.plain).toBeUndefined();
});

test("a text that was just unpacked stays, and one that was not read for longer is packed in its place", async () => {
  const kept = new KeptTexts(1300);
  const [first, second, third] = texts.map((text) => kept.add(text)) as [KeptText, KeptText, KeptText];
  await kept.pack();
  expect([first, second, third].map(({ plain }) => plain !== undefined)).toEqual([false, true, true]);
  kept.read(first);
  await kept.pack();
  expect([first, second, third].map(({ plain }) => plain !== undefined)).toEqual([true, false, true]);
  expect(kept.read(second)).toBe(texts[1]);
});

test("a text that is dropped while it is packed can still be read by who holds it", async () => {
  const kept = new KeptTexts(0);
  const one = kept.add(texts[0] as string);
  const packing = kept.pack();
  kept.drop(one);
  await packing;
  expect(kept.read(one)).toBe(texts[0]);
});

test("what is dropped no longer counts", async () => {
  const kept = new KeptTexts(1000);
  const [first, second] = texts.slice(1).map((text) => kept.add(text)) as [KeptText, KeptText];
  kept.drop(first);
  await kept.pack();
  expect(second.plain).toBeDefined();
});
