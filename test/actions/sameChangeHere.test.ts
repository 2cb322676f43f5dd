import { expect, test } from "@jest/globals";
import { sameChangeHere } from "../../server/actions/sameChangeHere.ts";
import type { Site } from "../../server/actions/site.ts";
import type { RecentHunk } from "../../server/context/recentEdits.ts";
import { noNames } from "../../server/edits/knownNames.ts";
import { propose } from "../../server/edits/propose.ts";
import { promptOf, siteOf, targetOf } from "./offered.ts";

const before = "const sums = sumsOf(orders);\n";
const after = "const sums = orders.map((one) => one.sum);\n";
const example: RecentHunk = { path: "a.ts", startLine: 0, before, after };

/** The site of a text below a change. */
function below(marked: string, nextEdits: Partial<Site["nextEdits"]> = {}): Site {
  const site = siteOf(after + marked);
  return { ...site, nextEdits: { ...site.nextEdits, examples: () => [example], ...nextEdits } };
}

test("the model is shown the change before and after, and the statement at the cursor last", () => {
  const site = below('const names = │sumsOf(users, "name");\nrun(names);\n');
  const [offer] = sameChangeHere.offers(site);
  expect(offer?.title).toBe("Change this as line 1 was changed");
  expect(targetOf(offer)).toBe('const names = sumsOf(users, "name");');
  const prompt = promptOf(offer, site);
  const places = ["Before a change (a.ts)", before, "After it (a.ts)", after, "The code to change", "sumsOf(users"];
  const at = places.map((part) => prompt.lastIndexOf(part));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at).not.toContain(-1);
});

test("a change in another file is named with it", () => {
  const there = { ...example, path: "src/cart.ts", startLine: 6 };
  const [offer] = sameChangeHere.offers(below("const names = │sumsOf(users);\n", { examples: () => [there] }));
  expect(offer?.title).toBe("Change this as line 7 of cart.ts was changed");
});

test.each([
  ["where nothing stands that the change took away", "const names = │namesOf(users);\n", {}],
  ["before anything was changed", "const names = │sumsOf(users);\n", { examples: () => [] }],
  ["where lines only came in", "const names = │sumsOf(users);\n", { examples: () => [{ ...example, before: "" }] }],
  ["for a function as a whole", `function all() {\n${"  sumsOf(a);\n".repeat(20)}}│\n`, {}],
])("nothing is offered %s", (_, marked, nextEdits) => {
  expect(sameChangeHere.offers(below(marked, nextEdits))).toEqual([]);
});

test("nothing is offered at the changed place itself", () => {
  const site = siteOf("const sums = │orders.map((one) => sumsOf(one));\n");
  const changed = { ...example, after: "const sums = orders.map((one) => sumsOf(one));\n" };
  expect(sameChangeHere.offers({ ...site, nextEdits: { ...site.nextEdits, examples: () => [changed] } })).toEqual([]);
});

test("nothing is offered where the change is made without a model", () => {
  const range = { start: { line: 1, character: 14 }, end: { line: 1, character: 20 } };
  const place = { uri: "file:///workspace/a.ts", version: 1, range, oldText: "sumsOf", newText: "totalsOf" };
  expect(sameChangeHere.offers(below("const names = │sumsOf(users);\n", { places: [place] }))).toEqual([]);
});

test("an answer that the user took back a moment ago is refused", async () => {
  const now = "const names = users.map((one) => one.name);";
  const old = "const names = sumsOf(users);";
  const undone = [{ before: `${old}\n`, after: `${now}\n` }];
  const [offer] = sameChangeHere.offers(below("const names = │sumsOf(users);\n", { takenBack: () => undone }));
  if (offer?.work.does !== "ask") throw new Error("no model is asked");
  const { target } = offer.work.question();
  expect(await propose(`\`\`\`ts\n${now}\n\`\`\``, target, noNames)).toMatchObject({
    kind: "refused",
    reason: "The answer is what you took back a moment ago.",
  });
  const other = now.replace("one.name", "one.title");
  expect(await propose(`\`\`\`ts\n${other}\n\`\`\``, target, noNames)).toMatchObject({ kind: "edit" });
});
