import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { noNames } from "../../server/edits/knownNames.ts";
import { propose } from "../../server/edits/propose.ts";
import type { EditTarget } from "../../server/edits/target.ts";

/** The file as the target, of which all but what stands between │ and │ is to stay. */
function target(path: string, marked: string): EditTarget {
  const start = marked.indexOf("│");
  const end = marked.lastIndexOf("│") - 1;
  const text = marked.replaceAll("│", "");
  const kept = [
    { start: 0, end: start },
    { start: end, end: text.length },
  ];
  return {
    path,
    languageId: languageOf(path)?.ids[0] ?? "",
    text,
    start: 0,
    end: text.trimEnd().length,
    mode: "replace",
    kept,
  };
}

const script = `function pay(items) {
  const total = │items.reduce((sum, one) => sum + one, 0)│;
  return total * 1.19;
}
`;

const python = `def pay(items):
    total = 0
    │for item in items:
        total += item│
    return total * 1.19
`;

async function outcome(path: string, marked: string, answer: string) {
  const result = await propose(`\`\`\`\n${answer}\`\`\``, target(path, marked), noNames);
  return result.kind === "edit" ? "edit" : result.reason;
}

test("an extraction that leaves the rest alone is an edit", async () => {
  const answer = `function pay(items) {
  const sum = items.reduce((sum, one) => sum + one, 0);
  const total = sum;
  return total * 1.19;
}
`;
  expect(await outcome("a.ts", script, answer)).toBe("edit");
});

test("an extraction that changes a number beside it is refused, and the number is named", async () => {
  const answer = `function pay(items) {
  const sum = items.reduce((sum, one) => sum + one, 0);
  const total = sum;
  return total * 1.2;
}
`;
  expect(await outcome("a.ts", script, answer)).toBe("The answer changes code that was to stay, at `1.19`.");
});

test("the new function does not stand in for what the old one lost", async () => {
  const answer = `def pay(items):
    return total_of(items)


def total_of(items):
    total = 0
    for item in items:
        total += item
    return total * 1.19
`;
  expect(await outcome("a.py", python, answer)).toBe("The answer changes code that was to stay, at `total`.");
});

test("a function extracted from Python is an edit", async () => {
  const answer = `def pay(items):
    total = 0
    total = total_of(items)
    return total * 1.19


def total_of(items):
    total = 0
    for item in items:
        total += item
    return total
`;
  expect(await outcome("a.py", python, answer)).toBe("edit");
});

test("comments and semicolons are no code that must stay", async () => {
  const answer = `function pay(items) {
  // With tax.
  const sum = items.reduce((sum, one) => sum + one, 0)
  const total = sum
  return total * 1.19
}
`;
  expect(await outcome("a.ts", script, answer)).toBe("edit");
});
