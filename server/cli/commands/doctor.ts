import { version } from "../../../base/version.ts";
import { inspect } from "../../../models/host/inspect/inspect.ts";
import { readUserConfig } from "../../config/file.ts";
import { CommandError, command, print, printJson } from "../command.ts";
import { examine, type Finding, type Patient } from "../doctor/check.ts";
import { checks } from "../doctor/checks.ts";
import { ProgressBar } from "../progressBar.ts";

export const doctorCommand = command({
  usage: "doctor [--verify] [--json]",
  summary: "Examines settings, machine, models, index and sockets, and says what to do where something is wrong.",
  details: `
Each line is ok, a warning or a problem. The model is loaded and asked once, as an editor would.
The files of models are compared with the hashes that are known of them; what was read is remembered until it changes.
Exit code 1: there is a problem.

  --verify   reads every file of the models anew, also those that are large
  --json     {version, node, platform, findings: [{name, state, text, advice}]}`,
  options: { verify: { type: "boolean" }, json: { type: "boolean" } },
  most: 0,
  run: async ({ verify = false, json }, _positionals, io) => {
    const bar = new ProgressBar(io);
    const patient = present(verify, bar);
    if (!json) print(io, `hearth ${version}, Node ${process.version}, ${process.platform} ${process.arch}`);
    const findings: Finding[] = [];
    for (const check of checks) {
      const found = await examine(check, patient);
      bar.end();
      findings.push(...found);
      if (!json) for (const finding of found) print(io, line(finding));
    }
    const facts = { version, node: process.version, platform: `${process.platform} ${process.arch}` };
    if (json) printJson(io, { ...facts, findings });
    const problems = findings.filter(({ state }) => state === "problem").length;
    if (problems > 0) throw new CommandError(problems === 1 ? "there is a problem" : `there are ${problems} problems`);
  },
});

function present(readsWholeFiles: boolean, bar: ProgressBar): Patient {
  const { config, problems } = readUserConfig();
  const machine = inspect("machine", config.gpu);
  machine.catch(() => {}); // whoever looks at it says so
  // What takes a moment shows no bar.
  const onRead = (name: string, bytes: number, totalBytes: number) => {
    if (readsWholeFiles) bar.show({ name, bytes, totalBytes, nowMs: performance.now() });
  };
  return { config, problems, folder: process.cwd(), machine, readsWholeFiles, onRead };
}

const stateWidth = "warning".length + 2;
const nameWidth = "completion".length + 2;

function line({ name, state, text, advice }: Finding): string {
  const indent = " ".repeat(stateWidth + nameWidth);
  return `${state.padEnd(stateWidth)}${name.padEnd(nameWidth)}${text}${advice ? `\n${indent}-> ${advice}` : ""}`;
}
