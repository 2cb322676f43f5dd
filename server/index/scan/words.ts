/** Words that are no identifiers, found by a bit mask of first letters and lengths before any string is made. */
export type Words = {
  /** Whether the word is a keyword wherever it stands, except behind a dot. */
  readonly isReserved: (text: string, start: number, end: number) => boolean;
  /** Whether the word is a keyword where another word, a string or a brace follows. */
  readonly isContextual: (text: string, start: number, end: number) => boolean;
};

export function words(reserved: string, contextual: string): Words {
  return { isReserved: memberOf(reserved), isContextual: memberOf(contextual) };
}

function memberOf(list: string): (text: string, start: number, end: number) => boolean {
  const members = new Set(list.split(/\s+/));
  const lengths = new Uint32Array(128);
  for (const member of members) {
    const first = member.charCodeAt(0);
    lengths[first] = (lengths[first] as number) | (1 << member.length);
  }
  return (text, start, end) => {
    const mask = lengths[text.charCodeAt(start)];
    return (
      mask !== undefined &&
      end - start < 32 &&
      (mask & (1 << (end - start))) !== 0 &&
      members.has(text.slice(start, end))
    );
  };
}
