import { editDistance } from "./distance.ts";

/** The name that somebody meant who wrote another one: the nearest, if it is near; undefined if none is. */
export function meantName(written: string, names: readonly string[]): string | undefined {
  const most = Math.ceil(written.length / 3);
  const ranked = names
    .map((name) => ({ name, distance: editDistance(written.toLowerCase(), name.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  const [first] = ranked;
  return first && first.distance <= most ? first.name : undefined;
}
