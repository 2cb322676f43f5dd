import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { Acceptances } from "../../../server/features/generation/acceptances.ts";

const file = { key: "/a.ts" };

let text: string;
let judged: { readonly characters: number; readonly kept: number }[];
let acceptances: Acceptances;
beforeEach(() => {
  jest.useFakeTimers();
  judged = [];
  acceptances = new Acceptances((kept) => judged.push(kept));
});
afterEach(() => void jest.useRealTimers());

function accept(): void {
  acceptances.accepted(acceptances.shown(file, 0, "sum(prices);"), () => text);
}

test("what was kept of a suggestion is told two minutes after it was accepted, once", () => {
  accept();
  text = "x = sum(items);\n";
  jest.advanceTimersByTime(119_000);
  expect(judged).toEqual([]);
  jest.advanceTimersByTime(300_000);
  expect(judged).toEqual([{ characters: 12, kept: 6 }]);
});

test("it is found where edits have moved it", () => {
  accept();
  acceptances.edited(file, [{ startLine: 0, endLine: 1, newLines: 4, before: "", offset: 0 }]);
  text = "// one\n// two\n// three\nx = sum(prices);\n";
  jest.advanceTimersByTime(120_000);
  expect(judged).toEqual([{ characters: 12, kept: 12 }]);
});

test("a file that is closed before is judged then", () => {
  accept();
  text = "";
  acceptances.closed(file);
  jest.advanceTimersByTime(120_000);
  expect(judged).toEqual([{ characters: 12, kept: 0 }]);
});

test("an editor that does not say which item it took has it counted, and no more", () => {
  acceptances.accepted(undefined, () => text);
  acceptances.accepted(99, () => text);
  jest.advanceTimersByTime(120_000);
  expect(judged).toEqual([]);
});
