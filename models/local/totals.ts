import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { elementAt } from "../../base/at.ts";
import { privateFolder } from "../../base/privateFolder.ts";
import { logFolder, statePath } from "./socket.ts";

/** Totals of what models on this machine have served. */
export type Total = {
  readonly requests: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  /** When counting began, as an ISO date and time. */
  readonly since: string;
};

/** A file for each socket on which a host ever served. Throws when such a folder cannot be had. */
export function totalsFolder(): string {
  return privateFolder(join(logFolder(), "served"), "XDG_STATE_HOME");
}

/** Nothing served yet, counted from `now` on. */
export function zero(now: Date): Total {
  return { requests: 0, promptTokens: 0, generatedTokens: 0, since: now.toISOString() };
}

/**
 * The totals of all hosts of this user, running or not; undefined where none has served. A running one is a minute
 * late.
 */
export function servedTotal(folder: string = join(statePath(), "served")): Total | undefined {
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const totals = files
    .map((name) => parseTotal(readFileSync(join(folder, name), "utf8")))
    .filter((total) => total !== undefined);
  const [first, ...rest] = totals;
  return first && rest.reduce(sum, first);
}

/** The totals in a file; undefined where it is damaged. */
export function parseTotal(text: string): Total | undefined {
  try {
    const total: Total = JSON.parse(text);
    const counts = [total.requests, total.promptTokens, total.generatedTokens];
    return counts.every(Number.isSafeInteger) && typeof total.since === "string" ? total : undefined;
  } catch {
    return undefined; // cut off: what it said is lost
  }
}

function sum(one: Total, other: Total): Total {
  return {
    requests: one.requests + other.requests,
    promptTokens: one.promptTokens + other.promptTokens,
    generatedTokens: one.generatedTokens + other.generatedTokens,
    since: elementAt([one.since, other.since].sort(), 0),
  };
}
