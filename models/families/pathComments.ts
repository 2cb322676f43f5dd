import type { ContextFile } from "../family.ts";

/**
 * Files one after another, each under a line `#path`: DeepSeek-Coder's repository-level format, in `#` for
 * every language. Families that were trained on single files get other files in it too, as ordinary text.
 *
 * https://github.com/deepseek-ai/DeepSeek-Coder
 */
export function pathCommented(context: readonly ContextFile[], path: string): string {
  if (context.length === 0) return "";
  return `${context.map((file) => `#${file.path}\n${file.text}\n\n`).join("")}#${path}\n`;
}
