/** A piece of an edit as it is drawn on one line: the old text is marked, the new one stands behind it. */
export type DrawnPiece = {
  /** From 0. */
  readonly line: number;
  /** UTF-16 columns of the line, the end outside; equal where nothing goes away. */
  readonly start: number;
  readonly end: number;
  /** Empty where nothing comes. A line ends at "⏎". */
  readonly text: string;
};

/** A text behind a line is read at a glance or not at all. */
const longestText = 120;

/** Longer lines are compared as one: the table of a comparison has a cell for each two tokens. */
const maxTokens = 400;

const lineEnds = /\r\n|\r|\n/;

/** An edit as only what it changes: where a line stays but for a word, only that word. */
export function drawnEdit(oldText: string, newText: string, line: number, character: number): DrawnPiece[] {
  const [old, fresh] = [oldText.split(lineEnds), newText.split(lineEnds)];
  const startOf = (index: number) => (index === 0 ? character : 0);
  if (old.length === fresh.length) {
    return old.flatMap((text, index) => onLine(text, fresh[index] ?? "", line + index, startOf(index)));
  }
  const most = Math.min(old.length, fresh.length);
  let above = 0;
  while (above < most && old[above] === fresh[above]) above++;
  let below = 0;
  while (below < most - above && old.at(-1 - below) === fresh.at(-1 - below)) below++;
  const gone = old.slice(above, old.length - below);
  const text = fresh.slice(above, fresh.length - below).join("⏎");
  if (gone.length === 0) {
    const last = above - 1;
    const end = last < 0 ? character : startOf(last) + (old[last] ?? "").length;
    return [{ line: line + Math.max(last, 0), start: end, end, text: short(last < 0 ? `${text}⏎` : `⏎${text}`) }];
  }
  return gone.map((each, index) => {
    const start = startOf(above + index);
    const isLast = index === gone.length - 1;
    return { line: line + above + index, start, end: start + each.length, text: isLast ? short(text) : "" };
  });
}

function onLine(old: string, fresh: string, line: number, character: number): DrawnPiece[] {
  let column = character;
  return differences(old, fresh).flatMap(({ kept, gone, come }) => {
    column += kept.length;
    const [start, end, text] = [column, column + gone.length, come];
    column = end;
    if (gone === "" && come === "") return [];
    // A word that only grows or shrinks is still read as that word.
    const isLonger = gone !== "" && come.startsWith(gone);
    const isShorter = come !== "" && gone.startsWith(come);
    if (isLonger) return [{ line, start: end, end, text: short(text.slice(gone.length)) }];
    if (isShorter) return [{ line, start: start + come.length, end, text: "" }];
    return [{ line, start, end, text: short(text) }];
  });
}

type Difference = { kept: string; gone: string; come: string };

/** Two lines as what is in both, each piece followed by what differs behind it. */
function differences(old: string, fresh: string): readonly Difference[] {
  const [a, b] = [tokensOf(old), tokensOf(fresh)];
  if (a.length > maxTokens || b.length > maxTokens) return [{ kept: "", gone: old, come: fresh }];
  // How many tokens the two have in common from here on.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i];
    if (!row) break;
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let last: Difference = { kept: "", gone: "", come: "" };
  const all = [last];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    if (i < a.length && a[i] === b[j]) {
      if (last.gone !== "" || last.come !== "") {
        last = { kept: "", gone: "", come: "" };
        all.push(last);
      }
      last.kept += a[i++];
      j++;
    } else if (j === b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) last.gone += a[i++];
    else last.come += b[j++];
  }
  return all;
}

const tokensOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}_$]+|\s+|./gsu) ?? [];

/** A text in one short line. */
export function short(text: string, longest = longestText): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}

/**
 * Whether Tab may go to a next edit where the cursor stands: left of the first character of a line it indents, as
 * everywhere.
 */
export function mayTakeTab(line: string, character: number): boolean {
  return /\S/.test(line.slice(0, character));
}
