import { setTimeout as pause } from "node:timers/promises";
import { expect } from "@jest/globals";
import { ScriptedHost } from "../process/scriptedHost.ts";
import { editorTest } from "./editorTest.ts";
import { openEmacs } from "./emacs.ts";
import { openHelix } from "./helix.ts";
import { Home } from "./home.ts";
import { Neovim } from "./neovim.ts";
import { until } from "./until.ts";

const stack = {
  path: "stack.py",
  text: "class Stack:\n    def push(self, item):\n        self.items.append(item)\n",
  line: 2,
  before: "    def push(self, item):",
};

const documented = stack.text.replace(":\n        self", ':\n        """Adds an item on top."""\n        self');

const answer =
  'Here it is:\n\n```python\ndef push(self, item):\n    """Adds an item on top."""\n    self.items.append(item)\n```\n';

const title = "Hearth: Write a doc comment for push";

/** Who asks before the server is there asks again. */
const againMs = 1000;

/** The menu has the one action that these tests are about. */
const disabled = ["explain", "explain-again", "tests", "types", "simplify", "implement", "rename"];

/** Somebody whose model says what it is told to. */
async function homeWith(answers: string[], settings: object = {}): Promise<{ home: Home; host: ScriptedHost }> {
  const home = new Home();
  const host = await ScriptedHost.start(home);
  host.answers = answers;
  home.configure({ ...host.settings, inlineCompletion: { enabled: false }, actions: { disabled }, ...settings });
  return { home, host };
}

editorTest("in Neovim a model writes a comment, and one u takes it back", async () => {
  const { home, host } = await homeWith([answer]);
  using _home = home;
  await using _host = host;
  await using neovim = await Neovim.open(home, stack);
  await neovim.type(":2<CR>");
  const chosen = `vim.lsp.buf.code_action({ apply = true, filter = function(it) return it.title == '${title}' end })`;
  const asked = async () => {
    await neovim.lua(`(function() ${chosen} return true end)()`);
    await pause(againMs);
    return host.asked.length > 0;
  };
  await until("the model is asked", asked, neovim.state);
  await neovim.textIs(documented);
  await neovim.type("u");
  await neovim.textIs(stack.text);
  expect(host.prompt).toContain("def push(self, item):");
});

editorTest("in Helix a model writes a comment, and one u takes it back", async () => {
  const { home, host } = await homeWith([answer]);
  using _home = home;
  await using _host = host;
  await using helix = await openHelix(home, stack);
  const offered = async () => {
    await helix.press("Escape");
    await pause(againMs);
    await helix.type(" a");
    await pause(againMs);
    return (await helix.screen()).includes(title);
  };
  await until("the action is offered", offered, helix.screen);
  await helix.press("Enter");
  await helix.shows('"""Adds an item on top."""');
  await helix.type(":write");
  await helix.press("Enter");
  await helix.shows("written");
  expect(home.read(stack.path)).toBe(documented);
  await helix.type("u:write");
  await helix.press("Enter");
  await until("the comment is gone", async () => home.read(stack.path) === stack.text, helix.screen);
});

const eglot = `(progn
  (require 'eglot)
  (setq eglot-code-action-indications nil)
  (add-to-list 'eglot-server-programs '((python-base-mode :language-id "python") . ("hearth" "--stdio")))
  (add-hook 'python-base-mode-hook #'eglot-ensure))`;

editorTest("in Emacs a model writes a comment, and undo takes it back", async () => {
  const { home, host } = await homeWith([answer]);
  using _home = home;
  await using _host = host;
  await using emacs = await openEmacs(home, stack, eglot);
  await emacs.hasShown("[eglot] Connected!");
  await emacs.press("M-x");
  await emacs.type("eglot-code-actions\r");
  await emacs.shows("Pick an action");
  await emacs.type(`${title}\r`);
  await emacs.shows('"""Adds an item on top."""');
  await emacs.press("C-x", "C-s");
  await emacs.shows("Wrote ");
  expect(home.read(stack.path)).toBe(documented);
  await emacs.press("C-x", "u", "C-x", "C-s");
  await until("the comment is gone", async () => home.read(stack.path) === stack.text, emacs.screen);
});

const said = "Puts an item on top of the others.";

editorTest("in Helix a hover has what the model says", async () => {
  const { home, host } = await homeWith([said]);
  using _home = home;
  await using _host = host;
  await using helix = await openHelix(home, stack);
  const asked = async () => {
    await helix.press("Escape", "g", "h", "f", "p", "Space", "k");
    await pause(againMs);
    return (await helix.screen()).includes(said);
  };
  await until("the explanation is shown", asked, helix.screen);
});
