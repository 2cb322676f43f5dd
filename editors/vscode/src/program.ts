import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, isAbsolute, join } from "node:path";

/** How the server and the command line are started: a file for Node, or a program of its own. */
export type Program = { readonly kind: "module" | "program"; readonly path: string };

type Place = {
  /** The setting `hearth.server.path`; empty to look for one. */
  readonly setting: string;
  readonly extensionFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly isWindows: boolean;
};

/** The server that came with the extension, or one on the PATH. Throws an Error that says what to do if there is none. */
export function findProgram({ setting, extensionFolder, env, isWindows }: Place): Program {
  if (setting !== "") return named(setting);
  const own = join(extensionFolder, "server/dist/server/main.js");
  if (existsSync(own)) return { kind: "module", path: own };
  const found = onPath(env, isWindows);
  if (found) return found;
  throw new Error(
    "This build of the extension has no server, and there is no hearth on the PATH. Install it, or set hearth.server.path.",
  );
}

function named(setting: string): Program {
  const path = setting.replace(/^~(?=[\\/])/, homedir());
  if (!isAbsolute(path)) throw new Error(`hearth.server.path must be a whole path, not ${setting}`);
  if (!existsSync(path)) throw new Error(`hearth.server.path names ${setting}, which is not there`);
  return { kind: /\.[cm]?js$/.test(path) ? "module" : "program", path };
}

function onPath(env: NodeJS.ProcessEnv, isWindows: boolean): Program | undefined {
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  for (const folder of folders) {
    // Windows starts no .cmd without a shell; what npm's starts stands beside it.
    const file = join(folder, isWindows ? "hearth.cmd" : "hearth");
    if (!existsSync(file)) continue;
    if (!isWindows) return { kind: "program", path: file };
    const main = join(dirname(file), "node_modules/hearth-ls/dist/server/main.js");
    if (existsSync(main)) return { kind: "module", path: main };
  }
  return undefined;
}
