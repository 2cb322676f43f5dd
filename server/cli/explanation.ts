import { styleText } from "node:util";
import type { GenerationEnd } from "../../models/engine.ts";
import type { PromptPiece } from "../../models/promptPieces.ts";
import type { SuggestionChange } from "../../models/requestRecord.ts";
import { phases, type Span } from "../../models/trace.ts";
import type { SuggestionAnswer } from "../features/generation/suggestionAnswer.ts";
import { changesMade } from "../suggestions/fate.ts";

type Style = Parameters<typeof styleText>[0];

/** How a suggestion came to be, as a person reads it. */
export function readableExplanation(
  answer: SuggestionAnswer,
  pieces: readonly PromptPiece[] | undefined,
  colors: boolean,
): string {
  const paint = (style: Style, text: string) => (colors ? styleText(style, text) : text);
  const heading = (text: string) => paint("bold", text);
  const { generation, fate, memory, suggestion, message, spans } = answer;
  const lines: string[] = [];
  if (generation && pieces) {
    const { promptTokens, evaluatedTokens } = generation;
    lines.push(heading(`The prompt: ${promptTokens} tokens, of which the model read ${evaluatedTokens}`));
    for (const piece of pieces) lines.push(...pieceLines(piece, paint));
    lines.push("");
  }
  if (memory) {
    const sure = Math.round(memory.confidence * 100);
    lines.push(heading("The workspace remembers"), `  ${memory.path}, right with ${sure} % of likelihood`, "");
  }
  if (fate) {
    const end = generation ? ` (${generation.generatedTokens} tokens, ${ends[generation.end]})` : "";
    lines.push(heading(`${memory ? "Remembered" : "Written"}${end}`), ...quoted(fate.written), "");
    lines.push(heading("What endings and filters did"));
    if (fate.isUnsure) lines.push("  the model was unsure of what comes next: the line before is the last");
    const changes = changesMade(fate);
    lines.push(...(changes.length === 0 ? ["  nothing"] : changes.flatMap(changeLines)), "");
  }
  lines.push(heading("Where the time went"), ...timelineLines(spans), "");
  const [change] = suggestion?.changes ?? [];
  lines.push(
    heading(change ? "Suggested" : "Nothing is suggested"),
    ...(change ? quoted(change.text) : [`  ${message}`]),
  );
  return lines.join("\n");
}

/** Why a model wrote no further. An ending that has seen enough cancels it. */
const ends: Readonly<Record<GenerationEnd, string>> = {
  stop: "ended by the model",
  maxTokens: "ended by the limit of tokens",
  maxMs: "ended by the limit of time",
  cancelled: "ended here, since the suggestion was complete",
  superseded: "ended by a newer request",
};

function pieceLines(piece: PromptPiece, paint: (style: Style, text: string) => string): string[] {
  const tokens = piece.tokens === null ? "" : String(piece.tokens);
  if ("special" in piece) return [`${tokens.padStart(6)}  ${paint("cyan", piece.special)}`];
  return piece.text.split("\n").map((line, i) => `${(i === 0 ? tokens : "").padStart(6)}  ${paint("dim", "│")}${line}`);
}

function changeLines(change: SuggestionChange): string[] {
  const { by, before } = change;
  if ("silence" in change) return [`  ${by} let nothing pass: ${change.silence}`];
  const { after } = change;
  const replaced = after.replaceAfter - before.replaceAfter;
  const covers = replaced > 0 ? `, in the place of ${replaced} more behind the cursor` : "";
  const took = before.text.startsWith(after.text) ? before.text.slice(after.text.length) : undefined;
  if (took === "") return [`  ${by} left the text as it was${covers}`];
  if (took !== undefined) return [`  ${by} took the end${covers}:`, ...quoted(took)];
  return [`  ${by} made of it${covers}:`, ...quoted(after.text)];
}

const barCharacters = 40;

/** A row for each phase, with a bar where it stands in the whole. */
export function timelineLines(spans: readonly Span[]): string[] {
  const from = Math.min(0, ...spans.map(({ startMs }) => startMs));
  const to = Math.max(from + 0.001, ...spans.map(({ startMs, ms }) => startMs + ms));
  const at = (ms: number) => Math.round(((ms - from) / (to - from)) * barCharacters);
  return spans.map(({ phase, startMs, ms }) => {
    const bar = " ".repeat(at(startMs)) + "█".repeat(Math.max(1, at(startMs + ms) - at(startMs)));
    return `  ${phase.padEnd(11)}${ms.toFixed(1).padStart(8)} ms  ${bar.padEnd(barCharacters + 1)}  ${phases[phase]}`;
  });
}

function quoted(text: string): string[] {
  return text.split("\n").map((line) => `  │${line}`);
}
