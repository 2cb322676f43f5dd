/**
 * The words of a text as lexical search sees them, in lower case, without the keywords that every file holds. Every
 * identifier is there whole and by its parts (`readUserName`, `read_user_name`: read, user, name).
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  eachIdentifier(text, (identifier) => {
    for (const word of wordParts(identifier)) words.push(word);
  });
  return words;
}

/** Calls `visit` for each run of identifier characters that does not begin with a digit. */
export function eachIdentifier(text: string, visit: (identifier: string, start: number) => void): void {
  const length = text.length;
  let start = 0;
  while (start < length) {
    const unit = text.charCodeAt(start);
    if (!isWordUnit(unit)) {
      start++;
      continue;
    }
    let end = start + 1;
    while (end < length && isWordUnit(text.charCodeAt(end))) end++;
    if (unit < 48 || unit > 57) visit(text.slice(start, end), start);
    start = end;
  }
}

/**
 * The whole identifier first, then its parts where it has several. Empty for a keyword or a single letter. A `$` in front
 * says nothing: in Bash and PHP a name has it in some places and in others not.
 */
export function wordParts(identifier: string): readonly string[] {
  const whole = (identifier.charCodeAt(0) === dollar ? identifier.slice(1) : identifier).toLowerCase();
  if (whole.length < 2 || keywords.has(identifier)) return [];
  const pieces = identifier.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\d+/gu) ?? [];
  if (pieces.length < 2) return [whole];
  return [whole, ...pieces.filter((piece) => piece.length > 1).map((piece) => piece.toLowerCase())];
}

const dollar = 36;

/**
 * Letters, digits, `_` and `$` count as letters in ASCII. So does every other character from U+00AA up but the byte
 * order mark.
 */
export function isWordUnit(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95 ||
    unit === 36 ||
    (unit >= 170 && unit !== 0xfeff)
  );
}

export const keywords: ReadonlySet<string> = new Set(
  (
    "abstract and any as assert async await bool boolean break case catch class const constructor continue debugger " +
    "declare def default del delete do elif else enum except export extends false finally float for from function " +
    "get global if implements import in instanceof int interface is keyof lambda let namespace never new nonlocal not " +
    "null number object of or pass private protected public raise readonly return satisfies self set static str string " +
    "super switch this throw true try type typeof undefined unknown var void while with yield None True False"
  ).split(" "),
);
