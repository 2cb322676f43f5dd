/** The names of a list as far as it goes, and the letters of the last one; undefined where that is no mere name. */
export function namesBefore(list: string): { readonly names: readonly string[]; readonly typed: string } | undefined {
  const items = list.split(",");
  const typed = /^\s*(?:type\s+)?([\p{L}\p{N}_$]*)$/u.exec(items.at(-1) ?? "")?.[1];
  return typed === undefined ? undefined : { names: namesIn(items.slice(0, -1)), typed };
}

/** The names as their modules have them, of `a, b as c`. */
export function namesAfter(list: string): readonly string[] {
  return namesIn(list.split(","));
}

function namesIn(items: readonly string[]): readonly string[] {
  return items.flatMap((item) => /^\s*(?:type\s+)?([\p{L}_$][\p{L}\p{N}_$]*)/u.exec(item)?.[1] ?? []);
}

/**
 * What is left to type of some names in a list, of which `before` stands left of the cursor: the first begins with what is
 * typed. A list in lines gets one on its line.
 */
export function listRest(names: readonly string[], typed: string, before: string): string | undefined {
  const [first] = names;
  if (!first?.startsWith(typed)) return undefined;
  const gap = before.endsWith(",") ? " " : "";
  return gap + (isInLines(before) ? `${first},` : names.join(", ")).slice(typed.length);
}

/** True if the names of a list stand below each other, as what stands left of the cursor has it. */
export function isInLines(before: string): boolean {
  return /[\r\n]\s*\S*$/.test(before);
}
