import type { GenerationFigures } from "../../../models/local/protocol.ts";
import type { Cost } from "./floor.ts";
import type { PeerAnswer } from "./llamaServer.ts";
import { spread, sum } from "./percentile.ts";
import type { Session } from "./trace.ts";

/** One request: `typed` characters stand there, none when the file was just opened. */
export type Key = {
  readonly session: Session;
  readonly typed: number;
  readonly figures: GenerationFigures;
  /** From request to answer, as the editor sees it. */
  readonly totalMs: number;
  /** What the host's processors did meanwhile. */
  readonly hostCpuMs: number;
  readonly floor: Cost;
};

/** The figures of a trace as lines to read; `peer` has the answers to the first keys, as far as there was time. */
export function typingReport(
  keys: readonly Key[],
  cancelMs: readonly number[],
  peer: readonly PeerAnswer[] | undefined,
): string {
  const numbers = (some: readonly Key[], of: (key: Key) => number) => some.map(of);
  const evaluated = (some: readonly Key[]) => spread(numbers(some, ({ figures }) => figures.evaluatedTokens));
  const total = (of: (key: Key) => number, some = keys) => sum(numbers(some, of));
  const promptTokens = total(({ figures }) => figures.promptTokens);
  const rows: [string, string][] = [
    ["keys", `${keys.length} in ${new Set(keys.map(({ session }) => session)).size} sessions`],
    ["prompt tokens", spread(numbers(keys, ({ figures }) => figures.promptTokens))],
    ["evaluated, key on a line", evaluated(keys.filter(isOnLine))],
    ["evaluated, new line", evaluated(keys.filter(isNewLine))],
    [
      "evaluated, whole trace",
      `${total(({ figures }) => figures.evaluatedTokens)}, ${percent(
        total(({ figures }) => figures.evaluatedTokens),
        promptTokens,
      )} of the prompts`,
    ],
    ...peerRows(keys, peer),
    [
      "CPU of the floor's",
      `${spread(numbers(keys, ({ hostCpuMs, floor }) => (100 * hostCpuMs) / floor.cpuMs))} %, in all ${percent(
        total(({ hostCpuMs }) => hostCpuMs),
        total(({ floor }) => floor.cpuMs),
      )}`,
    ],
    [
      "time of the floor's",
      `in all ${percent(
        total(({ figures }) => figures.totalMs),
        total(({ floor }) => floor.ms),
      )}`,
    ],
    [
      "first token, ms",
      spread(
        keys.flatMap(({ figures }) => figures.firstTokenMs ?? []),
        1,
      ),
    ],
    [
      "answer in the editor, ms",
      spread(
        numbers(keys, ({ totalMs }) => totalMs),
        1,
      ),
    ],
    [
      "round trip without model, ms",
      spread(
        numbers(keys, ({ totalMs, figures }) => totalMs - figures.totalMs),
        1,
      ),
    ],
    ["cancel to free, ms", `${spread(cancelMs, 1)} (${cancelMs.length} cancels)`],
  ];
  return rows.map(([label, text]) => label.padEnd(30) + text).join("\n");
}

function peerRows(keys: readonly Key[], peer: readonly PeerAnswer[] | undefined): [string, string][] {
  if (!peer) return [["  of llama-server's", "llama-server is not on the PATH"]];
  const same = keys.slice(0, peer.length);
  const ours = sum(same.map(({ figures }) => figures.evaluatedTokens));
  const theirs = sum(peer.map(({ evaluatedTokens }) => evaluatedTokens));
  const ownMs = sum(same.map(({ figures }) => figures.totalMs));
  return [
    ["  of llama-server's", `1/${(theirs / ours).toFixed(1)}: ${ours} and ${theirs} for the first ${peer.length} keys`],
    [
      "  on all but the first",
      `1/${(sum(peer.slice(1).map(({ evaluatedTokens }) => evaluatedTokens)) / sum(same.slice(1).map(({ figures }) => figures.evaluatedTokens))).toFixed(1)}`,
    ],
    ["time of llama-server's", percent(ownMs, sum(peer.map(({ totalMs }) => totalMs)))],
  ];
}

function isOnLine({ session, typed }: Key): boolean {
  return typed > 1 && !session.typed.slice(typed - 2, typed).includes("\n");
}

function isNewLine({ session, typed }: Key): boolean {
  return session.typed[typed - 1] === "\n";
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
