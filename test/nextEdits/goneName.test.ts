import { expect, test } from "@jest/globals";
import { offered, withOffered } from "./offered.ts";

const before = 'import { Urls } from "./types";\nfunction get(url: Urls) {}\nfunction put(body, to: Urls) {}\n';

test("a name that is imported no more is replaced as one of its uses was", async () => {
  const first = before.replace('import { Urls } from "./types";\n', "");
  const second = first.replace("url: Urls", "url: URL | string");
  expect(await withOffered({ "a.ts": before }, { "a.ts": first }, { "a.ts": second })).toEqual({
    "a.ts": second.replace("Urls", "URL | string"),
  });
});

test("the order does not matter: a use may change before the import goes", async () => {
  const first = before.replace("url: Urls", "url: URL | string");
  const second = first.replace('import { Urls } from "./types";\n', "");
  expect(await offered({ "a.ts": before }, { "a.ts": first })).toEqual([]);
  expect(await withOffered({ "a.ts": before }, { "a.ts": first }, { "a.ts": second })).toEqual({
    "a.ts": second.replace("Urls", "URL | string"),
  });
});

test("a name whose uses became different things is left alone", async () => {
  const three = `${before}function head(at: Urls) {}\n`;
  const first = three.replace('import { Urls } from "./types";\n', "");
  const second = first.replace("url: Urls", "url: URL").replace("to: Urls", "to: string");
  expect(await offered({ "a.ts": three }, { "a.ts": first }, { "a.ts": second })).toEqual([]);
});

test("a name that another scope declares is left alone", async () => {
  const python = "from types import url\n\ndef get():\n    return url\n\ndef put(url):\n    return url\n";
  const first = python.replace("from types import url\n", "").replace("return url", "return address");
  expect(await offered({ "a.py": python }, { "a.py": first })).toEqual([]);
});
