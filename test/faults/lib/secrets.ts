import { randomFrom } from "../../random.ts";

const random = randomFrom(20_260_101);
const lower = "abcdefghijklmnopqrstuvwxyz";
const letters = lower + lower.toUpperCase();
const digits = "0123456789";

/** Letters and digits as a key has them, made here so that none of them was ever a key. */
function drawn(length: number, from = letters + digits): string {
  return Array.from({ length }, () => from[Math.floor(random() * from.length)]).join("");
}

const keyLines = Array.from({ length: 25 }, () => `${drawn(64, `${letters}${digits}+/`)}`);

/** What nobody but its owner may see: a name for it, and the bytes that would give it away. */
export const secrets = {
  "a GitHub token": `ghp_${drawn(36)}`,
  "an AWS key": `AKIA${drawn(16, lower.toUpperCase() + digits)}`,
  "an OpenAI key": `sk-proj-${drawn(40)}`,
  "a password in an address": drawn(14),
  "a password by its name": `${drawn(6)}!${drawn(6)}`,
  "a hexadecimal key": drawn(40, "0123456789abcdef"),
  "a value of .env": drawn(20),
  "a value of a file of secrets": drawn(20),
  "a value of Django's local settings": drawn(20),
  "a file that git ignores": `ignored_${drawn(12)}`,
  "a linked file outside": `outside_${drawn(12)}`,
  "a file in a linked folder outside": `beyond_${drawn(12)}`,
} as const;

/** Lines of a private key; each of them would be a leak. */
export const privateKeyLines: readonly string[] = keyLines;

export const privateKey = ["-----BEGIN RSA PRIVATE KEY-----", ...keyLines, "-----END RSA PRIVATE KEY-----"].join("\n");

/** Every secret under its name. */
export const leaks: readonly (readonly [name: string, bytes: string])[] = [
  ...Object.entries(secrets),
  ...privateKeyLines.map((line, index) => [`line ${index + 1} of a private key`, line] as const),
];
