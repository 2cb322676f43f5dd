import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Home } from "./home.ts";
import { editorPath } from "./installed.ts";
import { Terminal } from "./terminal.ts";
import type { Unfinished } from "./unfinished.ts";

/** A real Vim in a terminal with the plugins, as `hearth init` sets it up, at the end of the unfinished line. */
export async function openVim(
  home: Home,
  { path, text, line }: Unfinished,
  plugins: readonly string[],
  settings: string,
): Promise<Terminal> {
  home.write(path, text);
  home.hearth("init", "vim", "--write");
  const folders = plugins.map((folder) => `set runtimepath+=${folder}\n`).join("");
  const bare = "set nocompatible noswapfile viminfo= shortmess+=I\nfiletype plugin on\n";
  await writeFile(join(home.env.HOME as string, ".vimrc"), `${bare}${folders}${settings}\n`);
  return await Terminal.open(home, [editorPath("vim"), `+${line}`, path]);
}
