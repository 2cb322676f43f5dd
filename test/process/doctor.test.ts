import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { TestUser } from "./environment.ts";

type Finding = { readonly name: string; readonly state: string; readonly text: string; readonly advice?: string };

let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

function configure(config: object): void {
  mkdirSync(join(user.env.XDG_CONFIG_HOME as string, "hearth"));
  writeFileSync(join(user.env.XDG_CONFIG_HOME as string, "hearth", "config.json"), JSON.stringify(config));
}

async function findings(): Promise<{ readonly status: number | null; readonly findings: readonly Finding[] }> {
  const { status, stdout } = await user.run(["doctor", "--json"]);
  return { status, findings: JSON.parse(stdout).findings };
}

test("a healthy machine has a page of what is there, and a completion with its times", async () => {
  const { status, stdout } = await user.run(["doctor"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ok +machine +.* cores?, .* of memory/m);
  expect(stdout).toMatch(/^ok +model +hearth-tiny-5M, of the family hearth, 5 MB/m);
  expect(stdout).toMatch(/^ok +model +it takes about \d+ MB with a context of 512 tokens; .* are free$/m);
  expect(stdout).toMatch(/^(ok|warning) +completion +hearth-tiny-5M, .*: first token after \d+ ms/m);
  expect(stdout).toMatch(/^ok +index +none is kept of /m);
  expect(stdout).toMatch(/^ok +socket +.*\/run\/hearth is for you alone; process \d+/m);
});

test("what is wrong is a problem with its advice, and everything else is examined all the same", async () => {
  configure({ model: "/nowhere/m.gguf", thread: 2, idleMinutes: 3 });
  const { status, findings: found } = await findings();
  expect(status).toBe(1);
  expect(found.filter(({ state }) => state === "problem")).toEqual([
    {
      name: "settings",
      state: "problem",
      text: expect.stringContaining("hearth.thread is not a setting"),
      advice: expect.any(String),
    },
    { name: "completion", state: "problem", text: expect.stringContaining("there is no file /nowhere/m.gguf") },
  ]);
  expect(found).toContainEqual({
    name: "settings",
    state: "ok",
    text: expect.stringContaining("hearth.idleMinutes is 3, from "),
  });
  expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(["machine", "index", "socket", "editors"]));
});

test("a model that is not downloaded is named with the command that downloads it", async () => {
  configure({ model: "qwen2.5-coder-7b-q8" });
  const { findings: found } = await findings();
  expect(found.find(({ name }) => name === "completion")?.text).toBe(
    "the model qwen2.5-coder-7b-q8 is not downloaded; run: hearth models pull qwen2.5-coder-7b-q8",
  );
});

test("a runtime folder that others may enter is a problem", async () => {
  const folder = join(user.env.XDG_RUNTIME_DIR as string, "hearth");
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  const { status, findings: found } = await findings();
  expect(status).toBe(1);
  expect(found.find(({ name }) => name === "socket")?.text).toContain("run: chmod 700");
  chmodSync(folder, 0o700);
});

test("where no state can be kept, doctor warns of it and status tells what it knows", async () => {
  writeFileSync(join(user.folder, "taken"), "");
  const env = { XDG_STATE_HOME: join(user.folder, "taken") };
  const { stdout } = await user.run(["doctor", "--json"], env);
  const found: readonly Finding[] = JSON.parse(stdout).findings;
  expect(found.find(({ name }) => name === "log")).toMatchObject({
    state: "warning",
    text: expect.stringContaining("set XDG_STATE_HOME to another folder"),
  });
  expect(found.filter(({ state }) => state === "problem")).toEqual([]);
  const status = await user.run(["status"], env);
  expect(status).toMatchObject({ status: 0, stdout: expect.stringContaining("hearth-tiny-5M (hearth), process") });
});
