import { posix } from "node:path";

/** Where the tests of a file belong, and a test of another file that shows how tests are written here. */
type TestFile = { readonly path: string; readonly example: string | undefined };

const { basename, dirname, join } = posix;

const testName = /^(?:test_(?<after>\w+)\.py|(?<before>\w+)_test\.py|(?<stem>.+)\.(?<word>test|spec)\.[cm]?[jt]sx?)$/;
const testFolders = /(?:^|\/)(?:__tests__|tests?|specs?)\//;

export function isTestFile(path: string): boolean {
  return testName.test(basename(path)) || testFolders.test(path);
}

/** Names and places that the tests of a file may have by the usual conventions. */
export function usualTestFiles(path: string): readonly string[] {
  const { folder, stem, ending } = named(path);
  const names =
    ending === ".py"
      ? [`test_${stem}.py`, `${stem}_test.py`]
      : ["test", "spec"].map((word) => `${stem}.${word}${ending}`);
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
export function testFileOf(path: string, paths: readonly string[]): TestFile {
  const present = new Set(paths);
  const { folder, stem, ending } = named(path);
  const sameLanguage = (other: string) => (ending === ".py") === other.endsWith(".py");
  const tests = paths.filter((other) => testName.test(basename(other)) && sameLanguage(other));
  tests.sort((a, b) => shared(b, path) - shared(a, path) || (a < b ? -1 : 1));
  const existing = usualTestFiles(path).find((candidate) => present.has(candidate));
  const example = tests.find((test) => test !== existing);
  if (existing) return { path: existing, example };
  const nameLike = (test: string) =>
    named(test)
      .name.replace(testedStem(test), stem)
      .replace(/\.[cm]?[jt]sx?$/, ending);
  for (const test of tests) {
    const source = paths.find((one) => !isTestFile(one) && named(one).stem === testedStem(test) && sameLanguage(one));
    const home = source && movedFolder(dirname(source), dirname(test), folder);
    if (home !== undefined) return { path: join(home, nameLike(test)), example: test };
  }
  const name = example ? nameLike(example) : ending === ".py" ? `test_${stem}.py` : `${stem}.test${ending}`;
  const home = paths.find((one) => /^tests?\//.test(one) && sameLanguage(one));
  return { path: join(home && ending === ".py" ? dirname(home) : folder, name), example };
}

/** What is done to a source's folder to get its test's folder, done to another folder; undefined where it does not fit. */
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

function testedStem(test: string): string {
  const { after, before, stem } = testName.exec(basename(test))?.groups ?? {};
  return after ?? before ?? stem ?? "";
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
