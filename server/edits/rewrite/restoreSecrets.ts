import { redact, redaction } from "../../context/redaction.ts";
import { indentationOf, linesOf } from "../../text/lines.ts";
import { type Refusal, refused } from "../proposal.ts";

/**
 * The lines with the secrets back in them that the model was not shown. A line that only stood for a secret must come
 * back as it was. Written anew, the secret in it would be lost.
 */
export function restoreSecrets(lines: readonly string[], text: string): readonly string[] | Refusal {
  if (text.includes(redaction) || !lines.some((line) => line.includes(redaction))) return lines;
  const secret = new Map(linesOf(text).map((line) => [redact(line).trim(), line.trim()]));
  const restored: string[] = [];
  for (const line of lines) {
    const original = line.includes(redaction) ? secret.get(line.trim()) : line.trim();
    if (original === undefined) return overwritten;
    restored.push(line.includes(redaction) ? indentationOf(line) + original : line);
  }
  return restored;
}

const overwritten = refused(
  "The answer would overwrite a secret that the model was not shown.",
  `Leave every line that holds ${redaction} exactly as it is.`,
);
