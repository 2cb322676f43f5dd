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

const nothing = /$/;
const word = /\w*$/;
const wordAndBlanks = /[ \t]*\w*$/;
const wordAndSigns = /[^\w\s]*[ \t]*\w*$/;
const run = /\W*\w*$/;
const twoWords = /\w*\W*\w*$/;
const wholeLine = /.*$/;

/** Ways to lay a place out. */
export const layouts: Readonly<Record<string, LayoutOf>> = {
  bare: (place) => backTo(nothing, place),
  word: (place) => backTo(word, place),
  wordAndBlanks: (place) => backTo(wordAndBlanks, place),
  wordAndSigns: (place) => backTo(wordAndSigns, place),
  run: (place) => backTo(run, place),
  twoWords: (place) => backTo(twoWords, place),
  line: (place) => backTo(wholeLine, place),
  anchored: (place) => anchored(nothing, place),
  anchoredWord: (place) => anchored(word, place),
  anchoredWordAndBlanks: (place) => anchored(wordAndBlanks, place),
  anchoredWordAndSigns: (place) => anchored(wordAndSigns, place),
  anchoredTwoWords: (place) => anchored(twoWords, place),
};
