/** Tells whether the text between two offsets is in a list of words. Most are told apart without making a string. */
type IsWord = (text: string, start: number, end: number) => boolean;

export function words(list: string): IsWord {
  const members = new Set(list.split(/\s+/));
  /** By first letter, a bit for each length. */
  const lengths = new Uint32Array(128);
  for (const member of members)
    lengths[member.charCodeAt(0)] = (lengths[member.charCodeAt(0)] ?? 0) | (1 << member.length);
  return (text, start, end) => {
    const mask = lengths[text.charCodeAt(start)] ?? 0;
    return end - start < 32 && (mask & (1 << (end - start))) !== 0 && members.has(text.slice(start, end));
  };
}
