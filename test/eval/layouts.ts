/** A cursor in a file, and what stands behind it on its line. */
export type LayoutPlace = {
  readonly key: string;
  readonly path: string;
  readonly kind: string;
  /** Whole lines. */
  readonly above: string;
  readonly lineBefore: string;
  readonly after: string;
  readonly truth: string;
};

/** Of a prompt: `typed` stands behind the middle token, `asked` is what the answer has to begin with. */
export type Parts = {
  readonly before: string;
  readonly typed?: string;
  readonly after: string;
  readonly asked?: string;
};

type LayoutOf = (place: LayoutPlace) => Parts;

/** The hole `taken` before the cursor; what stands between is what the answer begins with. */
function backTo(taken: RegExp, { above, lineBefore, after }: LayoutPlace): Parts {
  const asked = taken.exec(lineBefore)?.[0] ?? "";
  return { before: above + lineBefore.slice(0, lineBefore.length - asked.length), after, asked };
}

/** The hole at the line's start, what was typed behind the middle token, but for `taken`, which is asked for. */
function anchored(taken: RegExp, { above, lineBefore, after }: LayoutPlace): Parts {
  const asked = taken.exec(lineBefore)?.[0] ?? "";
  return { before: above, typed: lineBefore.slice(0, lineBefore.length - asked.length), after, asked };
}

/** About 64 tokens. */
const shortCharacters = 230;

/** Less of what stands below: the rest of it in front, as a piece in comments, or nowhere. */
function shortened(restInFront: boolean, { below, ...parts }: Parts & { readonly below: string }): Parts {
  const near = below.slice(0, below.lastIndexOf("\n", shortCharacters) + 1);
  const rest = below.slice(near.length).trim();
  const piece = `# further below:\n${rest.replace(/^/gm, "# ")}\n\n`;
  return { ...parts, before: restInFront && rest ? piece + parts.before : parts.before, after: near };
}

const nothing = /$/;
const word = /\w*$/;
const wordAndBlanks = /[ \t]*\w*$/;
const wordAndSigns = /[^\w\s]*[ \t]*\w*$/;
const wordSignsAndBlanks = /(?:[ \t]*[^\w\s]+)?[ \t]*\w*$/;
const lastBlank = /[ \t]$/;
const run = /\W*\w*$/;
const twoWords = /\w*\W*\w*$/;
const wholeLine = /.*$/;

/** Of an indentation the last blank only. */
function begunOf({ lineBefore }: LayoutPlace): RegExp {
  return /\S/.test(lineBefore) ? wordSignsAndBlanks : lastBlank;
}

/** Ways to lay a place out. */
export const layouts: Readonly<Record<string, LayoutOf>> = {
  bare: (place) => backTo(nothing, place),
  word: (place) => backTo(word, place),
  wordAndBlanks: (place) => backTo(wordAndBlanks, place),
  wordAndSigns: (place) => backTo(wordAndSigns, place),
  wordSignsAndBlanks: (place) => backTo(wordSignsAndBlanks, place),
  run: (place) => backTo(run, place),
  twoWords: (place) => backTo(twoWords, place),
  shortSuffix: (place) => shortened(false, { ...backTo(wordAndSigns, place), below: place.after }),
  shortSuffixRestInFront: (place) => shortened(true, { ...backTo(wordAndSigns, place), below: place.after }),
  noSuffix: (place) => ({ ...backTo(wordAndSigns, place), after: "" }),
  line: (place) => backTo(wholeLine, place),
  anchored: (place) => anchored(nothing, place),
  anchoredWord: (place) => anchored(word, place),
  anchoredWordAndBlanks: (place) => anchored(wordAndBlanks, place),
  anchoredWordAndSigns: (place) => anchored(wordAndSigns, place),
  anchoredWordSignsAndBlanks: (place) => anchored(wordSignsAndBlanks, place),
  /** As Hearth has it, for models that read the suffix last, and for those that read it first. */
  hearth: (place) => anchored(begunOf(place), place),
  hearthSuffixFirst: (place) => backTo(begunOf(place), place),
  anchoredTwoWords: (place) => anchored(twoWords, place),
};
