/** Entries that begin at one column: those of a mapping, by their keys, or those of a list. */
type Level = { readonly width: number; readonly keys: Set<string> | undefined };

const key = /^("(?:\\.|[^"\\])*"|'[^']*'|[^\s#'"[\]{},&*!|>%@`-][^#\n]*?|-[^\s#][^#\n]*?)\s*:(?=\s|$)\s*(.*)$/;

/**
 * Counts what is wrong with the indentation of a YAML text: tabs, entries deeper than what holds none, entries that go back
 * to where nothing began, and keys that a mapping has twice. Values are not looked at.
 */
export function yamlErrors(text: string): number {
  let errors = 0;
  let levels: Level[] = [];
  /** Whether deeper entries may follow: the line above has a key and no value. */
  let isOpen = true;
  /** Lines deeper than this are text. */
  let textBelow = Number.POSITIVE_INFINITY;
  let depth = 0;
  for (const line of text.split("\n")) {
    const written = line.trim();
    if (written === "" || written.startsWith("#") || /^\{[{%#]/.test(written)) continue;
    let width = line.length - line.trimStart().length;
    if (width > textBelow) continue;
    textBelow = Number.POSITIVE_INFINITY;
    if (depth > 0) {
      depth = Math.max(0, depth + depthOf(written));
      continue;
    }
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) {
      [levels, isOpen] = [[], true];
      continue;
    }
    if (/^ *\t/.test(line)) errors++;
    let rest = written;
    for (let dash = /^-(?:\s+|$)/.exec(rest); dash; dash = /^-(?:\s+|$)/.exec(rest)) {
      errors += entryAt(levels, width, false, isOpen);
      isOpen = true;
      width += dash[0].length;
      rest = rest.slice(dash[0].length);
    }
    const [, name, value = ""] = key.exec(rest) ?? [];
    if (name !== undefined) {
      errors += entryAt(levels, width, true, isOpen);
      const keys = levels.at(-1)?.keys;
      if (keys?.has(name) && name !== "<<") errors++;
      keys?.add(name);
    }
    const said = (name === undefined ? rest : value).replace(/(?:^|\s)#.*$/, "").trim();
    if (/^(?:[&!]\S+\s+)*[|>][-+\d]*$/.test(said)) textBelow = levels.at(-1)?.width ?? 0;
    isOpen = name !== undefined ? /^(?:[&!]\S+\s*)*$/.test(said) : said === "" || isOpen;
    depth = Math.max(0, depthOf(said));
  }
  return errors;
}

/** Goes to the level of an entry at a column; tells the number of errors in that. */
function entryAt(levels: Level[], width: number, isKey: boolean, isOpen: boolean): number {
  let isBack = false;
  for (let top = levels.at(-1); top && top.width > width; top = levels.at(-1)) {
    levels.pop();
    isBack = true;
  }
  // A list may begin at the column of the key that holds it.
  if (isKey && levels.at(-1)?.width === width && !levels.at(-1)?.keys) levels.pop();
  const top = levels.at(-1);
  if (top?.width === width && (top.keys !== undefined) === isKey) return 0;
  const isListOfKey = top?.width === width && !isKey;
  levels.push({ width, keys: isKey ? new Set() : undefined });
  if (isListOfKey) return isOpen ? 0 : 1;
  return isBack || (!isOpen && levels.length > 1) ? 1 : 0;
}

/** The brackets that a value leaves open, those in its strings left out. */
function depthOf(said: string): number {
  if (!/^[[{\]},"'\w-]/.test(said)) return 0;
  const code = said.replace(/"(?:\\.|[^"\\])*"|'[^']*'|(?:^|\s)#.*/g, "");
  if (!/^\s*[[{\]}]|[\]}],?\s*$/.test(code)) return 0;
  return (code.match(/[[{]/g)?.length ?? 0) - (code.match(/[\]}]/g)?.length ?? 0);
}
