import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { fenced } from "../../features/answers.ts";
import { Folder } from "../../index/workspace.ts";
import { repository, TestUser } from "../../process/environment.ts";
import { ScriptedHost } from "../../process/scriptedHost.ts";
import type { Header } from "../lib/header.ts";
import { Journal } from "../lib/journal.ts";
import { solveAll } from "./run.ts";
import type { FixedDiagnostic } from "./tables.ts";

const header: Header = { evaluation: "eval:verified", model: null, options: {}, product: "", commit: "", machine: "" };
const isHere = existsSync(join(repository, "node_modules/.bin/pyright-langserver"));
const title = "one run of the model says what its first answer brings and what is made with a verifier";

(isHere ? test : test.skip)(isHere ? title : `${title} (skipped: pyright is not installed)`, async () => {
  using folder = new Folder();
  folder.file("a.py", 'def tax(net: int) -> int:\n    return "x"\n');
  using user = new TestUser();
  await using host = await ScriptedHost.start(user);
  const [first, second] = ["net.rate", "net * 2"].map((value) => `def tax(net: int) -> int:\n    return ${value}\n`);
  host.answers = [first ?? "", second ?? ""].map((answer) => fenced(answer, "python"));
  const journal = Journal.open<FixedDiagnostic>(undefined, header);
  const drawn = { count: 2, each: 2, seed: 1, maxMs: Number.POSITIVE_INFINITY };
  const trees = [{ name: "tree", folder: folder.root }];
  expect(await solveAll(trees, { user, settings: host.settings, ...drawn }, journal)).toBe(true);
  expect(journal.records).toMatchObject([
    {
      key: "tree/a.py:2:12",
      without: { document: first, isSolved: true, brought: [expect.stringContaining("Cannot access attribute")] },
      with: { document: second, isSolved: true, brought: [], unchecked: null },
    },
  ]);
  expect(host.asked).toHaveLength(2);
});
