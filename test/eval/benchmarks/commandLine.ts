import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { BadInput } from "../lib/badInput.ts";

/** EX_TEMPFAIL of sysexits.h, for a run that `--minutes` cut off: try again. */
export const cutOff = 75;

/** Prompts are sized for this reading speed, not for what a busy machine reaches, and no answer has a limit of time. */
export const steady = { HEARTH_STEADY_TOKENS_PER_SECOND: "500" };

/** Throws BadInput for what is no whole number above 0. */
export function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new BadInput(`--${name} ${text} is no whole number above 0; name one`);
}

/** What the model runs with: a count of threads, or what the product takes. */
export function threadsOf(text: string): number | "auto" {
  return text === "auto" ? "auto" : numberOf("threads", text);
}

/** After so long nothing more is begun. */
export function maxMsOf(minutes: string | undefined): number {
  return minutes === undefined ? Number.POSITIVE_INFINITY : 60_000 * numberOf("minutes", minutes);
}

/** Files by name and hash: two runs on other data are two runs, whatever the files are called. */
export function dataOf(files: readonly string[]): string[] {
  return files.map((file) => {
    const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
    return `${basename(file)}:${hash.slice(0, 12)}`;
  });
}

/** What every benchmark takes beside options of its own. */
export const benchmarkOptions = {
  model: { type: "string" },
  seed: { type: "string", default: "1" },
  threads: { type: "string", default: "auto" },
  minutes: { type: "string" },
  resume: { type: "string" },
  json: { type: "string" },
} as const;

/** What `parse` reads of the command line; an option that does not exist is bad input, told with the usage. */
export function parsedOr<T>(usage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new BadInput(`${(error as Error).message}; ${usage}`);
  }
}
