import { expect, test } from "@jest/globals";
import { offered, withOffered } from "./offered.ts";

const used = (count: number) =>
  `export const a${count} = Object.create(null);\nexport const b${count} = [Object.create(null)];\n`;
const files = {
  "map.ts": "export function createMap() {}\n",
  "a.ts": used(1),
  "b.ts": used(2),
};
const importing = 'import { createMap } from "./map";\n';
const first = {
  "a.ts": importing + used(1).replaceAll("Object.create(null)", "createMap()"),
};

test("a name that a file begins to import stands for what it replaced elsewhere", async () => {
  expect(await withOffered(files, first, { "b.ts": importing + used(2) })).toEqual({
    "b.ts": importing + used(2).replaceAll("Object.create(null)", "createMap()"),
  });
});

test("one example elsewhere is not enough", async () => {
  const once = {
    "a.ts": importing + used(1).replace("[Object.create(null)]", "[createMap()]"),
  };
  expect(await offered(files, once, { "b.ts": importing + used(2) })).toEqual([]);
});

test("a file that uses the name already says by itself where", async () => {
  expect(
    await offered(files, first, {
      "b.ts": `${importing}createMap();\n${used(2)}`,
    }),
  ).toEqual([]);
});
