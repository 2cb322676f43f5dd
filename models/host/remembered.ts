/** Shorter texts are read faster than they are found. */
const shortest = 200;
/** The files, the text above and the text below of a few documents. */
const most = 64;

/**
 * A pure function of a text that remembers its results for the longer texts that were asked for last. Nearly all parts
 * of a prompt stay the same from one key stroke to the next.
 */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length < shortest) return of(text);
    const value = known.get(text) ?? of(text);
    // The order of a Map is that of insertion: what is used becomes the newest.
    known.delete(text);
    known.set(text, value);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
