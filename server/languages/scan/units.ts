/** The kinds of text that a UTF-16 unit can be part of. */
export const blank = 1;
export const name = 2;
export const digit = 3;
export const quote = 4;

export const dollar = 36;

const kinds = new Uint8Array(128);
for (let unit = 0; unit < 128; unit++) {
  const character = String.fromCharCode(unit);
  if (unit <= 32 || unit === 127) kinds[unit] = blank;
  else if (/[A-Za-z_$]/.test(character)) kinds[unit] = name;
  else if (/[0-9]/.test(character)) kinds[unit] = digit;
  else if (/["'`]/.test(character)) kinds[unit] = quote;
}

export function kindOf(unit: number): number {
  return unit < 128 ? (kinds[unit] as number) : isSpace(unit) ? blank : name;
}

/** Outside ASCII everything that is not space or general punctuation may be in a name, as in the grammars. */
function isSpace(unit: number): boolean {
  return (
    unit === 0xa0 || unit === 0xfeff || unit === 0x3000 || (unit >= 0x2000 && unit <= 0x206f) || Number.isNaN(unit)
  );
}

/** Where the name ends that goes on at `offset`. */
export function nameEnd(text: string, offset: number): number {
  for (let i = offset; ; i++) {
    const kind = kindOf(text.charCodeAt(i));
    if (kind !== name && kind !== digit) return i;
  }
}

/** The same where `$` is no part of a name, but begins the next. */
export function nameEndBeforeDollar(text: string, offset: number): number {
  for (let i = offset; ; i++) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    if (unit === dollar || (kind !== name && kind !== digit)) return i;
  }
}

/** The first unit at or after `offset` that is not blank; NaN at the end. */
export function nextVisible(text: string, offset: number): number {
  for (let i = offset; i < text.length; i++) if (kindOf(text.charCodeAt(i)) !== blank) return text.charCodeAt(i);
  return Number.NaN;
}
