import { setTimeout as pause } from "node:timers/promises";
import { editorTest } from "./editorTest.ts";
import { openEmacs } from "./emacs.ts";
import { openHelix } from "./helix.ts";
import { Home } from "./home.ts";
import { Neovim } from "./neovim.ts";
import { until } from "./until.ts";

const stack = {
  path: "stack.py",
  text: "class Stack:\n    def push(self, item):\n        self.items.append(item)\n\ndef fill(stack):\n    stack.push(1)\n",
  line: 6,
  before: "",
};

/** The text of the floating window. */
const float = `(function()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), " ")
    end
  end
end)()`.replace(/\n */g, " ");

const known = "method of Stack";
const knownInMarkdown = "method of `Stack` in [stack.py:2]";

/** The server reads the workspace beside all this: who asks too early asks again. */
const againMs = 1000;

editorTest("in Neovim K shows what is known of a name", async () => {
  using home = new Home();
  await using neovim = await Neovim.open(home, stack);
  const asked = async () => {
    await neovim.type("<Esc>:6<CR>0fpK");
    await pause(againMs);
    return (await neovim.lua<string>(float))?.includes(knownInMarkdown);
  };
  await until("a hover is shown", asked, neovim.state);
});

editorTest("in Helix Space k shows what is known of a name", async () => {
  using home = new Home();
  await using helix = await openHelix(home, stack);
  const asked = async () => {
    await helix.press("Escape", "g", "h", "f", "p", "Space", "k");
    await pause(againMs);
    return (await helix.screen()).includes(known);
  };
  await until("a hover is shown", asked, helix.screen);
});

const eglot = `(progn
  (require 'eglot)
  (add-to-list 'eglot-server-programs '((python-base-mode :language-id "python") . ("hearth" "--stdio")))
  (add-hook 'python-base-mode-hook #'eglot-ensure))`;

editorTest("in Emacs the declaration of a name is in the echo area wherever the cursor rests", async () => {
  using home = new Home();
  await using emacs = await openEmacs(home, stack, eglot);
  await home.modelLoaded();
  let key = "C-f";
  const rested = async () => {
    key = key === "C-f" ? "C-b" : "C-f";
    await emacs.press(key);
    await pause(againMs);
    return /^def push\(self, item\):$/m.test(await emacs.screen());
  };
  await emacs.press("M-<", "C-s");
  await emacs.type("stack.pu");
  await emacs.press("Enter");
  await until("a hover is shown", rested, emacs.screen);
});
