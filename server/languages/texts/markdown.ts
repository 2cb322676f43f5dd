import { languageOf, languageWithId } from "../../../grammars/languages.ts";
import type { Embedded } from "./format.ts";

/** A line that opens or closes fenced code: its mark, and what is said of the code. */
const fence = /^[ \t>]*(`{3,}|~{3,})[ \t]*([^\n`]*)$/gm;

/** What is told of a file at its top, in YAML: a line of dashes opens it, and another closes it. */
const frontMatter = /^---[ \t]*\r?\n/;
const frontMatterEnd = /^---[ \t]*$/m;

/** The fenced code around a place in Markdown, or the front matter. */
export function embeddedInMarkdown(before: string, after: string): Embedded | undefined {
  const top = frontMatter.exec(before)?.[0];
  if (top !== undefined && !frontMatterEnd.test(before.slice(top.length))) {
    const end = frontMatterEnd.exec(after)?.index;
    // A line of dashes may also be a rule in a text without any.
    if (end !== undefined) return { start: top.length, end, languageId: "yaml", closes: frontMatterEnd };
  }
  let open: { readonly mark: string; readonly tag: string; readonly start: number } | undefined;
  for (const { 0: line, 1: mark = "", 2: info = "", index } of before.matchAll(fence)) {
    const start = index + line.length + 1;
    if (!open) open = { mark, tag: info.trim(), start };
    else if (closes(mark, info, open.mark)) open = undefined;
  }
  // On the line of the fence itself there is no code yet.
  if (!open || open.start > before.length) return undefined;
  const { mark, tag, start } = open;
  const closing = [...after.matchAll(fence)].find(
    (found) => (found.index > 0 || before.endsWith("\n")) && closes(found[1] ?? "", found[2] ?? "", mark),
  );
  const line = new RegExp(`^[ \\t>]*\\${mark[0]}{${mark.length},}[ \\t]*$`);
  return { start, end: closing?.index ?? after.length, languageId: languageIdTagged(tag), closes: line };
}

function closes(mark: string, info: string, opened: string): boolean {
  return mark[0] === opened[0] && mark.length >= opened.length && info.trim() === "";
}

/** Names of languages in Markdown that are neither an editor's nor the ending of a file. */
const tags: Readonly<Record<string, string>> = {
  "c++": "cpp",
  "c#": "csharp",
  golang: "go",
  shell: "bash",
  yml: "yaml",
};

/** The identifier by which a language or another text is known; that of no language stays as it is. */
function languageIdTagged(info: string): string {
  const tag = /^[{.\s]*([^\s,{}]+)/.exec(info)?.[1]?.toLowerCase() ?? "";
  const name = tags[tag] ?? tag;
  return languageWithId(name) ? name : (languageOf(`.${name}`)?.ids[0] ?? name);
}
