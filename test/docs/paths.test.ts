import { posix } from "node:path";
import { expect, test } from "@jest/globals";
import { markdown, paths, textOf } from "./markdown.ts";

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = ""]) => found);
const present = new Set(paths.flatMap((path) => [path, ...foldersOf(path)]));
const names = new Set(paths.map((path) => posix.basename(path)));

function foldersOf(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}

/** What is written as code and looks like a path in the repository, or like the name of a source file. */
const repositoryPath = /^(?:base|docs|editors|gateway|grammars|models|server|test)\/[\w./-]*$/;
const fileName = /^\w+\.(?:ts|scm|cjs|sh|el)$/;

function isAbsent(name: string): boolean {
  if (fileName.test(name)) return !names.has(name);
  return repositoryPath.test(name) && !present.has(name.replace(/\/$/, ""));
}

test.each(markdown)("%s names files that are there", (page) => {
  expect(all(textOf(page), /`([^`\s]+)`/g).filter(isAbsent)).toEqual([]);
});

/** As GitHub makes anchors of headings. */
const anchorsIn = (page: string) =>
  all(textOf(page), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

function isBroken(page: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return false;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : posix.join(posix.dirname(page), path).replace(/\/$/, "");
  if (!present.has(target)) return true;
  return anchor !== undefined && !anchorsIn(target).includes(anchor);
}

test.each(markdown)("%s links to what is there", (page) => {
  expect(all(textOf(page), /\]\(([^)\s]+)\)/g).filter((link) => isBroken(page, link))).toEqual([]);
});

test("the rooms of ARCHITECTURE are the folders of the source, and in the order in which they stand on each other", () => {
  const rooms = all(textOf("ARCHITECTURE.md"), /^ {4}([\w/]+)\/ {2,}/gm);
  const table = all(textOf("test/architecture.test.ts"), /^ {2}"?([\w/]+)"?: \{/gm);
  expect(rooms).toEqual(table);
});

test("ARCHITECTURE is short enough to be read", () => {
  expect(textOf("ARCHITECTURE.md").split("\n").length).toBeLessThan(250);
});
