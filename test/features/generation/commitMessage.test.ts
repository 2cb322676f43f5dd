import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver/node";
import { Suggester } from "../../../server/features/generation/suggester.ts";
import { Folder } from "../../index/workspace.ts";
import { ScriptedEngine } from "../../scriptedEngine.ts";
import { sessionAt } from "../../session.ts";

const folder = new Folder("--- cart.py\ntotal = 0\n--- .env\nTOKEN=first\n");
beforeAll(() => {
  folder.git("init", "-q");
  folder.git("add", "-f", ".");
  folder.git("commit", "-qm", "Carts know their items");
  folder.file("cart.py", "total = sum(prices)\n");
  folder.file(".env", "TOKEN=second\n");
  folder.git("add", "-f", ".");
});
afterAll(() => folder[Symbol.dispose]());

async function promptAt(marked: string, name = ".git/COMMIT_EDITMSG"): Promise<string> {
  const engine = new ScriptedEngine("a total\n");
  const suggester = new Suggester();
  const { session, cursor } = sessionAt(marked, engine, suggester, folder.path(name).slice(1), "gitcommit");
  // By hand: nothing goes on in the pause behind it, when the folder is gone.
  const ask = { trigger: "manual", priority: "typing", maxTokens: 64, maxMs: 1000 } as const;
  await suggester.suggest(session, cursor, ask, CancellationToken.None);
  return engine.asked[0]?.prompt ?? "";
}

test("in a commit's message the model is shown what is staged, and how earlier commits were told", async () => {
  const prompt = await promptAt("Carts have │\n# Please enter the commit message\n");
  expect(prompt).toContain("-total = 0\n+total = sum(prices)");
  expect(prompt).toContain("Carts know their items");
  expect(prompt).toContain("# Please enter the commit message");
});

test("of files that look secret it is shown nothing, also where git has put their diff below the message", async () => {
  const verbose =
    "│\n# Changes\n# ------------------------ >8 ------------------------\n# Do not modify\n-TOKEN=first\n+TOKEN=second\n";
  const prompt = await promptAt(verbose);
  expect(prompt).toContain("# Changes");
  expect(prompt).not.toContain("TOKEN");
});

test("another file is shown no diff", async () => {
  expect(await promptAt("Carts have │\n", "notes.txt")).not.toContain("sum(prices)");
});
