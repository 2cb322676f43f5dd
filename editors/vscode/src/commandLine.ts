import { spawn } from "node:child_process";
import { type CancellationToken, ProcessExecution, workspace } from "vscode";
import type { Program } from "./program.ts";

type Started = { readonly command: string; readonly args: readonly string[]; readonly env: Record<string, string> };

/** How a command of `hearth` is started. A module runs in VS Code's own Node. */
function started({ kind, path }: Program, args: readonly string[]): Started {
  return kind === "module"
    ? { command: process.execPath, args: [path, ...args], env: { ELECTRON_RUN_AS_NODE: "1" } }
    : { command: path, args, env: {} };
}

/** The same in a terminal, where its user is asked. */
export function inTerminal(program: Program, args: readonly string[]): ProcessExecution {
  const { command, args: all, env } = started(program, args);
  return new ProcessExecution(command, [...all], { env });
}

export type Output = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a command of `hearth` to its end. Hears each line of stderr; when cancelled the command ends in its own way. */
export async function run(
  program: Program,
  args: readonly string[],
  onLine: (line: string) => void = () => {},
  token?: CancellationToken,
): Promise<Output> {
  const { command, args: all, env } = started(program, args);
  const cwd = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;
  const child = spawn(command, all, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const cancelling = token?.onCancellationRequested(() => child.kill("SIGINT"));
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
    for (const line of text.split("\n")) if (line.trim() !== "") onLine(line.trim());
  });
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode) => resolve({ exitCode, ...output }));
    });
  } finally {
    cancelling?.dispose();
  }
}
