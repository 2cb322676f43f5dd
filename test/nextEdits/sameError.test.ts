import { expect, test } from "@jest/globals";
import { offered, offeredBesideErrors } from "./offered.ts";

const page = (...urls: string[]) => `${urls.map((url, i) => `const a${i} = page.${url};`).join("\n")}\n`;
const files = { "a.ts": page("url", "url"), "b.ts": page("url", "title") };
const changed = { "a.ts": page("address", "url") };
const missing = "Property 'url' does not exist on type 'Page'.";

test("where an error stands one example is enough, in other files too", async () => {
  const errors = ["a.ts", "b.ts"].map((path) => ({ path, at: "url", message: missing }));
  const edits = await offeredBesideErrors(errors, files, changed);
  expect(edits.map(({ path, start, newText }) => [path, start, newText])).toEqual([
    ["a.ts", page("address", "url").lastIndexOf("url"), "address"],
    ["b.ts", page("url").indexOf("url"), "address"],
  ]);
  expect(edits[0]?.because).toBe("`url` became `address` between the same words. An error is reported here.");
});

test("without an error one example says nothing of other places", async () => {
  expect(await offered(files, changed)).toEqual([]);
});

test("an error that is about something else on the line is none of the change's", async () => {
  const other = { path: "a.ts", at: "const a1 = page.url", message: "'a1' is declared but never read." };
  expect(await offeredBesideErrors([other], files, changed)).toEqual([]);
});

test("what became something else at another place depends on the place, error or not", async () => {
  const three = { "a.ts": page("url", "url", "url") };
  const both = { "a.ts": page("address", "title", "url") };
  const error = { path: "a.ts", at: "url", message: missing };
  expect(await offeredBesideErrors([error], three, both)).toEqual([]);
});

test("an import that is replaced says nothing of others, though they cannot be resolved", async () => {
  const before = { "a.ts": 'import { a } from "old";\n', "b.ts": 'import { b } from "old";\n' };
  const error = { path: "b.ts", at: "old", message: "Cannot find module 'old'." };
  expect(await offeredBesideErrors([error], before, { "a.ts": 'import { a } from "new";\n' })).toEqual([]);
});
