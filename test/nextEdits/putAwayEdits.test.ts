import { expect, test } from "@jest/globals";
import type { OfferedEdit } from "../../server/nextEdits/nextEdits.ts";
import { PutAwayEdits } from "../../server/nextEdits/putAwayEdits.ts";
import type { Substitution } from "../../server/nextEdits/substitutions.ts";

const text = "area(1);\narea(2);\n";
const because = "What was declared as `area` is `surface` now.";

function edit(start: number, why = because) {
  const place: OfferedEdit = {
    path: "a.ts",
    start,
    end: start + 4,
    newText: "surface",
    because: why,
    rule: "renamed declaration",
    isSure: true,
  };
  return { ...place, text, key: "a.ts" };
}

const [first, second] = [edit(0), edit(9)];

const example = { step: 3, oldText: "area", newText: "surface" } as Substitution;

function withFirstPutAway(): PutAwayEdits {
  const edits = new PutAwayEdits();
  edits.putAway([first], "a.ts", text, [example]);
  return edits;
}

test("what was put away stays away, and so does what follows from the same change", () => {
  expect(withFirstPutAway().others([first, second], () => [example], [])).toEqual([]);
});

test("what follows from another change is offered", () => {
  const other = edit(9, "What was declared as `area` is `size` now.");
  expect(withFirstPutAway().others([first, other], () => [example], [])).toEqual([other]);
});

test("who makes the same change once more by hand wants the rest of it, but not what was put away", () => {
  expect(withFirstPutAway().others([first, second], () => [example, example], [])).toEqual([second]);
});

test("what was put away is forgotten when its reason is undone", () => {
  const undone = [
    {
      key: "b.ts",
      before: "function area() {}\n",
      after: "function surface() {}\n",
    },
  ];
  const edits = withFirstPutAway();
  expect(edits.others([first], () => [], undone)).toEqual([first]);
  edits.putAway([first], "a.ts", text, []);
  // That was undone before.
  expect(edits.others([first], () => [], undone)).toEqual([]);
});
