import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceFileSync } from "../base/replaceFile.ts";
import { runtimeFolder } from "../models/local/socket.ts";

/** Where a gateway is to be found, and what it wants to be shown. Only its user can read that. */
export type PortFile = { readonly port: number; readonly host: string; readonly token: string; readonly pid: number };

/** Throws when there is no folder that only the user can enter. */
function portFilePath(): string {
  return join(runtimeFolder(), "gateway.json");
}

/** The gateway that runs now, if one does. */
export function runningGateway(): PortFile | undefined {
  const found = readPortFile();
  return found && isAlive(found.pid) ? found : undefined;
}

export function writePortFile(content: PortFile): void {
  replaceFileSync(portFilePath(), JSON.stringify(content), { mode: 0o600 });
}

/** Removes this process's file, and no other's. */
export function removePortFile(): void {
  if (readPortFile()?.pid === process.pid) rmSync(portFilePath(), { force: true });
}

function readPortFile(): PortFile | undefined {
  try {
    return JSON.parse(readFileSync(portFilePath(), "utf8"));
  } catch {
    return undefined; // none, or one that was cut short when its machine went down
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // ESRCH: it has ended
  }
}
