#!/usr/bin/env node
/** The `hearth` command: `--stdio` serves an editor; every other word is a file in cli/. */
import { Console } from "node:console";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { privateFolder } from "../models/socket.ts";
import { version } from "../models/version.ts";
import type { Command } from "./cli/command.ts";
import { errorText } from "./log.ts";

const commands: Record<string, () => Promise<Command>> = {
  act: async () => (await import("./cli/act.ts")).act,
  complete: async () => (await import("./cli/complete.ts")).complete,
  explain: async () => (await import("./cli/explain.ts")).explain,
  context: async () => (await import("./cli/context.ts")).context,
  index: async () => (await import("./cli/index.ts")).index,
  symbols: async () => (await import("./cli/symbols.ts")).symbols,
  outline: async () => (await import("./cli/outline.ts")).outline,
  setup: async () => (await import("./cli/setup.ts")).setup,
  models: async () => (await import("./cli/models.ts")).models,
  doctor: async () => (await import("./cli/doctor.ts")).doctor,
  init: async () => (await import("./cli/init.ts")).init,
  serve: async () => (await import("./cli/serve.ts")).serve,
  status: async () => (await import("./cli/status.ts")).status,
  stop: async () => (await import("./cli/stop.ts")).stop,
};

giveHome();
const [word, ...args] = process.argv.slice(2);
if (word === "--stdio") process.exitCode = await serveEditor();
else process.exitCode = await runCommand();

/** In some containers runs a user of whom no table knows, without a home: what is kept lies in a private folder then. */
function giveHome(): void {
  try {
    homedir();
  } catch {
    process.env.HOME = privateFolder(join(tmpdir(), `hearth-${process.getuid?.()}`), "HOME");
  }
}

/** stdout is the protocol's: what any library prints by console goes to stderr. */
async function serveEditor(): Promise<number | undefined> {
  globalThis.console = new Console(process.stderr, process.stderr);
  process.on("uncaughtException", (error) => process.stderr.write(`hearth error: not caught: ${errorText(error)}\n`));
  process.stdout.on("error", () => process.exit(1)); // the editor is gone
  // Editors add options of their own, and what they add is no mistake.
  const { wrap } = parseArgs({ args, options: { wrap: { type: "string" } }, strict: false }).values;
  if (wrap !== undefined) return serveBeside(String(wrap));
  const { serve } = await import("./server.ts");
  serve(process.stdin, process.stdout);
  return undefined;
}

/** The other server's command comes from the command line and from nowhere else. */
async function serveBeside(otherServer: string): Promise<number | undefined> {
  const { commandLine } = await import("./wrap/commandLine.ts");
  const { serveWrapped } = await import("./wrap/wrap.ts");
  try {
    serveWrapped(commandLine(otherServer), process.stdin, process.stdout);
    return undefined;
  } catch (error) {
    process.stderr.write(`hearth: --wrap: ${(error as Error).message}\n`);
    return 2;
  }
}

/** 0: done. 1: it could not be done, one sentence on stderr says why. 2: wrong usage. */
async function runCommand(): Promise<number> {
  if (word === "--version" || word === "version") return print(`hearth ${version}`);
  if (word === undefined) return printUsage(2);
  if (word === "--help" || word === "-h" || word === "help") return printUsage(0);
  const load = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (!load) {
    process.stderr.write(`hearth: there is no command "${word}"; hearth --help lists them\n`);
    return 2;
  }
  const command = await load();
  if (args.includes("--help") || args.includes("-h")) return print(command.help);
  return command.run(args);
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

async function printUsage(exitCode: number): Promise<number> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = loaded.map(({ usage, summary }) => `  hearth ${usage}\n      ${summary}`);
  const text = [
    "usage:",
    '  hearth --stdio [--wrap "COMMAND"]\n      Serves an editor: the language server, together with another one if wanted.',
    ...lines,
    "  hearth --version",
  ];
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text.join("\n")}\n`);
  return exitCode;
}
