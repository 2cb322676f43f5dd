import { expect, test } from "@jest/globals";
import { acceptedAt, followed, keptOf } from "../../server/suggestions/acceptedText.ts";

const accepted = acceptedAt(1, "total += price * rate;");

test.each([
  ["as it was", "a\n  total += price * rate;\nb", 18, 18],
  ["formatted", "a\n\ttotal+=price*rate ;\nb", 18, 18],
  ["with another name", "a\n  total += price * tax;\nb", 18, 14],
  ["deleted", "a\nb", 18, 0],
])("of a text that is there %s its names and signs are counted", (_, text, characters, kept) => {
  expect(keptOf(accepted, text)).toEqual({ characters, kept });
});

test("what stands elsewhere in the file is not what was kept", () => {
  expect(keptOf(accepted, "a\n\ntotal += price * rate;").kept).toBe(0);
});

test.each([
  ["above it moves it", { startLine: 0, endLine: 1, newLines: 3 }, [3, 4]],
  ["below it does not", { startLine: 2, endLine: 3, newLines: 9 }, [1, 2]],
  ["that splits it makes it longer", { startLine: 1, endLine: 2, newLines: 2 }, [1, 3]],
  ["around it takes it in", { startLine: 0, endLine: 5, newLines: 4 }, [0, 4]],
])("an edit %s", (_, replaced, lines) => {
  const { startLine, endLine } = followed(accepted, replaced);
  expect([startLine, endLine]).toEqual(lines);
});
