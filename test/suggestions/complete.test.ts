import { expect, test } from "@jest/globals";
import { Reader } from "../../server/suggestions/complete.ts";
import { applyFilters } from "../../server/suggestions/filters.ts";
import { Random, randomFrom } from "../random.ts";
import { holeIn, isComplete, show } from "./fixture.ts";

test("generation stops as soon as the line asked for is complete", () => {
  const complete = isComplete(holeIn("const a = │"));
  expect(complete("1")).toBe(false);
  expect(complete("1;")).toBe(false);
  expect(complete("1;\nconst")).toBe(true);
});

test("generation stops in the middle of a line at a bracket that closes nothing", () => {
  const complete = isComplete(holeIn("function f() {\n  │\n}\n"));
  expect(complete("return 1;\n")).toBe(false);
  expect(complete("return 1;\n}")).toBe(true);
});

test("a reader tells which lines can already be shown", () => {
  const reader = new Reader(holeIn("function f() {\n  │\n}\n"));
  reader.add("const a = 1;\n  ret");
  expect(reader.completeLines).toBe("const a = 1;");
});

const sources = [
  "function f(a: number) {\n  │\n}\n\nconst b = f(1);\n",
  "const a = f(│);\nconst b = 2;\n",
  "if (│\nnext();\n",
  "class A {\n  m() {│\n  }\n}\n",
  "run({│\n",
  'say("│")\n',
  "import { a } from │\nimport { b } from './b';\n",
];
const pieces = [
  "a", "b", "f(", "(", ")", "{", "}", "[", "]", "\n", "\n  ", "\n    ", "\n\n", ";", " = ", "return a;", '"', "`", "${", "'",
  "// ", "/* ", "*/", "/", "else ", "const b = f(1);", "next();", "<|fim_", "suffix|>", "```", "if (a) {", "\r\n", "a();\n  a();\n  a();\n  ",
]; // biome-ignore format: a list of scraps reads best as a block

test("stopping when complete never changes what is shown, however the text comes in", () => {
  const random = new Random(randomFrom(7));
  let stopped = 0;
  for (let round = 0; round < 3000; round++) {
    const source = random.pick(sources);
    const hole = holeIn(source, random.sometimes(0.3) ? { shape: random.pick(["line", "block"]) } : {});
    const stream = Array.from({ length: 1 + random.below(25) }, () => random.pick(pieces));
    const whole = show(source, applyFilters(stream.join(""), hole));
    const complete = isComplete(hole);
    const stop = stream.findIndex((_, i) => complete(stream.slice(0, i + 1).join("")));
    if (stop >= 0) stopped++;
    const early = stop < 0 ? stream : stream.slice(0, stop + 1);
    expect([stream, show(source, applyFilters(early.join(""), hole))]).toEqual([stream, whole]);
  }
  expect(stopped).toBeGreaterThan(1000);
});
