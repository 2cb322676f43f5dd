import type { Profiler } from "node:inspector";
import { basename } from "node:path";

/** Only this many places are told, and only those that a good part of the samples passed through. */
const mostPlaces = 8;
const leastShare = 0.15;

/** In which functions of Hearth, or natively, a process was between two moments: "share function file:line". */
export function placesIn(profile: Profiler.Profile, startMicros: number, endMicros: number): string[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const passed = new Map<string, number>();
  let samples = 0;
  let atMicros = profile.startTime;
  for (const [i, id] of (profile.samples ?? []).entries()) {
    atMicros += profile.timeDeltas?.[i] ?? 0;
    if (atMicros < startMicros || atMicros > endMicros) continue;
    samples++;
    const onStack = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const node = nodes.get(at);
      if (node) onStack.add(placeOf(node));
    }
    for (const place of onStack) passed.set(place, (passed.get(place) ?? 0) + 1);
  }
  return [...passed]
    .filter(([place, count]) => place !== "" && count >= leastShare * samples)
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostPlaces)
    .map(([place, count]) => `${Math.round((100 * count) / samples)}% ${place}`);
}

function placeOf({ callFrame: { functionName, url, lineNumber } }: Profiler.ProfileNode): string {
  if (/^\((?:garbage collector)\)$/.test(functionName)) return functionName;
  const own = /\/dist\/(?:server|grammars|models)\/.*/.exec(url)?.[0];
  if (own) return `${functionName || "anonymous"} ${own.slice("/dist/".length)}:${lineNumber + 1}`;
  return url.includes("/node_modules/") ? `${functionName} ${basename(url)}` : "";
}
