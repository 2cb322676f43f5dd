import { expect, test } from "@jest/globals";
import { commandNamed } from "../../../server/cli/commands.ts";
import { Folder } from "../../index/workspace.ts";

async function run(word: string, ...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const command = await commandNamed(word);
  const code = await command?.run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, sentence: stderr.split("\n")[0] };
}

test.each([
  ["complete", ["a.py:1", "--expalin"], "complete has no option --expalin; did you mean --explain?"],
  ["complete", ["a.py:1", "--colour"], "complete has no option --colour"],
  ["complete", ["a.py:1", "-x"], "complete has no option -x"],
  ["complete", ["a.py:1", "--model"], "--model needs a value: --model=VALUE"],
  ["complete", ["a.py:1", "--json=1"], "--json takes no value"],
  ["context", ["a.py:1", "--budget", "-1"], "--budget needs a value: --budget=VALUE"],
  ["complete", [], "no place is given; write FILE:LINE or FILE:LINE:COL, counted from 1"],
  ["act", ["fix"], "no place is given; write FILE:LINE or FILE:LINE:COL, counted from 1"],
  ["complete", ["a.py:1", "2"], 'complete has no use for "2"'],
  ["act", ["fix", "a.py:1", "b.py:1"], 'act has no use for "b.py:1"'],
  ["context", ["a.py:1", "b.py:1"], 'context has no use for "b.py:1"'],
  ["explain", ["a.py:1", "b.py:1"], 'explain has no use for "b.py:1"'],
  ["index", ["a", "b"], 'index has no use for "b"'],
  ["doctor", ["now"], 'doctor has no use for "now"'],
  ["status", ["now"], 'status has no use for "now"'],
  ["stop", ["now"], 'stop has no use for "now"'],
  ["commit", ["now"], 'commit has no use for "now"'],
  ["mcp", ["now"], 'mcp has no use for "now"'],
  ["serve", ["now"], 'serve has no use for "now"'],
  ["setup", ["now"], 'setup has no use for "now"'],
  ["trace", ["now"], 'trace has no use for "now"'],
  ["view", ["now"], 'view has no use for "now"'],
])("hearth %s %j is wrong usage, told in one sentence", async (word, args, sentence) => {
  expect(await run(word, ...args)).toEqual({ code: 2, stdout: "", sentence: `hearth: ${sentence}` });
});

test("hearth serve lends out no server, however that is named", async () => {
  using folder = new Folder();
  const before = { ...process.env };
  const own = { HOME: "home", XDG_CONFIG_HOME: "config", XDG_STATE_HOME: "state", XDG_RUNTIME_DIR: "run" };
  for (const [name, path] of Object.entries(own)) process.env[name] = folder.path(path);
  try {
    expect(await run("serve", "--model", "remote:box")).toEqual({
      code: 1,
      stdout: "",
      sentence: "hearth: remote:box is a server, not a model of this machine; name a file with --model",
    });
  } finally {
    process.env = before;
  }
});
