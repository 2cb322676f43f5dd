import type { Vocabulary } from "./vocabulary.ts";

/** How many characters of code a token is worth, measured on a sample. */
export function charactersPerToken({ tokenize }: Vocabulary): number {
  return sampleCode.length / tokenize(sampleCode).length;
}

/** Code as people write it. */
const sampleCode = `export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

def read_config(path, encoding="utf-8"):
    """Return the settings stored at path, or an empty dict."""
    try:
        with open(path, encoding=encoding) as handle:
            return json.load(handle)
    except FileNotFoundError:
        return {}
`;
