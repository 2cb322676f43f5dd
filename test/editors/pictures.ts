/** Makes the pictures of editors/: each is the screen of a real editor with what the embedded model said there. */
import { writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../process/environment.ts";
import { openEmacs } from "./emacs.ts";
import { openHelix } from "./helix.ts";
import { Home } from "./home.ts";
import { editorPath } from "./installed.ts";
import { stackInWord } from "./stack.ts";
import { svg } from "./svg.ts";
import { Terminal } from "./terminal.ts";

const size = { columns: 80, rows: 13 };

const stack = stackInWord();

async function neovim(home: Home): Promise<Terminal> {
  home.hearth("init", "neovim", "--write");
  await cp(join(repository, "editors/neovim/statusline.lua"), join(home.config, "nvim/init.lua"));
  home.write(stack.path, stack.text);
  const quiet = ["-n", "-i", "NONE", "--cmd", "let g:loaded_python3_provider = 0"];
  const terminal = await Terminal.open(home, [editorPath("nvim"), ...quiet, `+${stack.line}`, stack.path], size);
  await home.modelLoaded();
  await terminal.press("A");
  await terminal.continues(stack.line, stack.before);
  await terminal.shows("-- INSERT --");
  return terminal;
}

async function helix(home: Home): Promise<Terminal> {
  const terminal = await openHelix(home, stack, size);
  await home.modelLoaded();
  await terminal.press("A");
  await terminal.showsMatch(/(\S.*) (?:text|snippet)$/m);
  return terminal;
}

async function emacs(home: Home): Promise<Terminal> {
  home.hearth("init", "emacs", "--write");
  const init = `(progn
    (set-terminal-parameter nil 'background-mode 'dark)
    (mapc #'frame-set-background-mode (frame-list))
    (load (locate-user-emacs-file "hearth-setup") nil t))`;
  const terminal = await openEmacs(home, stack, init, size);
  await home.modelLoaded();
  await terminal.press("BSpace", stack.before.slice(-1));
  await terminal.continues(stack.line, stack.before);
  return terminal;
}

const pictures = { neovim, helix, emacs };
const titles = {
  neovim: "Neovim with Hearth's suggestion as grey text behind the cursor",
  helix: "Helix with Hearth's suggestion in its completion menu",
  emacs: "Emacs with Hearth's suggestion as grey text behind the cursor",
};

for (const name of Object.keys(pictures) as (keyof typeof pictures)[]) {
  using home = new Home();
  await using terminal = await pictures[name](home);
  const { screen, cursor } = await terminal.picture();
  const path = join(repository, "editors", name, "picture.svg");
  writeFileSync(path, svg(screen, cursor, titles[name]));
  process.stdout.write(`${path}\n`);
}
