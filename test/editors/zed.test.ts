import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parseConfig } from "../../server/config/config.ts";
import { hearthMain, repository } from "../process/environment.ts";
import { Home } from "./home.ts";

const zed = join(repository, "editors/zed");
const manifest = readFileSync(join(zed, "extension.toml"), "utf8");

const hasCargo = spawnSync("cargo", ["--version"]).status === 0;
if (!hasCargo) process.stderr.write("The test of Zed's extension is skipped: there is no cargo to compile it\n");
const cargoTest = hasCargo ? test : test.skip;

/** What the extension, compiled against a stand-in for Zed's API, answers when Zed asks for the server's command. */
function asked(home: Home, env: NodeJS.ProcessEnv): string {
  const crate = join(home.folder, "zed");
  cpSync(zed, crate, { recursive: true });
  const api = join(repository, "test/editors/zed_extension_api");
  const configs = [`patch.crates-io.zed_extension_api.path='${api}'`, join(zed, "extension.toml")];
  const args = ["test", "--offline", "--quiet", ...configs.flatMap((config) => ["--config", config])];
  // Cargo is found by the real user's home; the extension by the new user's PATH.
  const cargoEnv = { ...process.env, PATH: home.env.PATH, CARGO_TARGET_DIR: join(home.folder, "target"), ...env };
  const output = execFileSync("cargo", [...args, "--", "--nocapture"], { cwd: crate, env: cargoEnv, encoding: "utf8" });
  return /^(?:runs|says) .*$/m.exec(output)?.[0] ?? output;
}

cargoTest("Zed's extension starts the hearth that is on the PATH", async () => {
  using home = new Home();
  const command = join(home.folder, "bin/hearth");
  expect(asked(home, {})).toBe(`runs ${command} --stdio`);
});

cargoTest("Zed's extension starts the hearth that the user's settings name", async () => {
  using home = new Home();
  expect(asked(home, { BINARY_PATH: "/opt/hearth" })).toBe("runs /opt/hearth --stdio");
});

test("Zed's extension has an id that its gallery takes, and names each language once", () => {
  expect(manifest).toMatch(/^id = "(?!zed-)(?!.*extension)[a-z0-9-]+"$/m);
  const languages = [...manifest.matchAll(/^ {2}"(.+)",$/gm)].map(([, language]) => language);
  const named = [...manifest.matchAll(/^"(.+)" = ".+"$/gm)].map(([, language]) => language);
  expect(new Set(languages).size).toBe(languages.length);
  expect(languages).toEqual(expect.arrayContaining(named));
});

test("the settings in Zed's example are settings of Hearth", () => {
  const { lsp } = JSON.parse(readFileSync(join(zed, "settings.json"), "utf8"));
  expect(parseConfig(lsp.hearth.settings.hearth).problems).toEqual([]);
});

test("what Zed asks for ghost text, with the settings of its example, is answered by hearth serve", async () => {
  using home = new Home();
  const { edit_predictions: predictions } = JSON.parse(readFileSync(join(zed, "settings.json"), "utf8"));
  const { api_url: api, model, max_output_tokens: maxTokens } = predictions.open_ai_compatible_api;
  const gateway = spawn(process.execPath, [hearthMain, "serve", "--port", "0"], { env: home.env, stdio: "pipe" });
  try {
    const [greeting] = await once(gateway.stdout, "data");
    const [, url, token] = /at (http:\S+) to whoever shows this token:\n\n {2}(\S+)/.exec(String(greeting)) ?? [];
    const answer = await fetch(new URL(new URL(api).pathname, url), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({
        model,
        prompt: "<|fim_prefix|>def total(items):\n    return <|fim_suffix|>\n<|fim_middle|>",
        max_tokens: maxTokens,
        temperature: 0.2,
        stop: ["<|endoftext|>"],
      }),
    });
    expect(await answer.json()).toMatchObject({ choices: [{ text: expect.stringMatching(/\S/) }] });
  } finally {
    gateway.kill();
    await once(gateway, "exit");
  }
});
