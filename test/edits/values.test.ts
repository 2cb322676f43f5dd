import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { noNames } from "../../server/edits/knownNames.ts";
import { propose } from "../../server/edits/propose.ts";
import { forms, inForm } from "../lineEnds.ts";

/** What becomes of an answer that only puts a file's code in other words: the reason against it, or "edit". */
async function outcome(path: string, text: string, code: string): Promise<string> {
  const outcomes = new Set<string>();
  for (const form of forms) {
    const whole = inForm(form, text);
    const languageId = languageOf(path)?.ids[0] ?? "";
    const range = { start: whole.length - whole.replace("\uFEFF", "").length, end: whole.trimEnd().length };
    const target = { path, languageId, text: whole, ...range, mode: "replace", keepsValues: true } as const;
    const result = await propose(`\`\`\`\n${code}\`\`\`\n`, target, noNames);
    outcomes.add(result.kind === "edit" ? "edit" : result.reason);
  }
  return [...outcomes].join(" / ");
}

const script = `function open(url) {
  if (url === "") {
    return connect({ url: "localhost", drop: false, retries: 3 });
  } else {
    return connect({ url, drop: false, retries: 3 });
  }
}
`;

test("code in other words with the values it had is an edit", async () => {
  const answer = `function open(url) {
  return connect({ url: url || 'localhost', drop: false, retries: 3 });
}
`;
  expect(await outcome("a.ts", script, answer)).toBe("edit");
});

test.each([
  ["a setting that was off", "drop: true, retries: 3", "drop: true"],
  ["a number", "drop: false, retries: 5", "5"],
])("code in other words has no other value for %s", async (_, settings, shown) => {
  const answer = `function open(url) {
  return connect({ url: url || "localhost", ${settings} });
}
`;
  expect(await outcome("a.ts", script, answer)).toBe(`The answer has another value than the code had: \`${shown}\`.`);
});

test("code in other words has no other text", async () => {
  const answer = `function open(url) {
  return connect({ url: url || "127.0.0.1", drop: false, retries: 3 });
}
`;
  expect(await outcome("a.ts", script, answer)).toBe('The answer has another value than the code had: `"127.0.0.1"`.');
});

const python = `def first(rows):
    if len(rows) != 0:
        return read(rows, strict=False)
    else:
        return None
`;

test("comparisons and counting may bring their own numbers", async () => {
  const answer = `def first(rows):
    if len(rows) < 1:
        return None
    return read(rows, strict=False)
`;
  expect(await outcome("a.py", python, answer)).toBe("edit");
});

test("an argument in Python that was off stays off", async () => {
  const answer = `def first(rows):
    return read(rows, strict=True) if rows else None
`;
  expect(await outcome("a.py", python, answer)).toBe("The answer has another value than the code had: `strict: True`.");
});

test("texts that are put together in another way are no other values", async () => {
  const text = `function name(first, last) {\n  const all = first + " " + last;\n  return all;\n}\n`;
  const answer = `function name(first, last) {\n  return \`\${first} \${last}\`;\n}\n`;
  expect(await outcome("a.ts", text, answer)).toBe("edit");
});
