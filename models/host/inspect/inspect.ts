import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Machine } from "../../catalog/machine.ts";
import type { GgufFacts } from "./gguf.ts";

/** llama.cpp tries each of its binaries in a process of its own before it answers. */
const limitMs = 60_000;

export type Questions = {
  /** The machine as llama.cpp sees it, with the given choice of `hearth.gpu`. */
  readonly machine: { readonly argument: string; readonly answer: MachineReport };
  /** A GGUF's account of itself, read without loading it. */
  readonly gguf: { readonly argument: string; readonly answer: GgufFacts };
  /** The same of several, whose paths are a JSON list; what is wrong with one stands in its place. */
  readonly ggufs: { readonly argument: string; readonly answer: readonly (GgufFacts | { readonly problem: string })[] };
  /** Bytes that so many threads together read in a second from memory. */
  readonly bandwidth: { readonly argument: string; readonly answer: number };
};

export type MachineReport = Omit<Machine, "bytesPerSecond"> & {
  /** "cuda", "vulkan" or "metal" for each binary of llama.cpp that is there and starts. */
  readonly binaries: readonly string[];
  /** More programs want a core than there are cores: what is measured is less than the machine can. */
  readonly isBusy: boolean;
};

/**
 * Asks llama.cpp about this machine or a file. It runs in its own process: a driver or a damaged file may end that one,
 * not the command. Throws an Error whose message says what was wrong.
 */
export function inspect<Q extends keyof Questions>(question: Q, argument: string): Promise<Questions[Q]["answer"]> {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  return new Promise((resolve, reject) => {
    const options = { timeout: limitMs, maxBuffer: 1 << 20 };
    execFile(process.execPath, [main, question, argument], options, (error, stdout, stderr) => {
      if (!error) resolve(JSON.parse(stdout));
      else reject(new Error(lastLine(stderr) || error.message));
    });
  });
}

function lastLine(text: string): string | undefined {
  return text.trim().split("\n").at(-1);
}
