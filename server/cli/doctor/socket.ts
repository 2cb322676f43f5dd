import { errorMessage } from "../../../base/errorText.ts";
import { runningHosts } from "../../../models/local/hosts.ts";
import { logFolder, runtimeFolder } from "../../../models/local/socket.ts";
import { type DoctorCheck, ok, warning } from "./check.ts";

/** Where servers and the engine host meet. A folder that others can enter is refused with a sentence. */
export const socketCheck: DoctorCheck = {
  name: "socket",
  run: async () => {
    const hosts = await runningHosts();
    const who = hosts.map(({ pid, model }) => `process ${pid} with ${model}`).join(", ") || "no model is in memory";
    return [ok("socket", `${runtimeFolder()} is for you alone; ${who}`)];
  },
};

/** Without such a folder the models serve all the same. */
export const logCheck: DoctorCheck = {
  name: "log",
  run: () => {
    try {
      return [ok("log", `the engine host writes to ${logFolder()}/host.log`)];
    } catch (error) {
      const lost = "the engine host writes no log, and what it serves is not counted";
      return [warning("log", errorMessage(error), `${lost} until there is such a folder; all else works`)];
    }
  },
};
