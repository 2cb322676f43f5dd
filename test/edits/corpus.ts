import { readdirSync, readFileSync } from "node:fs";
import { languageOf } from "../../grammars/languages.ts";
import { type KnownNames, noNames } from "../../server/edits/knownNames.ts";
import type { EditMode, EditTarget } from "../../server/edits/target.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { type Form, forms, inForm } from "../lineEnds.ts";

/** A model's answer to a target, and what comes of it. How a file of them is written says corpus/README.md. */
export type Case = {
  readonly title: string;
  readonly target: EditTarget;
  readonly answer: string;
  readonly names: KnownNames;
  readonly expected: { readonly text: string; readonly warnings: readonly string[] } | { readonly reason: string };
};

const folder = new URL("../../../test/edits/corpus/", import.meta.url);

/** The cases with their files in a form; a case that says its own form has that one. */
export function corpus(form: Form = forms[0]): readonly Case[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  return files.sort().flatMap((name) => casesIn(readFileSync(new URL(name, folder), "utf8"), form));
}

export function casesIn(text: string, form: Form = forms[0]): Case[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((one) => caseOf(one, form));
}

type Section = { readonly head: string; readonly text: string };

function caseOf(text: string, form: Form): Case {
  const title = text.slice(0, text.indexOf("\n"));
  const sections: Section[] = text
    .split(/^--- (?=file |answer$|edit$|refused |warning |workspace )/m)
    .slice(1)
    .map((section) => ({
      head: lineOf(section),
      text: section.slice(lineOf(section).length + 1).replace(/\n\n$/, "\n"),
    }));
  const one = (kind: string) => sections.find(({ head }) => head.split(" ")[0] === kind);
  const file = one("file");
  const answer = one("answer");
  if (!file || !answer) throw new Error(`${title}: a case has a file and an answer`);
  const [, path = "", ...flags] = file.head.split(" ");
  const asBytes = (shown: string) => bytesOf(shown, flags, form);
  const target = targetOf(path, asBytes(file.text), flags);
  const others = sections.filter(({ head }) => head.startsWith("workspace "));
  const own = others.length > 0 ? { [path]: target.text } : {};
  const files = Object.fromEntries(
    others.map(({ head, text }) => [head.slice("workspace ".length), head.endsWith(".json") ? text : asBytes(text)]),
  );
  const refusal = one("refused");
  const edit = one("edit");
  if (!refusal === !edit) throw new Error(`${title}: a case ends in an edit or in a refusal`);
  return {
    title,
    target,
    answer: controlsOf(answer.text).replace(/\n$/, ""),
    names: others.length > 0 ? new MemoryWorkspace({ ...files, ...own }) : noNames,
    expected: refusal
      ? { reason: refusal.head.slice("refused ".length) }
      : {
          text: asBytes(edit?.text ?? ""),
          warnings: sections.filter(({ head }) => head.startsWith("warning ")).map(({ head }) => head.slice(8)),
        },
  };
}

function lineOf(section: string): string {
  return section.slice(0, section.indexOf("\n"));
}

/** Characters that do not show, and line ends, are written as what does. */
function controlsOf(shown: string): string {
  return shown
    .replaceAll("␛", "\u001b")
    .replaceAll("␀", "\u0000")
    .replaceAll("␇", "\u0007")
    .replaceAll("␍", "\r")
    .replaceAll("⇄", "\u202e")
    .replaceAll("␣", " ");
}

function bytesOf(shown: string, flags: readonly string[], form: Form): string {
  const text = controlsOf(flags.includes("unended") ? shown.replace(/\n$/, "") : shown);
  if (!flags.includes("lf") && !flags.includes("crlf") && !flags.includes("bom") && !text.includes("\r"))
    return inForm(form, text);
  return (flags.includes("bom") ? "\uFEFF" : "") + (flags.includes("crlf") ? text.replaceAll("\n", "\r\n") : text);
}

const modes: readonly EditMode[] = ["replace", "insert", "document", "annotate", "rename"];

function targetOf(path: string, shown: string, flags: readonly string[]): EditTarget {
  const marked = shown.replace(/│\r?\n$/, "│");
  const start = marked.includes("│") ? marked.indexOf("│") : marked.indexOf("⟦");
  const end = marked.includes("│") ? start : marked.indexOf("⟧") - 1;
  const text = marked.replace(/[⟦⟧│]/g, "");
  const mode = modes.find((each) => flags.includes(each)) ?? "replace";
  return { path, languageId: languageOf(path)?.ids[0] ?? "plaintext", text, start, end, mode };
}
