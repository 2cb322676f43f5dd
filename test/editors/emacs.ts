import { join } from "node:path";
import { repository } from "../process/environment.ts";
import type { Home } from "./home.ts";
import { editorPath, lispFolders } from "./installed.ts";
import { type Size, Terminal } from "./terminal.ts";
import type { Unfinished } from "./unfinished.ts";

/**
 * A real Emacs in a terminal, at the end of the unfinished line, with nothing but `init` for a configuration.
 * The files in editors/emacs and lsp-mode are on its load-path.
 */
export async function openEmacs(
  home: Home,
  { path, text, line }: Unfinished,
  init: string,
  size?: Size,
): Promise<Terminal> {
  home.write(path, text);
  const load = [join(repository, "editors/emacs"), ...lispFolders()].flatMap((folder) => ["-L", folder]);
  const bare = "(progn (menu-bar-mode -1) (setq make-backup-files nil))";
  const place = [`+${line}`, path, "--eval", "(end-of-line)"];
  const program = [editorPath("emacs"), "-nw", "-Q", ...load, "--eval", bare, "--eval", init, ...place];
  return await Terminal.open(home, program, size);
}
