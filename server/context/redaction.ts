import { lineEnd, lineStart } from "../text/lines.ts";

/** Stands in a prompt in place of a secret. */
export const redaction = "[secret]";

/** Tokens that their issuer made recognizable, and addresses with a password. */
const known: readonly RegExp[] = [
  /\b(?:gh[pousr]|github_pat)_\w{20,}/g,
  /\bglpat-[\w-]{20,}/g,
  /\bsk-[\w-]{20,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\bpypi-[\w-]{40,}/g,
  /\bhf_[A-Za-z0-9]{30,}\b/g,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/g,
  /(?<=\w:\/\/[^\s/:@]*:)[^\s/:@"'`${}<>]+(?=@)/g,
  // The same before its @ is typed; a port is no password.
  /(?<=\w:\/\/[^\s/:@]+:)(?!\d+\b)[^\s/:@"'`${}<>]{8,}(?=["'`]|$)/gm,
];

/** A private key, whole; or from its first line on, where the text ends inside it. */
const privateKey =
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/g;

/**
 * The value given to something called a secret: `API_KEY=...`, `"password": "..."`, `token: str = '...'`. It may be one
 * that is being typed, whose quote nobody has closed yet.
 */
const assigned =
  /((?:secret|token|passw(?:or)?d|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)\w*["']?\s*(?::\s*\w+\s*)?[:=]\s*)(["'`])([^"'`\s]{8,})(\2|$)/gim;

/** A line of a `.env` file: capitals, `=`, and a value without quotes or blanks. */
const environment =
  /^((?:export\s+)?[A-Z][A-Z0-9_]*(?:SECRET|TOKEN|PASSW(?:OR)?D|KEY|CREDENTIALS?)[A-Z0-9_]*=)([^\s"'`({$]{8,})$/gm;

/** Long runs of characters that keys are written in. */
const run = /[A-Za-z0-9+/_=-]{24,}/g;

/** Bits per character: words joined together stay under 4.3, random base64 of this length is above it. */
const minEntropy = 4.3;

/** Random hexadecimal digits have at most 4. */
const minHexEntropy = 3;
const minHexCharacters = 32;

/** The text with every secret in it replaced. Line ends outside secrets stay where they are. */
export function redact(text: string): string {
  let clean = text.replace(privateKey, redaction);
  for (const pattern of known) clean = clean.replace(pattern, redaction);
  return clean
    .replace(assigned, (all, name, quote, value, end) =>
      isPlaceholder(value) ? all : `${name}${quote}${redaction}${end}`,
    )
    .replace(environment, (all, name, value) => (isPlaceholder(value) ? all : `${name}${redaction}`))
    .replace(run, (word) => (isRandom(word) ? redaction : word));
}

/** True if a text holds what `redact` takes for a secret. */
export function holdsSecret(text: string): boolean {
  return redact(text) !== text;
}

/**
 * Two texts that meet at the cursor, without a secret in which it stands. Neither half of one may look like a secret by
 * itself.
 */
export function redactAtCursor(before: string, after: string): readonly [before: string, after: string] {
  const head = /[^\s"'`]*$/.exec(before)?.[0] ?? "";
  const tail = /^[^\s"'`]*/.exec(after)?.[0] ?? "";
  const line = before.slice(lineStart(before, before.length)) + after.slice(0, lineEnd(after, 0));
  if (head + tail === "" || redact(line).includes(head + tail)) return [before, after];
  const [left, right] = [before.slice(0, before.length - head.length), after.slice(tail.length)];
  return head === "" ? [left, redaction + right] : [left + redaction, right];
}

function isRandom(word: string): boolean {
  if (/^[0-9a-f]+$/i.test(word))
    return word.length >= minHexCharacters && /\d/.test(word) && entropy(word) > minHexEntropy;
  if (!/\d/.test(word) || !/[a-z]/.test(word) || !/[A-Z]/.test(word)) return false;
  return entropy(word) > minEntropy && !isWords(word);
}

/** Names, paths and constants: mostly runs of letters that read like words. */
function isWords(word: string): boolean {
  const letters = word.match(/[A-Z]?[a-z]{3,}|[A-Z]{3,}/g)?.join("").length ?? 0;
  return letters > 0.6 * word.length;
}

/** Documentation and tests write these where a secret would stand. */
function isPlaceholder(value: string): boolean {
  return (
    /example|placeholder|change|your|dummy|test|fake|xxx|\*\*\*|<|\$\{|process\.|env\b|\[secret\]/i.test(value) ||
    /^[a-z_.]+$/i.test(value)
  );
}

function entropy(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / word.length) * Math.log2(count / word.length);
  return bits;
}
