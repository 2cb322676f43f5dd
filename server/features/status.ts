import type { EngineStatus } from "../../models/engine.ts";
import { runningHosts } from "../../models/local/hosts.ts";
import type { Counts } from "../../models/local/protocol.ts";
import type { Session } from "./session.ts";

/** What an editor may show beside the code: the models, what they take, and what became of suggestions. */
export type ServerStatus = {
  readonly version: string;
  readonly completion: EngineStatus;
  /** For questions and actions; null where the same model answers them. */
  readonly chat: EngineStatus | null;
  /** Memory of the processes that hold these models, in bytes; null while none is in memory. */
  readonly memoryBytes: { readonly ram: number; readonly vram: number } | null;
  readonly counts: Counts;
  /** Why the last request got no suggestion, as a sentence; null where it got one. */
  readonly silence: string | null;
};

/** Wakes no model, and keeps none from leaving. */
export async function serverStatus(
  { engine, chat, suggester }: Session,
  version: string,
  hosts = runningHosts,
  pid: number = process.pid,
): Promise<ServerStatus> {
  const own = (await hosts()).filter(({ clients }) => clients.some((client) => client.pid === pid));
  const sum = (bytes: readonly number[]) => bytes.reduce((all, each) => all + each, 0);
  return {
    version,
    completion: engine.status,
    chat: chat === engine ? null : chat.status,
    memoryBytes:
      own.length === 0
        ? null
        : { ram: sum(own.map(({ rssBytes }) => rssBytes)), vram: sum(own.map(({ vramBytes }) => vramBytes)) },
    counts: suggester.counters.byName(),
    silence: suggester.last?.message ?? null,
  };
}
