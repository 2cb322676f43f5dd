import { Recent } from "../../base/recent.ts";

/** Shorter texts are read faster than they are found. */
const shortest = 200;
/** The files, the text above and the text below of a few documents. */
const most = 64;

/**
 * A pure function of a text that remembers its results for the longer texts that were asked for last. Nearly all parts
 * of a prompt stay the same from one key stroke to the next.
 */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const known = new Recent<string, T>(most);
  return (text) => {
    if (text.length < shortest) return of(text);
    const value = known.get(text) ?? of(text);
    known.set(text, value);
    return value;
  };
}
