import { cp } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../process/environment.ts";
import { editorPath } from "./editors.ts";
import type { Home } from "./home.ts";
import { Terminal } from "./terminal.ts";
import type { Unfinished } from "./unfinished.ts";

/** A real Helix in a terminal, with the configuration in editors/helix, at the end of the unfinished line. */
export async function openHelix(home: Home, { path, text, line }: Unfinished): Promise<Terminal> {
  home.write(path, text);
  await cp(join(repository, "editors/helix"), join(home.config, "helix"), { recursive: true });
  return await Terminal.open(home, [editorPath("hx"), `${path}:${line}`]);
}
