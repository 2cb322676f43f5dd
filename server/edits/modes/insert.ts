import { rulesOf } from "../../languages/languages.ts";
import { belowLine, indentationOf, isBlank, lineEnd, lineStart } from "../../text/lines.ts";
import type { ReadAnswer } from "../answer/read.ts";
import { answerCutOff } from "../answer/read.ts";
import { type Draft, drafted } from "../draft.ts";
import { withAnswerImports } from "../imports/answerImports.ts";
import type { KnownNames } from "../knownNames.ts";
import { withoutBlankEnds, writtenLines } from "../lines.ts";
import { type Original, parsed } from "../original.ts";
import { isRefusal, type Refusal, refused } from "../proposal.ts";
import { inFileStyle } from "../rewrite/fit.ts";
import { rewrittenByCode } from "../rewrite/fromCode.ts";
import { outside } from "../rewrite/hunks.ts";
import { nothingChanged, withMissingImports } from "./replace.ts";

/** Lines of their own between those that are there, or a whole new file. */
export async function inserted(answer: ReadAnswer, original: Original, names: KnownNames): Promise<Draft | Refusal> {
  const rewrite = await (answer.kind === "hunks" ? addedByHunks(answer, original) : rewrittenByCode(answer, original));
  if (isRefusal(rewrite)) return rewrite;
  if (isBlank(original.text)) {
    const bom = original.text.startsWith("\uFEFF") ? "\uFEFF" : "";
    const imports = rewrite.imports.map((each) => each.trim());
    const body = withoutBlankEnds(rewrite.code.split("\n")).join("\n");
    const whole = [imports.join("\n"), body]
      .filter((part) => part !== "")
      .join("\n".repeat(blankLinesOf(original) + 1));
    const draft = await drafted(original, `${whole}\n`, [bom.length, original.text.length], rewrite.warnings);
    return withMissingImports(draft, original, names);
  }
  const lines = await withoutKnown(withoutBlankEnds(rewrite.code.split("\n")), original);
  if (isRefusal(lines)) return lines;
  if (lines.length === 0) return nothingChanged;
  const moved = inFileStyle(lines, [], baseAt(original), original.unit);
  const draft = await drafted(
    original,
    framed(moved.join("\n"), original),
    [original.start, original.start],
    rewrite.warnings,
  );
  const complete = await withAnswerImports(draft, rewrite.imports, original, names);
  return isRefusal(complete) ? complete : withMissingImports(complete, original, names);
}

/** The additions of a diff or a search/replace block, where it only adds. */
async function addedByHunks({ hunks }: Extract<ReadAnswer, { kind: "hunks" }>, original: Original) {
  const there = new Set(writtenLines(original.text));
  const added: string[] = [];
  for (const { before, after } of hunks) {
    const kept = new Set(after.map((line) => line.trim()));
    if (before.some((line) => !isBlank(line) && !kept.has(line.trim()))) return outside;
    const old = new Set(before.map((line) => line.trim()));
    added.push(...after.filter((line) => isBlank(line) || !old.has(line.trim())));
  }
  if (added.every((line) => isBlank(line) || there.has(line.trim()))) return nothingChanged;
  return rewrittenByCode(
    { kind: "code", blocks: [{ tag: "", lines: added, isOpen: false }], isFenced: true },
    original,
  );
}

/** The indentation of the line that will stand below, or of the file's last line at its end. */
function baseAt({ text, start }: Original): string {
  return start < text.length ? indentationOf(text.slice(lineStart(text, start), lineEnd(text, start))) : "";
}

/** Without what the file has already; a definition of a name that the file gives to something else is refused. */
async function withoutKnown(lines: readonly string[], original: Original): Promise<readonly string[] | Refusal> {
  const code = lines.join("\n");
  const { tags, tree } = await parsed(original.language, code, original.slices);
  if (tree?.rootNode.hasError && !original.tree?.rootNode.hasError && original.around.length === 0) return answerCutOff;
  const own = original.tags.definitions.filter(({ parent }) => parent < 0);
  const there = writtenLines(original.text).join("\n");
  let kept = "";
  let at = 0;
  for (const { name, start, end, parent } of tags.definitions) {
    if (parent >= 0 || original.around.length > 0 || !own.some((one) => one.name === name)) continue;
    if (!there.includes(writtenLines(code.slice(start, end)).join("\n"))) return exists(name);
    kept += code.slice(at, Math.max(at, lineStart(code, start)));
    at = belowLine(code, end);
  }
  const left = withoutBlankEnds((kept + code.slice(at)).split("\n"));
  return writtenLines(left.join("\n")).every((line) => /^(?:#|\/\/|\/?\*)/.test(line)) && left.length < lines.length
    ? []
    : left;
}

function exists(name: string): Refusal {
  return refused(
    `The answer defines \`${name}\`, which is in the file already.`,
    `\`${name}\` exists already. Answer only with what is new, under new names.`,
  );
}

/** With the blank lines that separate what stands there. */
function framed(code: string, original: Original): string {
  const { text, start, around } = original;
  const gap = around.length === 0 ? blankLinesOf(original) : 1;
  const before = text.slice(0, start);
  const after = text.slice(start);
  const above = before.trim() === "" ? "" : "\n".repeat(Math.max(0, gap + 1 - trailingLineEnds(before)));
  const isAtLineStart = before === "" || before.endsWith("\n");
  if (after.trim() === "") return `${above}${code}\n`;
  const below = "\n".repeat(Math.max(1, gap + 1 - leadingLineEnds(after)));
  return (isAtLineStart && trailingLineEnds(before) > gap ? "" : above) + code + below;
}

/** Between definitions at the top of the file. */
function blankLinesOf({ language }: Original): number {
  return rulesOf(language).blankLines ?? 1;
}

function trailingLineEnds(text: string): number {
  return text.slice(text.trimEnd().length).split("\n").length - 1;
}

function leadingLineEnds(text: string): number {
  return text.slice(0, text.length - text.trimStart().length).split("\n").length - 1;
}
