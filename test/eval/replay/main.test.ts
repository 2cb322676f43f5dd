import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Found } from "./records.ts";

const main = fileURLToPath(new URL("./main.js", import.meta.url));

let folder: string;
let shop: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-replay-test-"));
  shop = repository("shop");
  commit(shop, { "shop.py": shopBefore, "test_shop.py": "from shop import Shop\n" });
  commit(shop, { "shop.py": shopAfter, "test_shop.py": `from shop import Shop\n\n\n${shopTest}` });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shopBefore = "class Shop:\n    def __init__(self, items):\n        self.items = items\n";
const shopAfter = `${shopBefore}
    def add(self, item):
        self.items.append(item)
        return self.items

    def count(self):
        return len(self.items)
`;
const shopTest = "def test_an_item_is_added():\n    shop = Shop([])\n    shop.add(1)\n    assert shop.count() == 1\n";

function repository(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  git(path, "init", "--quiet");
  return path;
}

function commit(path: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  git(path, "add", "--all");
  git(path, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message=more");
}

/** Places are drawn by a commit's hash, in which its time is. */
const steadyTime = { GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z", GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z" };

function git(path: string, ...args: string[]): void {
  const env = { ...process.env, ...steadyTime };
  execFileSync("git", ["-C", path, ...args], { env, stdio: ["ignore", "ignore", "pipe"] });
}

function replay(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

test("a commit is typed again, and Hearth and the bare model are held against it", () => {
  const [json, charts, journal] = [join(folder, "a.json"), join(folder, "charts"), join(folder, "a.jsonl")];
  const args = ["--count", "5", "--threads", "1", "--json", json, "--charts", charts, "--resume", journal, shop];
  const { status, stdout, stderr } = replay(...args);
  expect(stderr).toContain("5 of 5");
  expect(status).toBe(0);
  expect(stdout).toContain("5 places in 1 commits");
  const { places, header }: { places: Found[]; header: object } = JSON.parse(readFileSync(json, "utf8"));
  expect(header).toMatchObject({ evaluation: "eval:replay", model: { name: "hearth-tiny-5M.Q8_0.gguf" } });
  expect(new Set(places.map(({ isTest }) => isTest)).size).toBe(2);
  for (const { lineBefore, rest, lineAfter, kind, hearth, bare } of places) {
    const lines = kind === "quiet" ? shopAfter + shopTest : `${lineBefore}${rest}${lineAfter}\n`;
    expect(shopAfter + shopTest).toContain(lines);
    expect(hearth.reason ?? hearth.offered?.text).toBeTruthy();
    expect(bare?.promptTokens).toBeLessThanOrEqual(Math.max(1024, hearth.promptTokens));
  }
  expect(existsSync(join(charts, "line-exact.svg"))).toBe(true);

  // What the journal holds is not asked again, and a torn line is.
  appendFileSync(journal, '{"key":"torn');
  const again = replay(...args);
  expect(again.stderr).toBe("");
  expect(again.stdout).toBe(stdout);
});

test("without a model it is told where nothing is shown and why", () => {
  const { status, stdout } = replay("--model", "none", "--count", "3", shop);
  expect(stdout).toMatch(/unavailable|statementComplete/);
  expect(stdout).not.toContain("bare line exact");
  expect(status).toBe(0);
});

test("hunks are typed key by key", () => {
  const json = join(folder, "typed.json");
  const { status, stdout } = replay("--typing", "--count", "1", "--threads", "1", "--json", json, shop);
  expect(stdout).toContain("keys saved");
  expect(status).toBe(0);
  const [typed] = JSON.parse(readFileSync(json, "utf8")).hunks;
  expect(typed.keys).toBe(typed.neededKeys - typed.acceptedCharacters + typed.accepted);
});

function complaintOf(...args: string[]): string {
  const { status, stdout, stderr } = replay("--model", "none", ...args);
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr.trim().split("\n")).toHaveLength(1);
  return stderr.trim();
}

test("a folder that is no repository is refused", () => {
  expect(complaintOf(folder)).toBe(
    `${folder} is no git repository with a commit; name a clone with history, or its git directory`,
  );
  expect(complaintOf(join(folder, "nowhere"))).toContain("is no git repository");
  expect(complaintOf(repository("unborn"))).toContain("is no git repository with a commit");
});

test("a shallow clone is refused", () => {
  const clone = join(folder, "clone");
  git(folder, "clone", "--quiet", "--depth=1", `file://${shop}`, clone);
  expect(complaintOf(clone)).toBe(
    `${clone} is a shallow clone, without the history that is typed again; run git fetch --unshallow in it first`,
  );
});

test("a repository without a file that Hearth understands is refused", () => {
  const notes = repository("notes");
  commit(notes, { "a.md": "one\n" });
  commit(notes, { "a.md": "one\ntwo\nthree\nfour\n" });
  expect(complaintOf(notes)).toContain("no commit of notes adds lines of .ts,");
});

test("what cannot be read as an option is refused", () => {
  expect(complaintOf()).toContain("name at least one git repository");
  expect(complaintOf("--count", "many", shop)).toContain("many is not a whole number above 0");
  expect(complaintOf("--minutes", "soon", shop)).toContain("soon is not a number above 0");
  expect(complaintOf("--model", join(folder, "no.gguf"), shop)).toContain("there is no model");
  expect(complaintOf("--model", join(shop, "shop.py"), shop)).toContain("is not a GGUF file");
  expect(complaintOf(shop, `shop=${shop}`)).toContain("two repositories are called shop");
});

test("a git directory without a work tree does as well", () => {
  expect(replay("--model", "none", "--count", "1", `shop=${join(shop, ".git")}`).status).toBe(0);
});
