import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { fileStamp } from "../../base/fileStamp.ts";
import { privateFolder, userId } from "../../base/privateFolder.ts";
import { version } from "../../base/version.ts";
import { type HostSettings, protocolVersion } from "./protocol.ts";

/** Unix allows 104 to 108 bytes for a socket's path, its end included; this is the smaller. */
const longestSocketPath = 103;

/**
 * The socket on which the host for these settings listens. Its name carries protocol, program and model, with size and
 * time of the file. So an upgraded editor or a replaced model gets a host of its own.
 */
export function socketPath(settings: HostSettings): string {
  const key = createHash("sha256").update(
    JSON.stringify([protocolVersion, version, settings, fileStamp(settings.model)]),
  );
  const name = key.digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\hearth-${userInfo().username}-${name}`;
  return join(runtimeFolder(), `${name}.sock`);
}

/**
 * A new name for the socket on which this server answers those who view it, no longer than a host's. It carries the
 * protocol: nobody views a server that speaks another one.
 */
export function editorSocketPath(): string {
  const name = `${protocolVersion}-${process.pid}-${randomBytes(2).toString("hex")}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\hearth_editor-${name}-${userInfo().username}`;
  return join(runtimeFolder(), `editor${name}`);
}

/** The sockets of all hosts, those that were killed among them. */
export function hostSockets(): string[] {
  return socketsNamed(process.platform === "win32" ? /^hearth-/ : /\.sock$/);
}

/** The sockets of editors' servers, those that were killed among them, and those of another protocol for "any". */
export function editorSockets(version: number | "any" = protocolVersion): string[] {
  const number = version === "any" ? "\\d+" : version;
  return socketsNamed(
    new RegExp(process.platform === "win32" ? `^hearth_editor-${number}-` : `^editor${number}-\\d+-`),
  );
}

function socketsNamed(pattern: RegExp): string[] {
  const folder = process.platform === "win32" ? "\\\\.\\pipe\\" : runtimeFolder();
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(folder, name));
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
  return privateFolder(statePath(), "XDG_STATE_HOME");
}

/** The same folder, which may not be there. */
export function statePath(): string {
  return join(process.env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "hearth");
}
