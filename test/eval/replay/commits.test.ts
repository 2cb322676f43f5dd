import { expect, test } from "@jest/globals";
import { commitsIn, isTest, isWritten } from "./commits.ts";

const log = (path: string, ...hunks: string[]) =>
  `\u0001aaa bbb\n\ndiff --git a/${path} b/${path}\nindex 1..2 100644\n--- a/${path}\n+++ b/${path}\n${hunks.join("\n")}\n`;

test("a hunk has the lines that go and those that come, and where", () => {
  const [commit] = commitsIn(log("a.ts", "@@ -3,2 +3 @@ function f() {", "-old", "-lines", "+new"));
  expect(commit).toEqual({
    hash: "aaa",
    parent: "bbb",
    files: [{ path: "a.ts", isNew: false, hunks: [{ start: 2, removed: ["old", "lines"], added: ["new"] }] }],
  });
});

test("where nothing goes, lines come behind the one that git names", () => {
  const [commit] = commitsIn(log("a.ts", "@@ -3,0 +4 @@", "+new"));
  expect(commit?.files[0]?.hunks[0]).toEqual({ start: 3, removed: [], added: ["new"] });
});

test("code that looks like a diff's header is code", () => {
  const [commit] = commitsIn(log("a.py", "@@ -1 +1,2 @@", "--- a/x", "+++ b/y", "+@@ -1 +1 @@"));
  expect(commit?.files[0]?.hunks).toEqual([{ start: 0, removed: ["-- a/x"], added: ["++ b/y", "@@ -1 +1 @@"] }]);
});

test("a file that was moved was not typed, and one that is new was", () => {
  const moved = "\u0001a b\n\ndiff --git a/a.ts b/b.ts\n--- a/a.ts\n+++ b/b.ts\n@@ -1 +1 @@\n-x\n+y\n";
  const made = "\u0001a b\n\ndiff --git a/a.ts b/a.ts\n--- /dev/null\n+++ b/a.ts\n@@ -0,0 +1 @@\n+y\n";
  expect(commitsIn(moved)[0]?.files).toEqual([]);
  expect(commitsIn(made)[0]?.files).toEqual([
    { path: "a.ts", isNew: true, hunks: [{ start: 0, removed: [], added: ["y"] }] },
  ]);
});

test.each(["vendor/a.js", "lib/x.min.js", "types/a.d.ts", "proto/a_pb2.py", "src/__generated__/a.ts", "README.md"])(
  "%s is no file that people write in a language Hearth knows",
  (path) => expect(isWritten(path)).toBe(false),
);

test.each([
  ["src/a.ts", false],
  ["src/a.test.ts", true],
  ["tests/helpers.py", true],
  ["pkg/test_a.py", true],
  ["src/contest.py", false],
  ["router/mux_test.go", true],
  ["src/parser/ReaderTest.java", true],
])("%s counts as a test: %s", (path, isOne) => expect(isTest(path)).toBe(isOne));
