import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Folder } from "../index/workspace.ts";
import { ProcessEditor } from "./editor.ts";
import { TestUser } from "./environment.ts";

let user: TestUser;
let folder: Folder;
beforeEach(() => {
  user = new TestUser();
  folder = new Folder();
});
afterEach(() => {
  folder[Symbol.dispose]();
  user[Symbol.dispose]();
});

const main = "from zoo import cage\n\ncage()\n";

async function untilHovered(editor: ProcessEditor, uri: string, text: string): Promise<void> {
  const params = { textDocument: { uri }, position: { line: 2, character: 2 } };
  for (let tries = 0; ; tries++) {
    const hover = await editor.connection.sendRequest("textDocument/hover", params);
    if (JSON.stringify(hover)?.includes(text)) return;
    if (tries === 200) throw new Error(`no hover said ${text}, the last was ${JSON.stringify(hover)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("in a workspace that is opened through a link a hover knows what another program wrote a moment ago", async () => {
  folder.write(`--- real/zoo.py\ndef cage(): pass\n--- real/main.py\n${main}`);
  symlinkSync("real", folder.path("proj"));
  await using editor = new ProcessEditor(user);
  await editor.initialize({ folder: folder.path("proj"), settings: { hover: { explain: "never" } } });
  const uri = pathToFileURL(folder.path("proj/main.py")).href;
  await editor.open(uri, main);
  await untilHovered(editor, uri, "cage()");
  folder.file("real/zoo.py", "def cage(size): pass\n");
  await untilHovered(editor, uri, "cage(size)");
});

/** Puts a program under a limit of its own, in a namespace where that may be set. */
const limited = ["unshare", "--user", "--map-root-user", "sh", "-c"];
const setLimit = "echo 2 > /proc/sys/user/max_inotify_watches";

function canLimit(): boolean {
  try {
    execFileSync(limited[0] as string, [...limited.slice(1), setLimit], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const test_ = canLimit() ? test : test.skip;
test_(
  "a user whose system watches no more folders is told which setting to raise (needs user namespaces)",
  async () => {
    folder.write(`--- a/b/zoo.py\ndef cage(): pass\n--- c/d/e.py\nx = 1\n--- main.py\n${main}`);
    await using editor = new ProcessEditor(user, {}, [], [...limited, `${setLimit}; exec "$@"`, "sh"]);
    await editor.initialize({ folder: folder.root, settings: { hover: { explain: "never" } } });
    await editor.untilHeard(
      ({ method, params }) => method === "window/showMessage" && JSON.stringify(params).includes("max_user_watches"),
    );
    expect(editor.said.match(/as root: sysctl fs\.inotify\.max_user_watches=/g)).toHaveLength(2); // shown, and in the log
  },
);
