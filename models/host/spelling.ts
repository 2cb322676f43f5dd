import type { Token } from "./vocabulary.ts";

/** A vocabulary by the bytes that its tokens spell. Bytes are written as a string of as many characters, U+0000 to U+00FF. */
export type Spellings = {
  /** The bytes of a text. */
  readonly bytes: (text: string) => string;
  /** The bytes that a token spells. */
  readonly bytesOf: (token: Token) => string;
  /** The tokens that can be the first to spell these bytes: those that begin with them, and those they begin with. */
  readonly first: (bytes: string) => readonly Token[];
};

/** How a vocabulary writes bytes, by `tokenizer.ggml.model`. */
const writings: Readonly<Record<string, (tokenText: string) => string>> = { gpt2: fromByteLevel, llama: fromPieces };

/**
 * How the tokens of a vocabulary spell text, but for `control` tokens, which spell none; undefined where it is not known
 * how the vocabulary is written. It is sorted once, when first asked.
 */
export function spellings(
  tokenTexts: readonly string[],
  kind: string,
  control: ReadonlySet<Token>,
): Spellings | undefined {
  const read = writings[kind];
  if (!read) return undefined;
  const bytesOf = (token: Token) => (control.has(token) ? "" : read(tokenTexts[token] ?? ""));
  let sorted: Sorted | undefined;
  return { bytes: utf8, bytesOf, first: (bytes) => firstOf(bytes, (sorted ??= sortedBy(bytesOf, tokenTexts.length))) };
}

type Sorted = { readonly bytes: readonly string[]; readonly tokens: readonly Token[] };

function sortedBy(bytesOf: (token: Token) => string, count: number): Sorted {
  const all = Array.from({ length: count }, (_, token) => [bytesOf(token), token] as const)
    .filter(([bytes]) => bytes !== "")
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { bytes: all.map(([bytes]) => bytes), tokens: all.map(([, token]) => token) };
}

function firstOf(wanted: string, { bytes, tokens }: Sorted): Token[] {
  const found: Token[] = [];
  for (let length = 1; length < wanted.length; length++) {
    const beginning = wanted.slice(0, length);
    for (let at = firstFrom(bytes, beginning); bytes[at] === beginning; at++) found.push(tokens[at] as Token);
  }
  for (let at = firstFrom(bytes, wanted); bytes[at]?.startsWith(wanted); at++) found.push(tokens[at] as Token);
  return found;
}

/** Index of the first text that is not before `text`. */
function firstFrom(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function utf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/**
 * GPT-2's byte-level tokens: printable bytes of Latin-1 stand for themselves, each other byte for a letter from U+0100
 * on, in the order of the bytes. https://github.com/openai/gpt-2/blob/master/src/encoder.py
 */
function fromByteLevel(tokenText: string): string {
  let bytes = "";
  for (const letter of tokenText) bytes += byteLevel.get(letter) ?? utf8(letter);
  return bytes;
}

const byteLevel: ReadonlyMap<string, string> = byteLetters();

function byteLetters(): Map<string, string> {
  const letters = new Map<string, string>();
  let moved = 0;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    letters.set(String.fromCharCode(isPrintable ? byte : 256 + moved++), String.fromCharCode(byte));
  }
  return letters;
}

/** SentencePiece's pieces: a blank is U+2581, and what has no piece is written byte by byte. */
function fromPieces(tokenText: string): string {
  const byte = /^<0x([0-9A-F]{2})>$/.exec(tokenText)?.[1];
  return byte ? String.fromCharCode(Number.parseInt(byte, 16)) : utf8(tokenText.replaceAll("▁", " "));
}
