import { expect, test } from "@jest/globals";
import { sharedRequests } from "../../server/wrap/merges.ts";

const merged = (method: string, theirs: unknown, ours: unknown) =>
  sharedRequests[`textDocument/${method}`]?.merge(theirs as never, ours as never);

test("our completion items stand behind theirs, which are unchanged", () => {
  const theirs = { isIncomplete: false, items: [{ label: "append", data: { id: 7 } }] };
  const ours = { isIncomplete: true, items: [{ label: "append(item)" }] };
  expect(merged("completion", theirs, ours)).toEqual({
    isIncomplete: true,
    items: [
      { label: "append", data: { id: 7 } },
      { label: "append(item)", data: { hearth: null } },
    ],
  });
});

test("a plain list of completions is a complete one", () => {
  expect(merged("completion", [{ label: "a" }], { isIncomplete: false, items: [] })).toEqual({
    isIncomplete: false,
    items: [{ label: "a" }],
  });
});

test("the editor asks again while we may still have something", () => {
  expect(merged("completion", [{ label: "a" }], { isIncomplete: true, items: [] })).toMatchObject({
    isIncomplete: true,
  });
});

test("what is said of all their items is not said of ours", () => {
  const theirs = { isIncomplete: false, itemDefaults: { commitCharacters: ["."], insertTextFormat: 2 }, items: [] };
  expect(merged("completion", theirs, [{ label: "a" }])).toMatchObject({
    itemDefaults: { commitCharacters: ["."], insertTextFormat: 2 },
    items: [{ label: "a", commitCharacters: [], insertTextFormat: 1, insertTextMode: 1 }],
  });
});

test("our code actions stand behind theirs and can be told from them", () => {
  const theirs = [
    { title: "Organize imports", data: 1 },
    { title: "Run", command: "their.run" },
  ];
  const ours = [
    { title: "Explain", data: { n: 2 } },
    { title: "Fix", command: "hearth.fix" },
  ];
  expect(merged("codeAction", theirs, ours)).toEqual([
    ...theirs,
    { title: "Explain", data: { hearth: { n: 2 } } },
    { title: "Fix", command: "hearth.fix" },
  ]);
});

const markdown = (value: string) => ({ contents: { kind: "markdown", value } });
const plaintext = (value: string) => ({ contents: { kind: "plaintext", value } });

test("in a hover ours stands below theirs, after a rule", () => {
  expect(merged("hover", markdown("**theirs**\n"), markdown("ours"))).toEqual(markdown("**theirs**\n\n---\n\nours"));
});

test("two plain hovers are a plain one", () => {
  expect(merged("hover", plaintext("theirs"), plaintext("ours"))).toEqual(plaintext("theirs\n\n---\n\nours"));
});

test("a plain hover beside Markdown is shown as it is written", () => {
  expect(merged("hover", plaintext("def f(*args, **more)"), markdown("ours"))).toEqual(
    markdown("```text\ndef f(*args, **more)\n```\n\n---\n\nours"),
  );
});

test("code fences inside a plain hover do not end it", () => {
  expect(merged("hover", plaintext("```\nx\n```"), markdown("ours"))).toMatchObject({
    contents: { value: expect.stringMatching(/^````text\n```\nx\n```\n````\n/) },
  });
});

test.each([
  ["a text", "is **bold**", "is **bold**"],
  ["code", { language: "python", value: "x = 1" }, "```python\nx = 1\n```"],
  ["several", [{ language: "python", value: "x = 1" }, "is one"], "```python\nx = 1\n```\n\nis one"],
])("%s in the protocol's older forms of a hover is understood", (_what, contents, value) => {
  expect(merged("hover", { contents }, markdown("ours"))).toEqual(markdown(`${value}\n\n---\n\nours`));
});

test("the hovered range is theirs", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
  expect(merged("hover", { ...markdown("theirs"), range }, markdown("ours"))).toMatchObject({ range });
});

test.each([null, { contents: "" }, { contents: [] }, markdown(" \n")])(
  "a hover of nothing (%j) leaves ours alone",
  (theirs) => {
    expect(merged("hover", theirs, markdown("ours"))).toEqual(markdown("ours"));
  },
);
