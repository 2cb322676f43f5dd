/**
 * Loaded into the server's process before anything else (`--import`): how long its event loop is held at most between
 * two SIGUSR2. Written to stderr as one line of JSON behind `holds: `.
 */
import { Session } from "node:inspector";
import { heldMs, now } from "./moment.ts";
import { placesIn } from "./profile.ts";

/** Which functions held the loop is told too; sampling makes everything slower. */
const tellsWhere = process.env.HEARTH_HOLDS === "where";
const sampleMicros = 200;

type Hold = { readonly ms: number; readonly startMs: number; readonly endMs: number };

let isMeasuring = false;
let longest: Hold | undefined;
const inspector = new Session();
if (tellsWhere) inspector.connect();

process.on("SIGUSR2", () => {
  isMeasuring = !isMeasuring;
  if (isMeasuring) begin();
  else end();
});

function begin(): void {
  longest = undefined;
  if (tellsWhere) {
    inspector.post("Profiler.enable");
    inspector.post("Profiler.setSamplingInterval", { interval: sampleMicros });
    inspector.post("Profiler.start");
  }
  process.stderr.write("holds: {}\n");
  let last = now();
  const turn = () => {
    if (!isMeasuring) return;
    const next = now();
    const ms = heldMs(last, next);
    if (ms > (longest?.ms ?? 0)) longest = { ms, startMs: last.wallMs, endMs: next.wallMs };
    last = next;
    setImmediate(turn);
  };
  setImmediate(turn);
}

function end(): void {
  const { ms = 0, startMs = 0, endMs = 0 } = longest ?? {};
  const tell = (where: readonly string[]) => process.stderr.write(`holds: ${JSON.stringify({ ms, where })}\n`);
  if (!tellsWhere) return void tell([]);
  inspector.post("Profiler.stop", (_, { profile }) => tell(placesIn(profile, startMs * 1000, endMs * 1000)));
}
