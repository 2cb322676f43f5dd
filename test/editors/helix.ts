import { cp } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../process/environment.ts";
import type { Home } from "./home.ts";
import { editorPath } from "./installed.ts";
import { type Size, Terminal } from "./terminal.ts";
import type { Unfinished } from "./unfinished.ts";

/** A real Helix in a terminal, as `hearth init` sets it up, at the end of the unfinished line. */
export async function openHelix(home: Home, { path, text, line }: Unfinished, size?: Size): Promise<Terminal> {
  home.write(path, text);
  home.hearth("init", "helix", "--write");
  await cp(join(repository, "editors/helix/config.toml"), join(home.config, "helix/config.toml"));
  return await Terminal.open(home, [editorPath("hx"), `${path}:${line}`], size);
}
