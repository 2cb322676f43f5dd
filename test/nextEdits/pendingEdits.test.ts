import { expect, test } from "@jest/globals";
import { PendingEdits } from "../../server/nextEdits/pendingEdits.ts";

const before = "area(area(1));\narea(2);\n";

function pending(): PendingEdits {
  const edits = new PendingEdits();
  const places = [...before.matchAll(/area/g)].map(({ index }) => ({ start: index, end: index + 4 }));
  edits.offer(places.map((place) => ({ ...place, key: "a.ts", newText: "surface" })));
  return edits;
}

test("an offered edit that is made is known, and the others where they stand then", () => {
  const edits = pending();
  const second = before.replace("(area", "(surface");
  expect(edits.made("a.ts", before, second)).toBe(true);
  const third = second.replace("area(2)", "surface(2)");
  expect(edits.made("a.ts", second, third)).toBe(true);
  expect(edits.made("a.ts", third, third.replace("area", "surface"))).toBe(true);
});

test("edits that are made at once are all known", () => {
  expect(pending().made("a.ts", before, before.replace("area(area", "surface(surface"))).toBe(true);
  expect(pending().made("a.ts", before, before.replaceAll("area", "surface"))).toBe(true);
});

test.each([
  ["another text", before.replace("area", "surfaces")],
  ["another place", `${before}area(3);\n`],
  ["an offered edit and something else", before.replace("area", "surface").replace("(2)", "(3)")],
  ["nothing", before],
])("%s was not offered", (_, after) => {
  expect(pending().made("a.ts", before, after)).toBe(false);
});

test("the same change of another file was not offered", () => {
  expect(pending().made("b.ts", before, before.replaceAll("area", "surface"))).toBe(false);
});
