import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, statSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { HostSettings } from "./protocol.ts";
import { protocolVersion } from "./protocol.ts";
import { version } from "./version.ts";

/** Unix allows 104 to 108 bytes for a socket's path, its end included; this is the smaller. */
const longestSocketPath = 103;

/**
 * The socket on which the host for these settings listens. Its name carries protocol, program and model
 * (with size and time of the file), so that an upgraded editor or a replaced model gets a host of its own.
 */
export function socketPath(settings: HostSettings): string {
  const key = createHash("sha256").update(
    JSON.stringify([protocolVersion, version, settings, fileStamp(settings.model)]),
  );
  const name = key.digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\hearth-${userInfo().username}-${name}`;
  return join(runtimeFolder(), `${name}.sock`);
}

/** Where sockets live: a folder that only this user can enter. Throws when such a folder cannot be had. */
export function runtimeFolder(): string {
  const base = process.env.XDG_RUNTIME_DIR;
  const preferred = base ? join(base, "hearth") : undefined;
  const fits = preferred && Buffer.byteLength(join(preferred, `${"0".repeat(16)}.sock`)) <= longestSocketPath;
  return privateFolder(fits ? preferred : join(tmpdir(), `hearth-${userId()}`), "XDG_RUNTIME_DIR");
}

/** Where the host's log is written. Throws when such a folder cannot be had. */
export function logFolder(): string {
  const base = process.env.XDG_STATE_HOME || join(homedir(), ".local", "state");
  return privateFolder(join(base, "hearth"), "XDG_STATE_HOME");
}

/** What to do where a folder or what is in it cannot be made. */
export function otherFolder(variable: string): string {
  return `make room on that disk, or set ${variable} to another folder`;
}

/** Makes the folder if need be; the variable names the one above it. What another user made or can enter is refused, a symbolic link too. */
export function privateFolder(path: string, variable: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`the folder ${path} cannot be made (${(error as Error).message}); ${otherFolder(variable)}`);
  }
  const remedy = remedyFor(path, variable);
  if (remedy !== undefined) throw new Error(`${path} is not a folder that only you can enter; ${remedy}`);
  return path;
}

/** What makes a folder private; undefined if it is. What another user has put into a shared folder cannot be removed. */
function remedyFor(path: string, variable: string): string | undefined {
  const found = lstatSync(path);
  if (process.platform !== "win32") {
    if (found.uid !== userId()) return `it is another user's, so set ${variable} to a folder of your own`;
    if (found.isDirectory() && (found.mode & 0o077) !== 0) return `run: chmod 700 ${path}`;
  }
  return found.isDirectory() ? undefined : "remove it";
}

function userId(): number {
  return process.getuid?.() ?? 0;
}

/** Changes when the file is replaced; empty when there is none, which the host then says. */
export function fileStamp(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.size}:${found.mtimeMs}` : "";
}
