/** `class EXPORT Name {`: what a compiler is told of a type before its name. */
const beforeType =
  /^([ \t]*(?:template[ \t]*<[^\n]*>[ \t]*)?(?:class|struct|union|enum(?:[ \t]+class)?)[ \t]+)((?:[A-Z][A-Z0-9_]{2,}(?:\([^()\n]*\))?[ \t]+)+)(?=[A-Za-z_][\w:]*(?:<[^\n;{}()]*>)?[ \t]*(?:final\b[ \t]*)?(?:\{|:(?![ \t]*\d)|\r?$))/gm;

/** `EXPORT int price(`: the same of a function. A type in capitals has nothing but a name behind it. */
const beforeFunction =
  /^([ \t]*(?:(?:static|inline|virtual|explicit|extern)[ \t]+)*)([A-Z][A-Z0-9]*_[A-Z0-9_]*)(?=[ \t]+(?:(?:static|inline|virtual|explicit|constexpr|extern|struct|unsigned|const)[ \t]+)*(?!const\b|operator\b)[A-Za-z_][\w:]*(?:<[^\n;{}]*>)?[ \t*&]+(?:[A-Za-z_~][\w:]*|operator[^\s(]+)[ \t]*\()/gm;

/** `int count_ GUARDED_BY(mutex_);`: what checkers are told behind a declaration. */
const behind =
  /(?<=[\w)\]])([ \t]+)((?:[A-Z0-9]+_)*(?:GUARDED_BY|LOCKS_REQUIRED|LOCKS_EXCLUDED|LOCK_RETURNED|REQUIRES|EXCLUDES|ACQUIRED_(?:BEFORE|AFTER)|ATTRIBUTE\w*|FORMAT|PRINTF\w*|NOEXCEPT|LIFETIME_BOUND)\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))(?=[ \t]*(?:[;{=]|\r?$))/gm;

/** `BEGIN_NAMESPACE` on a line of its own. */
const aroundAll =
  /^([ \t]*)([A-Z0-9_]*(?:(?:BEGIN|END)_(?:NAMESPACE|DECLS|EXPORT|EXTERN_C)|NAMESPACE_(?:BEGIN|END))[A-Z0-9_]*)(?=[ \t]*\r?$)/gm;

const macros = [beforeType, beforeFunction, behind, aroundAll];

/**
 * The text with blanks in the place of macros that stand where a grammar, which does not know them, takes them for something
 * else, and loses what they stand before. Each is told by its own line.
 */
export function maskedC(text: string): string {
  return macros.reduce(
    (masked, macro) => masked.replace(macro, (_, kept: string, name: string) => kept + " ".repeat(name.length)),
    text,
  );
}
