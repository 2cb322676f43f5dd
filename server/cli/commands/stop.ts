import { stopHosts } from "../../../models/local/hosts.ts";
import { command, print, printJson } from "../command.ts";

export const stopCommand = command({
  usage: "stop [--json]",
  summary: "Lets every model in memory go. An editor that needs one loads it again.",
  details: `
  --json   {stopped: [process id]}`,
  options: { json: { type: "boolean" } },
  most: 0,
  run: async ({ json }, _positionals, io) => {
    const stopped = await stopHosts();
    if (json) printJson(io, { stopped: stopped.map(({ pid }) => pid) });
    else if (stopped.length === 0) print(io, "No model was in memory.");
    else for (const { pid, model } of stopped) print(io, `Stopped process ${pid} with ${model}.`);
  },
});
