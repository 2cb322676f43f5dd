import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Where this user's caches of a kind are, by the custom of the system. */
export function cacheFolder(kind: string): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const home =
    XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)
      ? XDG_CACHE_HOME
      : process.platform === "darwin"
        ? join(homedir(), "Library", "Caches")
        : process.platform === "win32" && LOCALAPPDATA
          ? LOCALAPPDATA
          : join(homedir(), ".cache");
  return join(home, "hearth", kind);
}
