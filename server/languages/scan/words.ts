/** Tells whether the text between two offsets is in a list of words. */
type IsWord = (text: string, start: number, end: number) => boolean;

export function words(list: string): IsWord {
  const listed = wordLists(list);
  return (text, start, end) => listed(text, start, end) !== 0;
}

/**
 * Tells in which of some lists of words the text between two offsets is, by a bit for each list. Most texts are in none,
 * and are told apart by two letters and their length, without making a string.
 */
export function wordLists(...lists: readonly string[]): (text: string, start: number, end: number) => number {
  const members = new Map<string, number>();
  for (const [i, list] of lists.entries())
    for (const member of list.trim().split(/\s+/)) members.set(member, (members.get(member) ?? 0) | (1 << i));
  /** By the first two letters, a bit for each length. */
  const lengths = new Uint32Array(1024);
  for (const member of members.keys()) {
    const place = placeOf(member.charCodeAt(0), member.charCodeAt(1));
    lengths[place] = (lengths[place] ?? 0) | (1 << member.length);
  }
  return (text, start, end) => {
    const length = end - start;
    const second = length > 1 ? text.charCodeAt(start + 1) : 0;
    const mask = lengths[placeOf(text.charCodeAt(start), second)] ?? 0;
    return length < 32 && (mask & (1 << length)) !== 0 ? (members.get(text.slice(start, end)) ?? 0) : 0;
  };
}

/** The low bits of letters differ; NaN has none, as 0. */
function placeOf(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}
