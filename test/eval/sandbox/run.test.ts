import { expect, test } from "@jest/globals";
import { runTests } from "./run.ts";
import { usualLimits } from "./verdict.ts";

/** Small, so that what goes wrong goes wrong soon. */
const limits = { ...usualLimits, cpuSeconds: 1, memoryBytes: 400 << 20 };

const python = (program: string) => runTests("python", program, limits);
const javaScript = (program: string) => runTests("javascript", program, limits);

const passed = { end: "passed" };
const outOfTime = { end: "outOfTime" };
const outOfMemory = { end: "outOfMemory" };
const refused = { end: "failed", why: expect.stringContaining("refused") };

test("a program whose assertions hold passes", async () => {
  expect(await python("def one():\n    return 1\n\nassert one() == 1\n")).toEqual(passed);
  expect(await javaScript("const one = () => 1;\nconsole.assert(one() === 1);\n")).toEqual(passed);
});

test("what a program prints does not matter", async () => {
  expect(await python("import sys\nprint('x' * 99999)\nprint('{}', file=sys.stderr)\n")).toEqual(passed);
  expect(await javaScript("console.log('x'.repeat(99999));\nconsole.error('{}');\n")).toEqual(passed);
});

test("the assertion that failed is named", async () => {
  const two =
    "def two():\n    return 1\n\ndef check(candidate):\n    assert candidate() > 0\n    assert candidate(\n    ) == 2\n";
  expect(await python(`${two}\ncheck(two)\n`)).toEqual({ end: "failed", why: "candidate( ) == 2" });
  const js =
    "const two = () => 1;\nconst check = () => {\n  console.assert(two() > 0)\n  console.assert(\n    two() === 2\n  )\n};\ncheck();\n";
  expect(await javaScript(js)).toEqual({ end: "failed", why: "two() === 2" });
});

test("an error in the code says in which assertion it came", async () => {
  const py = "def first(items):\n    return items[0]\n\nassert first([1]) == 1\nassert first([]) is None\n";
  expect(await python(py)).toEqual({
    end: "failed",
    why: "first([]) is None raises IndexError: list index out of range",
  });
  const js =
    "const first = (items) => items[0].x;\nconsole.assert(first([{ x: 1 }]) === 1);\nconsole.assert(first([]) === 1);\n";
  expect(await javaScript(js)).toEqual({
    end: "failed",
    why: "first([]) === 1 raises TypeError: Cannot read properties of undefined (reading 'x')",
  });
});

test("code that does not parse fails", async () => {
  expect(await python("def one(:\n")).toEqual({ end: "failed", why: expect.stringMatching(/^SyntaxError: /) });
  expect(await javaScript("const one = ;\n")).toEqual({ end: "failed", why: expect.stringMatching(/^SyntaxError: /) });
});

test("an endless loop is stopped", async () => {
  expect(await python("while True:\n    pass\n")).toEqual(outOfTime);
  expect(await javaScript("for (;;) {}\n")).toEqual(outOfTime);
});

test("a program that sleeps is stopped", async () => {
  const sleepy = { ...limits, wallMs: 300 };
  expect(await runTests("python", "import time\ntime.sleep(60)\n", sleepy)).toEqual(outOfTime);
  expect(await runTests("javascript", "setTimeout(() => {}, 60_000);\n", sleepy)).toEqual(outOfTime);
});

test("a program that takes all memory is stopped", async () => {
  const patient = { ...limits, cpuSeconds: 20 };
  const hog = "kept = []\nwhile True:\n    kept.append(bytearray(1 << 24))\n";
  expect(await runTests("python", hog, patient)).toEqual(outOfMemory);
  const jsHog = "const kept = [];\nfor (;;) kept.push(new Array(1 << 16).fill(kept.length + 0.5));\n";
  expect(await runTests("javascript", jsHog, patient)).toEqual(outOfMemory);
});

test("a program that leaves before its tests have run has not passed", async () => {
  const early = { end: "failed", why: "it ended before its tests did" };
  expect(await python("import sys\nsys.exit(0)\nassert False\n")).toEqual(early);
  expect(await javaScript("process.exit(0);\nconsole.assert(false);\n")).toEqual(early);
  expect(await python("import os\nos._exit(0)\n")).toMatchObject({ end: "failed" });
});

test("what no test of a function needs is refused", async () => {
  expect(await python("import subprocess\nsubprocess.run(['true'])\n")).toEqual(refused);
  expect(await python("import socket\nsocket.create_connection(('127.0.0.1', 9))\n")).toEqual(refused);
  expect(await python("open('/tmp/hearth-was-here', 'w')\n")).toMatchObject({ end: "failed" });
  expect(await javaScript("require('node:child_process')\n")).toEqual(refused);
  expect(await javaScript("require('fs')\n")).toEqual(refused);
});

test("files in the program's own folder are its own", async () => {
  expect(
    await python("with open('a.txt', 'w') as file:\n    file.write('a')\nassert open('a.txt').read() == 'a'\n"),
  ).toEqual(passed);
});
