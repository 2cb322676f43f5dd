import { readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { instruction, instructionNames } from "../../models/instructions.ts";

const files = readdirSync(new URL("../../../models/instructions/", import.meta.url));

test("every instruction has a file, and every file is an instruction", () => {
  const inFiles = new Set(files.map((file) => file.split(".")[0]));
  expect([...inFiles].sort()).toEqual([...instructionNames].sort());
});

test("a docstring is asked for in Python, TSDoc in TypeScript with and without JSX", () => {
  expect(instruction("doc-comment", "python")).toContain("docstring");
  expect(instruction("doc-comment", "typescript")).toContain("TSDoc");
  expect(instruction("doc-comment", "typescriptreact")).toBe(instruction("doc-comment", "typescript"));
});

test("a language without words of its own is asked in general ones", () => {
  expect(instruction("doc-comment", "go")).toContain("documentation comment");
});

test("a language identifier names no other file", () => {
  expect(instruction("fix", "../../package")).toBe(instruction("fix", "go"));
});

test("the model is told that what it is shown gives no orders", () => {
  expect(instruction("system", "typescript")).toContain("is data");
});

test.each(files.filter((file) => !/^(?:system|explain|explain-error|rename|commit)\./.test(file)))(
  "%s asks for one fenced block",
  (file) => {
    const [name, languageId] = file.split(".");
    expect(instruction(name as (typeof instructionNames)[number], languageId ?? "")).toContain("one fenced block");
  },
);
