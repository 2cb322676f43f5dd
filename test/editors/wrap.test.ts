import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "@jest/globals";
import { repository } from "../process/environment.ts";
import { editorTest } from "./editorTest.ts";
import { openEmacs } from "./emacs.ts";
import { Home } from "./home.ts";
import { unfinished } from "./unfinished.ts";
import { until } from "./until.ts";

/** Cut off inside a word, where the model goes on and pyright knows the name. */
const stack = unfinished(
  "stack.py",
  `class Stack:
    def __init__(self, items):
        self.items = items

    def push(self, item):
        self.ite│ms.append(item)

    def pop(self):
        return self.ite│ms.pop()

limit: int = "ten"
`,
  /^.{4}/,
);

const pyrightBesideHearth = `(progn
  (require 'hearth-inline)
  (setq eldoc-idle-delay 0.1)
  (add-to-list 'eglot-server-programs
               '((python-base-mode :language-id "python") . ("hearth" "--stdio" "--wrap" "pyright-langserver --stdio")))
  (add-hook 'python-base-mode-hook #'eglot-ensure)
  (add-hook 'eglot-managed-mode-hook #'hearth-inline-mode))`;

const pyrightPid = (home: Home) => join(home.folder, "pyright.pid");

/** A user who has pyright on the PATH. */
function homeWithPyright(): Home {
  const home = new Home();
  const command = join(home.folder, "bin/pyright-langserver");
  const script = join(repository, "node_modules/pyright/langserver.index.js");
  writeFileSync(command, `#!/bin/sh\necho $$ >'${pyrightPid(home)}'\nexec '${process.execPath}' '${script}' "$@"\n`);
  chmodSync(command, 0o755);
  return home;
}

editorTest("Emacs with Eglot shows Hearth's ghost text while pyright checks the same buffer", async () => {
  using home = homeWithPyright();
  await using emacs = await openEmacs(home, stack, pyrightBesideHearth);
  await home.modelLoaded();
  await emacs.press("BSpace", stack.before.slice(-1));
  const looks = await emacs.continues(stack.line, stack.before);
  await emacs.press("Tab", "C-x", "C-s");
  await emacs.shows("Wrote ");
  expect(home.read(stack.path).split("\n")[stack.line - 1]).toBe(looks);
  await emacs.press("M-x");
  await emacs.type("flymake-show-buffer-diagnostics\r");
  await emacs.shows("Pyright [report");
});

editorTest("in Emacs one list of completions has the other server's names and Hearth's suggestion", async () => {
  using home = homeWithPyright();
  await using emacs = await openEmacs(home, stack, pyrightBesideHearth);
  await home.modelLoaded();
  await emacs.press("C-M-i");
  await emacs.shows("items Variable");
  await emacs.showsMatch(/^(ite.* Hearth)$/m);
});

editorTest("in Emacs the other server's hover is in the echo area", async () => {
  using home = homeWithPyright();
  await using emacs = await openEmacs(home, stack, pyrightBesideHearth);
  await home.modelLoaded();
  await emacs.press("M->", "C-p", "C-a");
  await emacs.shows("(variable) limit: int");
});

editorTest("in Emacs a crash of the other server is told of, and it comes back", async () => {
  using home = homeWithPyright();
  await using emacs = await openEmacs(home, stack, pyrightBesideHearth);
  await home.modelLoaded();
  await emacs.press("M->", "C-p", "C-a");
  await emacs.shows("(variable) limit: int");
  process.kill(Number(readFileSync(pyrightPid(home), "utf8")), "SIGKILL");
  await emacs.hasShown("Hearth starts it again");
  await emacs.press("C-p", "C-p", "C-p", "C-e", "M-b", "M-b");
  // ElDoc asks once for each place, and pyright is away for a moment.
  let key = "C-f";
  const asked = async () => {
    key = key === "C-f" ? "C-b" : "C-f";
    await emacs.press(key);
    await pause(1000);
    return (await emacs.screen()).includes("(method) def pop");
  };
  await until("pyright answers again", asked, emacs.screen);
});
