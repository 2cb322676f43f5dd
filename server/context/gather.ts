import type { Steps } from "../slices/slices.ts";
import { type Omitted, overlap, type Packed, packSnippets } from "./budget.ts";
import { inOrder, rank } from "./rank.ts";
import { redact } from "./redaction.ts";
import { contextRequest, type Situation } from "./request.ts";
import type { Snippet } from "./snippet.ts";
import { type Sources, snippetsFrom } from "./sources.ts";

/** A snippet of which most lines are on screen already, wherever it comes from, says nothing. */
const maxVisibleLines = 0.5;

/**
 * The factor by which a snippet must be better to replace one in the last prompt. The model's cache is worth something.
 */
const incumbentFactor = 1.25;

type Room = { readonly tokens: number; readonly charactersPerToken: number };

/**
 * Everything that may help at a place, found, ranked, fitted and cleaned of secrets. Best first. In a large workspace
 * that is more work than the event loop may be held for.
 */
export function* gather(
  situation: Situation,
  sources: Sources,
  room: Room,
  log: (message: string) => void,
  incumbents: readonly Snippet[] = [],
): Steps<Packed> {
  const request = contextRequest(situation, room.tokens);
  yield;
  const snippets = (yield* snippetsFrom(sources, request, log)).map(trimmed);
  situation.onGathered?.();
  const lines = visibleLines(situation);
  const isNews = (snippet: Snippet) => visibleShare(snippet.text, lines) <= maxVisibleLines;
  const { kept, weak } = rank(request, snippets.filter(isNews));
  yield;
  const { chosen, omitted, tokens } = packSnippets(
    preferring(kept, incumbents, room),
    room.tokens,
    room.charactersPerToken,
  );
  return {
    chosen: chosen.map((snippet) => ({ ...snippet, text: redact(snippet.text) })),
    tokens,
    omitted: [
      ...omitted,
      ...snippets.filter((snippet) => !isNews(snippet)).map(because("on screen already")),
      ...weak.map(because("too little to do with the cursor")),
    ],
  };
}

/**
 * A snippet that the last prompt showed keeps its place and its text. Its condition is that it would still fit into
 * twice the room.
 */
function preferring(ranked: readonly Snippet[], incumbents: readonly Snippet[], room: Room): readonly Snippet[] {
  if (incumbents.length === 0) return ranked;
  const still = new Set(packSnippets(ranked, 2 * room.tokens, room.charactersPerToken).chosen);
  return ranked
    .map((snippet) => {
      const old = still.has(snippet) && incumbents.find((incumbent) => isSamePlace(incumbent, snippet));
      return old ? { ...snippet, ...textOf(old), score: snippet.score * incumbentFactor } : snippet;
    })
    .sort(inOrder);
}

function isSamePlace(a: Snippet, b: Snippet): boolean {
  return a.source === b.source && a.path === b.path && overlap(a, b) > 0.5;
}

function textOf({ text, startLine, endLine }: Snippet) {
  return { text, startLine, endLine };
}

/** Without blank lines at the end. */
function trimmed(snippet: Snippet): Snippet {
  const text = snippet.text.trimEnd();
  const blankLines = snippet.text.slice(text.length).split("\n").length - 1;
  return { ...snippet, text, endLine: Math.max(snippet.startLine + 1, snippet.endLine - blankLines) };
}

function visibleLines({ cursor, window }: Situation): ReadonlySet<string> {
  const { text } = cursor.file;
  const shown = `${text.slice(window.start, cursor.offset)}\n${text.slice(window.suffixStart, window.end)}`;
  return new Set(meaningfulLines(shown));
}

function visibleShare(text: string, visible: ReadonlySet<string>): number {
  const lines = meaningfulLines(text);
  return lines.length === 0 ? 1 : lines.filter((line) => visible.has(line)).length / lines.length;
}

/** Without the lines that every file has: brackets, `else`, blanks. */
function meaningfulLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length > 6);
}

function because(why: string): (snippet: Snippet) => Omitted {
  return (snippet) => ({ snippet, why });
}
