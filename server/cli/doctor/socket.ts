import { runningHosts } from "../../../models/local/hosts.ts";
import { logFolder, runtimeFolder } from "../../../models/local/socket.ts";
import { type DoctorCheck, ok } from "./check.ts";

/** Where servers and the engine host meet. A folder that others can enter is refused with a sentence. */
export const socketCheck: DoctorCheck = {
  name: "socket",
  run: async () => {
    const hosts = await runningHosts();
    const who = hosts.map(({ pid, model }) => `process ${pid} with ${model}`).join(", ") || "no model is in memory";
    return [
      ok("socket", `${runtimeFolder()} is for you alone; ${who}`),
      ok("log", `the engine host writes to ${logFolder()}/host.log`),
    ];
  },
};
