import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { byHandTables } from "./byHandRun.ts";
import { replayInServer } from "./scenarioRun.ts";
import { scenarioIn } from "./scenarios.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-by-hand-test-"));
  git("init", "--quiet");
  const code = (name: string) => `const ${name} = 1;\n\nfirst();\nsecond();\n\nshow(${name});\nthird();\n`;
  commit(code("area"));
  commit(`${code("areaOf")}fourth();\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: string[]): void {
  execFileSync("git", ["-C", folder, ...args], { stdio: ["ignore", "ignore", "pipe"] });
}

function commit(text: string): void {
  writeFileSync(join(folder, "shapes.ts"), text);
  git("add", "--all");
  git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message=more");
}

test("who goes to the place of a hunk and asks is given what the commit has there", () => {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  const args = ["--by-hand", "--model", "none", "--commits", "1", "--count", "1", `shapes=${folder}`];
  const { stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
  expect(stderr).not.toContain("Error");
  expect(stdout).toContain("| all | 1 | 100.0 | 100.0 | 100.0 | 100.0 |");
  expect(stdout).toContain("| renamed declaration | 1 |");
});

test("silence and another edit count as places, and what is right is told of all and of those shown", () => {
  const one = { key: "", repository: "shop", deltaChrF: 50 };
  const found = [
    { ...one, rule: null, isExact: false, deltaChrF: 0 },
    { ...one, rule: "written by the model", isExact: true, deltaChrF: 100 },
    { ...one, rule: "written by the model", isExact: false },
  ];
  const rows = byHandTables(found).split("\n");
  expect(rows[2]).toBe("| all | 3 | 66.7 | 33.3 | 50.0 | 50.0 |");
  expect(rows.at(-1)).toBe("| written by the model | 2 | 100.0 | 50.0 | 50.0 | 75.0 |");
});

test("a scenario in a real server is asked about at its cursor, and again once the edit was made", async () => {
  const text = `id: twice
file: a.ts
row: 1
col: 0
-- buffer.txt --
const areaOf = 1;
show(area);
print(area);
-- history --
<|file|> a.ts
<|old|>
const area = 1;
<|new|>
const areaOf = 1;
-- steps --
request-completion manual
accept

request-completion manual
-- expected --
const areaOf = 1;
show(areaOf);
print(areaOf);
`;
  const result = await replayInServer(scenarioIn(text), "none", "auto");
  expect(result).toMatchObject({ shown: 1, deltaChrF: 100, rules: ["renamed declaration"] });
});
