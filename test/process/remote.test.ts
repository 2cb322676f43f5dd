import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { events, FaultyServer, json, said } from "../models/remote/faultyServer.ts";
import { ProcessEditor, unfinished } from "./editor.ts";
import { TestUser } from "./environment.ts";

let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

const { uri, text, end } = unfinished;

function configure(config: object): void {
  const folder = join(user.env.XDG_CONFIG_HOME as string, "hearth");
  mkdirSync(folder);
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
}

const boxAt = (url: string) => ({ box: { api: "openai", url, infill: "qwen-coder", keyEnv: "BOX_KEY" } });

test("a server that the user configured completes code, with no model in memory", async () => {
  const models = json({ data: [{ id: "coder", max_model_len: 8192 }] });
  const answer = events(said("item)", "stop"), "[DONE]");
  await using server = await FaultyServer.listening({ "/v1/models": models, "/v1/completions": answer });
  configure({ model: "remote:box", remotes: boxAt(server.url) });
  await using editor = new ProcessEditor(user, { BOX_KEY: "sk-secret" });
  await editor.initialize();
  await editor.open(uri, text);
  const [item] = await editor.untilSuggested(uri, end.line, end.character);
  expect(item?.insertText).toBe("item)");
  const why = await editor.connection.sendRequest("workspace/executeCommand", { command: "hearth.why" });
  expect(why).toMatchObject({ model: { name: "coder", remote: { name: "box", host: new URL(server.url).host } } });
  expect(server.asked("/v1/completions")[0]?.headers.authorization).toBe("Bearer sk-secret");
  expect(editor.said).not.toContain("sk-secret");
  expect(JSON.parse(user.hearth("status", "--json"))).toEqual([]);
  expect(user.hearth("status")).toContain("the code around the cursor and excerpts of the workspace are sent to");
});

test("settings that may come from a repository name no server", async () => {
  await using server = await FaultyServer.listening({});
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { model: "remote:box", remotes: boxAt(server.url) } });
  await editor.open(uri, text);
  await editor.untilHeard(() => editor.said.includes('hearth.remotes names no "box"'));
  expect(editor.said).toContain("hearth.remotes may be set in the user's own config.json only");
  expect(await editor.inlineCompletion(uri, end.line, end.character)).toEqual([]);
  expect(server.heard).toEqual([]);
});
