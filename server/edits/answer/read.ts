import { type Refusal, refused } from "../proposal.ts";
import { cleaned, endsInThought, maxAnswerLength } from "./clean.ts";
import { type Block, fencedBlocks } from "./fences.ts";
import type { Hunk } from "./hunk.ts";
import { bareCode, isDeclined } from "./prose.ts";
import { searchReplaceBlocks } from "./searchReplace.ts";
import { diffHunks, isUnifiedDiff } from "./unifiedDiff.ts";

/** The writing that an answer asks for. It is pieces of code of which one is meant, or lines to find and to replace. */
export type ReadAnswer =
  | { readonly kind: "code"; readonly blocks: readonly Block[]; readonly isFenced: boolean }
  | { readonly kind: "hunks"; readonly hunks: readonly Hunk[] };

/** Without its thoughts an answer may be so much longer than the file twice. What is longer takes long to parse, too. */
const spareLength = 30_000;

const tooLong = refused(
  "The answer is too long to be an edit.",
  "Your answer is far too long. Answer with the code only.",
);

export const answerCutOff = refused(
  "The answer was cut off.",
  "Your answer ended in the middle. Answer with the whole code and nothing else.",
);

/** Reads an answer of any shape. `targetText` is the file it is about: what stands there is code, whatever it looks like. */
export function readAnswer(answer: string, targetText: string): ReadAnswer | Refusal {
  if (answer.length > maxAnswerLength) return tooLong;
  const text = cleaned(answer, targetText);
  if (text.length > spareLength + 2 * targetText.length) return tooLong;
  if (text.trim() === "") return endsInThought(answer) ? answerCutOff : noCode(answer.trim() === "" ? [] : [answer]);
  const lines = text.split("\n");
  const searches = searchReplaceBlocks(lines);
  if (searches) return searches.isWhole ? { kind: "hunks", hunks: searches.hunks } : answerCutOff;
  const { blocks, prose } = fencedBlocks(text);
  const written = blocks.flatMap(inMarkdown).filter((block) => block.lines.some((line) => line.trim() !== ""));
  const diffs = written.filter((block) => isUnifiedDiff(block.tag, block.lines));
  if (diffs.some(({ isOpen }) => isOpen)) return answerCutOff;
  if (diffs.length > 0) return { kind: "hunks", hunks: diffs.flatMap((block) => diffHunks(block.lines)) };
  if (written.length > 0) return { kind: "code", blocks: written, isFenced: true };
  const quoted = /^`([^`\n]{1,2000})`$/.exec(text.trim())?.[1];
  const bare = quoted ? [quoted] : bareCode(blocks.length > 0 ? prose : lines);
  if (bare.length === 0) return noCode(prose);
  if (isUnifiedDiff("", bare)) return { kind: "hunks", hunks: diffHunks(bare) };
  return { kind: "code", blocks: [{ tag: "", lines: bare, isOpen: false }], isFenced: false };
}

/** A block of Markdown is an answer of its own. */
function inMarkdown(block: Block): readonly Block[] {
  const inner = /^(?:md|markdown)$/.test(block.tag) ? fencedBlocks(block.lines.join("\n")).blocks : [];
  return inner.length > 0 ? inner : [block];
}

function noCode(prose: readonly string[]): Refusal {
  if (isDeclined(prose)) {
    return refused("The model declined.", "Do not apologize or explain. Answer with one fenced block of code.");
  }
  const reason = prose.every((line) => line.trim() === "")
    ? "The model answered nothing."
    : "The answer holds no code.";
  return refused(reason, "Your answer holds no code. Answer with one fenced block that holds the whole code.");
}
