import type { Token } from "./vocabulary.ts";

/** A vocabulary by the bytes that its tokens spell. Bytes are written as a string of as many characters, U+0000 to U+00FF. */
export type Spellings = {
  /** The bytes of a text. */
  readonly bytes: (text: string) => string;
  /** The bytes that a token spells. */
  readonly bytesOf: (token: Token) => string;
  /** The tokens that can be the first to spell these bytes. They begin with the bytes, or the bytes begin with them. */
  readonly first: (bytes: string) => readonly Token[];
};

/** How a vocabulary writes bytes, by `tokenizer.ggml.model`. */
const writings: Readonly<Record<string, (tokenText: string) => string>> = { gpt2: fromByteLevel, llama: fromPieces };

/**
 * The spelling of a vocabulary's tokens; `control` tokens spell none. Undefined where it is not known how the
 * vocabulary is written. The vocabulary is looked through once, when first asked.
 */
export function spellings(
  tokenTexts: readonly string[],
  kind: string,
  control: ReadonlySet<Token>,
): Spellings | undefined {
  const read = writings[kind];
  if (!read) return undefined;
  const bytesOf = (token: Token) => (control.has(token) ? "" : read(tokenTexts[token] ?? ""));
  let shelves: Shelves | undefined;
  const first = (bytes: string) => {
    shelves ??= shelved(bytesOf, tokenTexts.length);
    return firstOn(shelves.get(bytes[0]) ?? [], bytes);
  };
  return { bytes: utf8, bytesOf, first };
}

/** Tokens with their bytes, by the first of these. */
type Shelves = ReadonlyMap<string | undefined, readonly (readonly [bytes: string, token: Token])[]>;

function shelved(bytesOf: (token: Token) => string, count: number): Shelves {
  const shelves = new Map<string | undefined, [string, Token][]>();
  for (let token = 0; token < count; token++) {
    const bytes = bytesOf(token);
    if (bytes === "") continue;
    const shelf = shelves.get(bytes[0]);
    if (shelf) shelf.push([bytes, token]);
    else shelves.set(bytes[0], [[bytes, token]]);
  }
  return shelves;
}

function firstOn(shelf: readonly (readonly [bytes: string, token: Token])[], wanted: string): Token[] {
  const found: Token[] = [];
  for (const [bytes, token] of shelf) {
    if (bytes.length < wanted.length ? wanted.startsWith(bytes) : bytes.startsWith(wanted)) found.push(token);
  }
  return found;
}

function utf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/**
 * GPT-2's byte-level tokens. Printable bytes of Latin-1 stand for themselves. Each other byte stands for a letter from
 * U+0100 on, in the order of the bytes. https://github.com/openai/gpt-2/blob/master/src/encoder.py
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
