/** Code as people write it, to measure a vocabulary with. */
export const sampleCode = `export function median(values: readonly number[]): number {
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
