#!/usr/bin/env node
import { Console } from "node:console";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
/** The `hearth` command: `--stdio` serves an editor; every other word is one of cli/commands.ts. */
import { keepCompiled } from "../base/compileCache.ts";
import { errorMessage, errorText } from "../base/errorText.ts";
import { privateFolder } from "../base/privateFolder.ts";
import { version } from "../base/version.ts";

giveHome();
keepCompiled();
const [word, ...args] = process.argv.slice(2);
if (word === "--stdio") process.exitCode = await serveEditor();
else process.exitCode = await runCommand();

/**
 * In some containers runs a user of whom no table knows, without a home: what is kept lies in a private folder then.
 */
function giveHome(): void {
  try {
    homedir();
  } catch {
    process.env.HOME = folderInsteadOfHome();
  }
}

function folderInsteadOfHome(): string {
  try {
    return privateFolder(join(tmpdir(), `hearth-${process.getuid?.()}`), "HOME");
  } catch (error) {
    process.stderr.write(`hearth: ${errorMessage(error)}\n`);
    process.exit(1);
  }
}

/**
 * V8 lets the two halves of its space for young objects grow to 16 MB each, and most of that stays empty while nobody
 * types. Halves of the size that they begin with, 1 MB, are collected more often and as quickly all in all.
 */
function keepYoungSpaceSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** stdout is the protocol's: what any library prints by console goes to stderr. */
async function serveEditor(): Promise<number | undefined> {
  keepYoungSpaceSmall();
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
  const { serve } = await import("./server.ts");
  try {
    serveWrapped(serve, commandLine(otherServer), process.stdin, process.stdout);
    return undefined;
  } catch (error) {
    process.stderr.write(`hearth: --wrap: ${errorMessage(error)}\n`);
    return 2;
  }
}

/** 0: done. 1: it could not be done, one sentence on stderr says why. 2: wrong usage. */
async function runCommand(): Promise<number> {
  process.stdout.on("error", () => process.exit(1)); // whoever read along, head for one, has enough
  if (word === "--version" || word === "version") return print(`hearth ${version}`);
  const { commandNamed, usageOfAll } = await import("./cli/commands.ts");
  const about = word === "help" && args[0] !== undefined ? await commandNamed(args[0]) : undefined;
  if (about) return print(about.help);
  if (word === "--help" || word === "-h" || word === "help") return print(await usageOfAll());
  if (word === undefined) {
    process.stderr.write(`${await usageOfAll()}\n`);
    return 2;
  }
  const command = await commandNamed(word);
  if (!command) {
    process.stderr.write(`hearth: there is no command "${word}"; hearth --help lists them\n`);
    return 2;
  }
  if (args.includes("--help") || args.includes("-h")) return print(command.help);
  return command.run(args);
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}
