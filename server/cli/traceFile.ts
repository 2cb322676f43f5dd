import { type ClientTraces, phases, type Trace } from "../../models/trace.ts";

/** An event of the Trace Event Format; times are in microseconds. */
type TraceEvent = {
  readonly name: string;
  readonly ph: "X" | "M";
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly args: object;
};

/**
 * Requests as a file that trace viewers of browsers open: chrome://tracing, edge://tracing, ui.perfetto.dev. A process
 * is an editor. A row has requests that do not overlap, each above its phases.
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
export function traceFile(clients: readonly ClientTraces[]): { readonly traceEvents: readonly TraceEvent[] } {
  return { traceEvents: clients.flatMap(eventsOf) };
}

function eventsOf({ name, pid, traces }: ClientTraces): TraceEvent[] {
  const named: TraceEvent = { name: "process_name", ph: "M", pid, tid: 0, args: { name: `${name} (${pid})` } };
  const ends: number[] = [];
  const events = traces.flatMap((trace) => {
    const endMs = trace.arrivedAtMs + trace.totalMs;
    const free = ends.findIndex((end) => end <= trace.arrivedAtMs);
    const row = free < 0 ? ends.length : free;
    ends[row] = endMs;
    return requestEvents(trace, pid, row + 1);
  });
  return [named, ...events];
}

function requestEvents(trace: Trace, pid: number, tid: number): TraceEvent[] {
  const { arrivedAtMs, totalMs, request, uri, line, outcome, tokens, spans } = trace;
  const at = { ph: "X", pid, tid } as const;
  const whole = {
    ...at,
    name: request,
    ts: micros(arrivedAtMs),
    dur: micros(totalMs),
    args: { uri, line, outcome, tokens },
  };
  const inside = spans.flatMap(({ phase, startMs, ms }) => {
    // A generation may have begun before the request that waited for it, and go on when that is answered.
    const [from, to] = [Math.max(0, startMs), Math.min(totalMs, startMs + ms)];
    if (to <= from) return [];
    const args = { what: phases[phase], wholeMs: ms };
    return { ...at, name: phase, ts: micros(arrivedAtMs + from), dur: micros(to - from), args };
  });
  return [whole, ...inside];
}

function micros(ms: number): number {
  return Math.round(ms * 1000);
}
