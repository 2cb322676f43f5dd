import { setTimeout as pause } from "node:timers/promises";
import { expect } from "@jest/globals";
import { editorTest } from "./editorTest.ts";
import { openEmacs } from "./emacs.ts";
import { Home } from "./home.ts";
import { cart, importAction, imported, stockPrices } from "./shop.ts";
import { stackInWord } from "./stack.ts";
import type { Terminal } from "./terminal.ts";
import type { Unfinished } from "./unfinished.ts";
import { until } from "./until.ts";

const stack = stackInWord();

/** What needs no file of ours: Hearth in Eglot, and Emacs's own preview of completions. */
const eglot = `(progn
  (require 'eglot)
  (add-to-list 'eglot-server-programs '((python-base-mode :language-id "python") . ("hearth" "--stdio")))
  (add-hook 'python-base-mode-hook #'eglot-ensure)
  (add-hook 'eglot-managed-mode-hook #'completion-preview-mode))`;

/** After `hearth init emacs --write`, the line that it says to add to the init file. */
const eglotWithGhostText = '(load (locate-user-emacs-file "hearth-setup"))';

/** lsp-mode with another server in the buffer; Hearth itself under another name does for one. */
const lspMode = `(progn
  (load "lsp-mode-autoloads")
  (setq lsp-auto-guess-root t lsp-guess-root-without-session t lsp-enable-snippet nil
        lsp-headerline-breadcrumb-enable nil)
  (require 'hearth-lsp-mode)
  (lsp-register-client
   (make-lsp-client :server-id 'base :major-modes '(python-mode)
                    :new-connection (lsp-stdio-connection '("hearth" "--stdio"))
                    :initialization-options '(:inlineCompletion (:enabled :json-false))))
  (add-hook 'python-base-mode-hook #'lsp))`;

/** The line as it looks with the suggestion, which comes when something is typed. */
async function continued(emacs: Terminal): Promise<string> {
  await emacs.press("BSpace", stack.before.slice(-1));
  return emacs.continues(stack.line, stack.before);
}

async function savedLine(emacs: Terminal, home: Home, { path, line }: Unfinished): Promise<string | undefined> {
  await emacs.press("C-x", "C-s");
  await emacs.shows("Wrote ");
  return home.read(path).split("\n")[line - 1];
}

editorTest("Emacs with Eglot shows the suggestion in grey, accepts it with TAB and saves it", async () => {
  using home = new Home();
  await using emacs = await openEmacs(home, stack, eglot);
  await home.modelLoaded();
  const looks = await continued(emacs);
  await emacs.press("Tab");
  expect(await savedLine(emacs, home, stack)).toBe(looks);
});

editorTest("in Emacs with Eglot the mode line tells that a model is loading", async () => {
  using home = new Home();
  await using emacs = await openEmacs(home, stack, eglot);
  await emacs.showsMatch(/\[eglot:project\/(\d+)%\]/); // stands there until 2 s after the end
});

editorTest("Emacs with hearth-inline shows ghost text, accepts it with TAB and saves it", async () => {
  using home = new Home();
  home.hearth("init", "emacs", "--write");
  await using emacs = await openEmacs(home, stack, eglotWithGhostText);
  await home.modelLoaded();
  const looks = await continued(emacs);
  await emacs.press("Tab");
  expect(await savedLine(emacs, home, stack)).toBe(looks);
  await home.accepted(1);
});

editorTest("in Emacs ghost text is typed into, and what is left of it accepted", async () => {
  using home = new Home();
  home.hearth("init", "emacs", "--write");
  await using emacs = await openEmacs(home, stack, eglotWithGhostText);
  await home.modelLoaded();
  const looks = await continued(emacs);
  await emacs.press(...looks.slice(stack.before.length, stack.before.length + 1), "Tab");
  expect(await savedLine(emacs, home, stack)).toBe(looks);
});

editorTest("Emacs with lsp-mode shows ghost text from Hearth beside another server", async () => {
  using home = new Home();
  await using emacs = await openEmacs(home, stack, lspMode);
  await home.modelLoaded(2);
  const looks = await continued(emacs);
  await emacs.press("Tab");
  expect(await savedLine(emacs, home, stack)).toBe(looks);
});

/** lsp-mode with Hearth alone. */
const lspModeAlone = `(progn
  (load "lsp-mode-autoloads")
  (setq lsp-auto-guess-root t lsp-guess-root-without-session t lsp-enable-snippet nil lsp-client-packages nil
        lsp-headerline-breadcrumb-enable nil)
  (require 'hearth-lsp-mode)
  (add-hook 'python-base-mode-hook #'lsp))`;

for (const [name, init, command, menu] of [
  ["Eglot", eglot, "eglot-code-actions", "Pick an action"],
  // It does at once what is the only thing to be done.
  ["lsp-mode", lspModeAlone, "lsp-execute-code-action", undefined],
] as const) {
  editorTest(`in Emacs with ${name} an import is added by a code action, and undone at once`, async () => {
    using home = new Home();
    stockPrices(home);
    await using emacs = await openEmacs(home, cart, init);
    await home.modelLoaded();
    await emacs.press("C-a", "C-s");
    await emacs.type("price_of\r");
    await emacs.press("C-b", "M-x");
    await emacs.type(`${command}\r`);
    if (menu) {
      await emacs.shows(menu);
      await emacs.type(`${importAction}\r`);
    }
    await emacs.shows("from prices import price_of");
    await emacs.press("C-x", "C-s");
    await emacs.shows("Wrote ");
    expect(home.read(cart.path)).toBe(imported);
    await emacs.press("C-x", "u", "C-x", "C-s");
    await until("the import is undone", async () => home.read(cart.path) === cart.text, emacs.screen);
  });
}

editorTest("in Emacs Eglot starts a server again that was killed", async () => {
  using home = new Home();
  home.hearth("init", "emacs", "--write");
  await using emacs = await openEmacs(home, stack, eglotWithGhostText);
  await home.modelLoaded();
  // Eglot lets one rest that did not live for three seconds.
  await pause(3500);
  home.killServer();
  await emacs.hasShown("Reconnected!");
  await home.modelLoaded();
  await continued(emacs);
});

editorTest("in Emacs lsp-mode starts a server again that was killed, if its user wants that", async () => {
  using home = new Home();
  await using emacs = await openEmacs(home, stack, lspModeAlone);
  await home.modelLoaded();
  home.killServer();
  await emacs.shows("Do you want to restart"); // the question takes two rows
  await emacs.press("y");
  await home.modelLoaded();
  await emacs.press("BSpace", stack.before.slice(-1));
  const looks = await emacs.continues(stack.line, stack.before);
  await emacs.press("Tab");
  expect(await savedLine(emacs, home, stack)).toBe(looks);
});
