/** Whatever comes later in a comment is not looked at. */
const maxLooked = 8000;

/** More of a comment is its reader's to look up. */
const maxLines = 16;
const maxCharacters = 1200;

/** A doc comment or a docstring, as it stands in the code, as Markdown. Empty where it says nothing. */
export function docMarkdown(comment: string): string {
  const isString = /^[rRuUbBfF]*("""|'''|["'])/.test(comment);
  const start = comment.slice(0, maxLooked);
  const lines = isString ? docstringLines(start) : commentLines(start);
  const inCode = fences();
  const shown = lines.flatMap((line) => (inCode(line) ? line : isSaidElsewhere.test(line) ? [] : described(line)));
  return shortened(withFencesForDoctests(shown).join("\n").trim());
}

/** The text of `/** ... *\/`, and of lines that begin with `//` or `#`. */
function commentLines(comment: string): string[] {
  const text = comment.replace(/^\s*\/\*\*?/, "").replace(/\*+\/\s*$/, "");
  return text.split(/\r?\n/).map((line) => line.replace(/^\s*(?:\*(?!\*)|\/\/[/!]?|#+:?)? ?/, "").trimEnd());
}

/** Without the quotes, and without the indentation that all lines but the first share, as PEP 257 has it. */
function docstringLines(comment: string): string[] {
  const text = comment.replace(/^[rRuUbBfF]*("""|'''|["'])/, "").replace(/("""|'''|["'])\s*$/, "");
  const [first = "", ...rest] = text.split(/\r?\n/);
  const indents = rest.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return [first.trim(), ...rest.map((line) => line.slice(indent).trimEnd())];
}

/** Tells for one line after the other whether it is in a block of code or begins or ends one. */
function fences(): (line: string) => boolean {
  let isOpen = false;
  return (line) => {
    const isFence = /^\s*(```|~~~)/.test(line);
    if (isFence) isOpen = !isOpen;
    return isOpen || isFence;
  };
}

/** How the tags of TSDoc and reStructuredText and the sections of Google's docstrings read in Markdown. */
const rewritten: readonly (readonly [RegExp, string])[] = [
  [/\{@(?:link|linkcode|linkplain|inheritDoc)\s+([^\s|}]+)\s*(?:\|?\s*([^}]+))?\}/g, "`$1`"],
  [/^@(?:param|arg|argument|prop|property)\s+(?:\{[^}]*\}\s*)?\[?([\w$.]+)(?:=[^\]]*)?\]?\s*[-:]?\s*/, "- `$1`: "],
  [/^@(?:typeParam|template)\s+(?:\{[^}]*\}\s*)?([\w$]+)\s*[-:]?\s*/, "- `$1`: "],
  [/^@returns?\s*(?:\{[^}]*\}\s*)?/, "- returns "],
  [/^@(?:throws|exception)\s*(?:\{([^}]*)\}\s*)?/, "- throws $1 "],
  [/^@deprecated\s*/, "**Deprecated.** "],
  [/^@defaultValue\s*/, "- default: "],
  [/^@examples?\s*/, "**Example** "],
  [/^@(?:see|remarks|privateRemarks|summary|description)\s*/, ""],
  [/^@(?:internal|public|alpha|beta|async|readonly|virtual|override|packageDocumentation|module)\s*$/, ""],
  [/^\s*:param(?:\s+[\w.[\], |]+?)?\s+\**(\w+):\s*/, "- `$1`: "],
  [/^\s*:(?:returns?|rtype):\s*/, "- returns "],
  [/^\s*:raises?\s+([\w.]+):\s*/, "- raises `$1`: "],
  [/^(Args|Arguments|Parameters|Returns|Raises|Yields|Attributes|Examples?|Notes?):$/, "**$1**"],
  [/^ {2,4}\**(\w+)(?: ?\([^)]*\))?: (?=\S)/, "- `$1`: "],
  [/:(?:class|func|meth|mod|attr|exc|obj|data|py:\w+):`~?([^`]+)`/g, "`$1`"],
  [/``([^`]+)``/g, "`$1`"],
];

/** The signature says it. */
const isSaidElsewhere = /^\s*:type\b/;

function described(line: string): string {
  return rewritten.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line).trimEnd();
}

/** `>>> f()` and what it prints, which Markdown would run together. */
function withFencesForDoctests(lines: readonly string[]): string[] {
  const shown: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (!isOpen && /^\s*>>> /.test(line)) {
      shown.push("```python");
      isOpen = true;
    } else if (isOpen && line.trim() === "") {
      shown.push("```");
      isOpen = false;
    }
    shown.push(isOpen ? line.trimStart() : line);
  }
  return isOpen ? [...shown, "```"] : shown;
}

/** Ends at a line end, and closes the block of code it ends in. */
function shortened(text: string): string {
  const lines = text.split("\n");
  const inCode = fences();
  const shown: string[] = [];
  let characters = 0;
  let isOpen = false;
  for (const line of lines) {
    characters += line.length + 1;
    if (shown.length > 0 && (shown.length === maxLines || characters > maxCharacters)) {
      return [...shown, ...(isOpen ? ["```"] : []), "…"].join("\n");
    }
    isOpen = inCode(line) && !(isOpen && /^\s*(```|~~~)/.test(line));
    shown.push(line.length > maxCharacters ? `${line.slice(0, maxCharacters)}…` : line);
  }
  return shown.join("\n");
}
