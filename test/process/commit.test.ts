import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Folder } from "../index/workspace.ts";
import { TestUser } from "./environment.ts";
import { ScriptedHost } from "./scriptedHost.ts";

let user: TestUser;
let folder: Folder;
beforeEach(() => {
  user = new TestUser();
  folder = new Folder("--- cart.py\ntotal = sum(prices)\n--- .env\nTOKEN=1\n");
  folder.git("init", "-q");
});
afterEach(() => {
  folder[Symbol.dispose]();
  user[Symbol.dispose]();
});

/** A host with the model that the user has configured. */
async function host(options: { readonly chat: boolean }): Promise<ScriptedHost> {
  const started = await ScriptedHost.start(user, options);
  const config = join(user.env.XDG_CONFIG_HOME as string, "hearth");
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, "config.json"), JSON.stringify(started.settings));
  return started;
}

const commit = () => user.run(["commit", "--dir", folder.root]);

test("a chat model writes the message from what is staged; what looks secret it is not shown", async () => {
  await using model = await host({ chat: true });
  model.answers = ["```\nCarts have a total\n\nIt is what the bill shows.\n```"];
  folder.git("add", "-f", ".");
  expect(await commit()).toEqual({
    status: 0,
    stdout: "Carts have a total\n\nIt is what the bill shows.\n",
    stderr: "",
  });
  expect(model.prompt).toContain("+total = sum(prices)");
  expect(model.prompt).not.toContain("TOKEN");
});

test("a model that only completes code writes the first line, as in an editor", async () => {
  await using model = await host({ chat: false });
  model.answers = ["Carts have a total\n# and more\n"];
  folder.git("add", "cart.py");
  expect(await commit()).toMatchObject({ status: 0, stdout: "Carts have a total\n" });
});

test("with nothing staged no model is asked", async () => {
  await using model = await host({ chat: true });
  const { status, stderr } = await commit();
  expect([status, stderr]).toEqual([
    1,
    "hearth: nothing is staged that a model may be shown; git add says what is to be committed\n",
  ]);
  expect(model.asked).toEqual([]);
});
