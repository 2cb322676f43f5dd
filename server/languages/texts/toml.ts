const key = String.raw`(?:[\w-]+|"[^"]*"|'[^']*')`;
const keys = String.raw`${key}(?:\s*\.\s*${key})*`;
const table = new RegExp(String.raw`^\[\[?\s*(${keys})\s*\]\]?\s*(?:#.*)?$`);
const pair = new RegExp(String.raw`^(${keys})\s*=\s*(.*)$`);
const value = /^(?:["'[{\d+-]|true\b|false\b|inf\b|nan\b)/;

/** Counts lines of a TOML text that are no table, pair or comment, and tables and keys that are there twice. */
export function tomlErrors(text: string): number {
  let errors = 0;
  let inside = "";
  let depth = 0;
  let known = new Set<string>();
  const tables = new Set<string>();
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (inside !== "") {
      if (line.includes(inside)) inside = "";
      continue;
    }
    if (depth > 0) {
      depth += depthOf(line);
      continue;
    }
    if (line === "" || line.startsWith("#")) continue;
    const head = table.exec(line);
    if (head) {
      const isList = line.startsWith("[[");
      if (!isList && tables.has(head[1] ?? "")) errors++;
      if (!isList) tables.add(head[1] ?? "");
      known = new Set();
      continue;
    }
    const [, name = "", written = ""] = pair.exec(line) ?? [];
    if (name === "" || known.has(name) || !value.test(written)) errors++;
    known.add(name);
    const long = /^(?:"""|''')/.exec(written)?.[0] ?? "";
    if (long !== "" && written.indexOf(long, 3) < 0) inside = long;
    else depth = Math.max(0, depthOf(written));
  }
  return errors + depth;
}

/** The brackets that a line leaves open, those in its strings and comments left out. */
function depthOf(line: string): number {
  const code = line.replace(/"(?:\\.|[^"\\])*"|'[^']*'|#.*/g, "");
  return (code.match(/[[{]/g)?.length ?? 0) - (code.match(/[\]}]/g)?.length ?? 0);
}
