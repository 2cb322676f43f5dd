import { posix } from "node:path";
import { languageOf } from "../../grammars/languages.ts";
import type { TestRules } from "../languages/language.ts";
import { rulesOf } from "../languages/languages.ts";

/** Where the tests of a file belong, and a test of another file that shows how tests are written here. */
type TestFile = { readonly path: string; readonly example: string | undefined };

const { basename, dirname, join } = posix;

const testFolders = /(?:^|\/)(?:__tests__|tests?|specs?)\//;

export function isTestFile(path: string): boolean {
  return testedIn(path) !== undefined || testFolders.test(path);
}

/** Names and places that the tests of a file may have by the usual conventions. */
export function usualTestFiles(path: string, rules: TestRules): readonly string[] {
  const { folder, stem, ending } = named(path);
  const names = rules.names(stem, ending);
  const mirrored = folder.replace(/^(?:src|lib)(?=\/|$)/, "");
  const folders = [
    folder,
    join(folder, "__tests__"),
    join(folder, "tests"),
    join("test", mirrored),
    join("tests", mirrored),
    "tests",
    "test",
  ];
  return folders.flatMap((one) => names.map((name) => join(one, name)));
}

/** By the project's own convention: as the nearest file that has a test stands to its test. */
export function testFileOf(path: string, paths: readonly string[], rules: TestRules): TestFile {
  const present = new Set(paths);
  const { folder, stem, ending } = named(path);
  const tests = paths.filter((other) => testsOf(other) === rules && testedIn(other) !== undefined);
  tests.sort((a, b) => shared(b, path) - shared(a, path) || (a < b ? -1 : 1));
  const existing = usualTestFiles(path, rules).find((candidate) => present.has(candidate));
  const example = tests.find((test) => test !== existing);
  if (existing) return { path: existing, example };
  const [usual = ""] = rules.names(stem, ending);
  const nameLike = (test: string) =>
    named(test)
      .name.replace(testedIn(test) ?? "", stem)
      .replace(/\.[^.]*$/, named(usual).ending);
  for (const test of tests) {
    const source = paths.find((one) => !isTestFile(one) && named(one).stem === testedIn(test) && rules.isTested(one));
    const home = source && movedFolder(dirname(source), dirname(test), folder);
    if (home !== undefined) return { path: join(home, nameLike(test)), example: test };
  }
  const name = example ? nameLike(example) : usual;
  const home = rules.areApart ? paths.find((one) => /^tests?\//.test(one) && rules.isTested(one)) : undefined;
  return { path: join(home ? dirname(home) : folder, name), example };
}

/** The folder moved as a source's folder is moved to get its test's folder. Undefined where that does not fit. */
function movedFolder(source: string, test: string, folder: string): string | undefined {
  if (test === source) return folder;
  if (test.startsWith(`${source}/`)) return join(folder, test.slice(source.length));
  const [from, to] = [source.split("/"), test.split("/")];
  while (from.length > 0 && to.length > 0 && from.at(-1) === to.at(-1)) {
    from.pop();
    to.pop();
  }
  const [head, newHead] = [from.join("/"), to.join("/")];
  if (folder === head || head === ".") return join(newHead, head === "." ? folder : "");
  return folder.startsWith(`${head}/`) ? join(newHead, folder.slice(head.length)) : undefined;
}

/** The name of what a file tests, without its ending. Undefined if its name is no test's. */
function testedIn(path: string): string | undefined {
  return testsOf(path)?.testedIn(basename(path));
}

function testsOf(path: string): TestRules | undefined {
  return rulesOf(languageOf(path)).tests;
}

function named(path: string) {
  const name = basename(path);
  const ending = /\.[^.]*$/.exec(name)?.[0] ?? "";
  return { folder: dirname(path), name, stem: name.slice(0, name.length - ending.length), ending };
}

/** How many folders two paths have in common from the root on. */
function shared(a: string, b: string): number {
  const [left, right] = [dirname(a).split("/"), dirname(b).split("/")];
  const different = left.findIndex((part, i) => part !== right[i]);
  return different < 0 ? left.length : different;
}
