import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { rulesIn } from "../../server/features/ruleFiles.ts";
import { Folder } from "../index/workspace.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "hearth-rules-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const texts = async () => (await rulesIn(root)).map(({ path, text }) => `${path}: ${text}`);

test("the rules of a project are read where projects keep them", async () => {
  mkdirSync(join(root, ".github"));
  writeFileSync(join(root, ".github/copilot-instructions.md"), "Be brief.");
  writeFileSync(join(root, "AGENTS.md"), "Use tabs.");
  expect(await texts()).toEqual(["AGENTS.md: Use tabs.", ".github/copilot-instructions.md: Be brief."]);
});

test("rules that were changed are read again", async () => {
  const path = join(root, "AGENTS.md");
  writeFileSync(path, "Use tabs.");
  await texts();
  writeFileSync(path, "Use dots.");
  utimesSync(path, 1, 1);
  expect(await texts()).toEqual(["AGENTS.md: Use dots."]);
});

test("a link out of the project leads nowhere", async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "hearth-elsewhere-"));
  writeFileSync(join(elsewhere, "copilot-instructions.md"), "secret");
  symlinkSync(elsewhere, join(root, ".github"));
  symlinkSync(join(elsewhere, "copilot-instructions.md"), join(root, "AGENTS.md"));
  expect(await texts()).toEqual([]);
  rmSync(elsewhere, { recursive: true });
});

test("rules that nobody reads to the end are none", async () => {
  writeFileSync(join(root, "AGENTS.md"), "x".repeat(100_000));
  expect(await texts()).toEqual([]);
});

test("rules that git ignores are shown to nobody", async () => {
  using folder = new Folder("--- AGENTS.md\nBe kind.\n--- CLAUDE.md\nMine alone.\n--- .gitignore\nCLAUDE.md\n");
  folder.git("init");
  expect((await rulesIn(folder.root)).map(({ path }) => path)).toEqual(["AGENTS.md"]);
});
