import { errorCode } from "./errorCode.ts";

/** True if there is a process of that number on this machine, whoever's it is. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM"; // another user's, but there
  }
}
