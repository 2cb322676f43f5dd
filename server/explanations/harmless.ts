/**
 * Text that others wrote, be it a model or a comment in the workspace, as Markdown that does nothing. An image would be
 * fetched from wherever it points to. A link might run a command of the editor, and a terminal obeys escape sequences.
 * Code in fences and in backticks stays as it is, without control characters.
 */
export function harmlessMarkdown(text: string): string {
  const parts = withoutControls(text).split(
    /(^[ \t]*(?:```|~~~)[\s\S]*?(?:^[ \t]*(?:```|~~~)[ \t]*$|$(?![\s\S]))|`[^`\n]*`)/m,
  );
  return parts.map((part, i) => (i % 2 === 1 ? part : withoutReach(part))).join("");
}

/** Without terminal escapes and control characters other than line ends and tabs. Bidirectional overrides go too. */
export function withoutControls(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(escapeSequence, "")
    .replace(/[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
}

/** CSI, OSC and the like up to their end, and two-character escapes. */
const escapeSequence = new RegExp(
  [
    "(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]",
    "(?:\\u001b[\\]PX^_]|[\\u0090\\u009d-\\u009f])[^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)?",
    "\\u001b[ -/]*[0-~]?",
  ].join("|"),
  "g",
);

function withoutReach(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)/g, "$1")
    .replace(/!?\[([^\]]+)\]\[[^\]]*\]/g, "$1")
    .replace(/^[ \t]*\[[^\]\n]+\]:[ \t]*\S+.*$/gm, "")
    .replace(/<(?=[A-Za-z/!?])/g, "\\<")
    .replace(/\n{3,}/g, "\n\n");
}
