import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ClientTraces } from "../../models/trace.ts";
import { editorTest } from "./editorTest.ts";
import { openEmacs } from "./emacs.ts";
import { openHelix } from "./helix.ts";
import { Home } from "./home.ts";
import { Neovim } from "./neovim.ts";
import type { Unfinished } from "./unfinished.ts";
import { until } from "./until.ts";

/** What git opens in an editor when a message is to be written. */
const message: Unfinished = {
  path: ".git/COMMIT_EDITMSG",
  text: "Add a\n\n# Please enter the commit message for your changes.\n",
  line: 1,
  before: "Add a",
};

/** Somebody with a file that is staged. */
function committing(): Home {
  const home = new Home();
  home.configure({ model: "memory" });
  home.write("prices.py", "def price_of(item):\n    return item.cents\n");
  execFileSync("git", ["-C", home.project, "add", "prices.py"]);
  return home;
}

/** The editor has started Hearth, whose socket for viewers is there then. */
async function isServed(home: Home): Promise<void> {
  const folder = join(home.env.XDG_RUNTIME_DIR as string, "hearth");
  const sockets = () => (existsSync(folder) ? readdirSync(folder) : []);
  await until(
    "a server runs",
    async () => sockets().some((name) => name.startsWith("editor")),
    async () => sockets().join(", "),
  );
}

/** Hearth was asked how the message goes on; no model is needed to see that. */
async function isAsked(home: Home): Promise<void> {
  const traces = () => home.hearth("trace", "--json");
  const ofMessage = (clients: ClientTraces[]) =>
    clients.some((client) => client.traces.some(({ uri }) => uri.endsWith("/.git/COMMIT_EDITMSG")));
  await until(
    "a suggestion is asked for",
    async () => ofMessage(JSON.parse(traces())),
    async () => traces(),
  );
}

editorTest("Neovim asks for suggestions in the message of a commit", async () => {
  using home = committing();
  await using neovim = await Neovim.open(home, message);
  await isServed(home);
  await neovim.type("A pri");
  await isAsked(home);
});

editorTest("Helix asks for suggestions in the message of a commit", async () => {
  using home = committing();
  await using helix = await openHelix(home, message);
  await isServed(home);
  await helix.press("A");
  await helix.type(" pri");
  await isAsked(home);
});

editorTest("Emacs with Eglot asks for suggestions in the message of a commit", async () => {
  using home = committing();
  home.hearth("init", "emacs", "--write");
  await using emacs = await openEmacs(home, message, '(load (locate-user-emacs-file "hearth-setup"))');
  await isServed(home);
  await emacs.type(" pri");
  await isAsked(home);
});
