import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Header } from "./header.ts";
import { Journal } from "./journal.ts";

const header: Header = {
  evaluation: "eval:test",
  model: { path: "/a/m.gguf", name: "m.gguf", bytes: 5, sha256: "abc" },
  options: { seed: 1 },
  product: "p1",
  commit: "c1",
  machine: "a machine",
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-journal-"));
  path = join(folder, "journal.jsonl");
});
afterEach(() => rmSync(folder, { recursive: true }));

type Found = { readonly key: string; readonly isRight: boolean };
const open = (of: Header = header) => Journal.open<Found>(path, of);

test("a run goes on with what the one before it found", () => {
  open().add({ key: "a", isRight: true });
  expect(open().get("a")).toEqual({ key: "a", isRight: true });
});

test("what was found again counts, and keeps its place", () => {
  const journal = open();
  for (const isRight of [false, true]) journal.add({ key: "a", isRight });
  journal.add({ key: "b", isRight: false });
  expect(open().records.map(({ key, isRight }) => [key, isRight])).toEqual([
    ["a", true],
    ["b", false],
  ]);
});

test("a line that was torn is forgotten and written anew", () => {
  open().add({ key: "a", isRight: true });
  appendFileSync(path, '{"key":"b","isRi');
  const journal = open();
  expect(journal.get("b")).toBeUndefined();
  journal.add({ key: "b", isRight: true });
  expect(open().records).toHaveLength(2);
  expect(readFileSync(path, "utf8").split("\n")).toHaveLength(4);
});

test("another commit with the same code is the same run", () => {
  open().add({ key: "a", isRight: true });
  expect(open({ ...header, commit: "c2", machine: "another" }).records).toHaveLength(1);
});

test("a file of another run is refused in one sentence that says what differs", () => {
  open();
  expect(() => open({ ...header, options: { seed: 2 } })).toThrow(
    `${path} is of another run (its options was {"seed":1}, not {"seed":2}); name another file to --resume`,
  );
});

test("a file that is no journal is refused", () => {
  writeFileSync(path, '{"some":"thing"}\n');
  expect(() => open()).toThrow("is not the journal of an evaluation");
  writeFileSync(path, "hello\n");
  expect(() => open()).toThrow("holds a line that is not JSON");
});
