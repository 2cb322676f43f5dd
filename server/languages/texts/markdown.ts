import type { Language } from "../../../grammars/language.ts";
import { languageOf, languageWithId } from "../../../grammars/languages.ts";
import type { Embedded } from "./format.ts";

/** A line that opens or closes fenced code: its mark, and what is said of the code. */
const fence = /^[ \t>]*(`{3,}|~{3,})[ \t]*([^\n`]*)$/gm;

/** The fenced code around a place in Markdown. */
export function embeddedInMarkdown(before: string, after: string): Embedded | undefined {
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
  return { start, end: closing?.index ?? after.length, language: languageTagged(tag) };
}

function closes(mark: string, info: string, opened: string): boolean {
  return mark[0] === opened[0] && mark.length >= opened.length && info.trim() === "";
}

/** Names of languages in Markdown that are neither an editor's nor the ending of a file. */
const tags: Readonly<Record<string, string>> = { "c++": "cpp", "c#": "csharp", golang: "go", shell: "bash" };

function languageTagged(info: string): Language | undefined {
  const tag = /^[{.\s]*([^\s,{}]+)/.exec(info)?.[1]?.toLowerCase() ?? "";
  const name = tags[tag] ?? tag;
  return languageWithId(name) ?? languageOf(`.${name}`);
}
