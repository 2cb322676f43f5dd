import { unwrapped } from "./unwrap.ts";

/** Longer answers are not read: about 100,000 tokens, thoughts included. */
export const maxAnswerLength = 400_000;

/** A model's turn ends with these; the text that follows was not meant for us. */
const endOfTurn =
  /<\|(?:im_end|im_start|endoftext|eot_id|eom_id|end|return|EOT|end_of_text|start_header_id|user|system|assistant)\|>|<(?:end_of_turn|start_of_turn|EOT)>|<\/s>|<｜end▁of▁sentence｜>|\[\/?INST\]/g;

/** A template or a model writes these before its turn. */
const startOfTurn =
  /^\s*(?:<s>|<\|im_start\|>(?:assistant)?|<\|start_header_id\|>assistant<\|end_header_id\|>|<\|assistant\|>|\[\/INST\]|<start_of_turn>model)\s*/;

/** The channel that holds the answer, where a model writes its thoughts into another. */
const finalChannel = "<|channel|>final<|message|>";

const escapeCharacter = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const terminalColors = new RegExp(`${escapeCharacter}\\[[0-9;:?]{0,40}[ -/]{0,4}[@-~]`, "g");
const terminalCommands = new RegExp(
  `${escapeCharacter}\\][^${bell}${escapeCharacter}\\n]{0,400}(?:${bell}|${escapeCharacter}\\\\)`,
  "g",
);

/**
 * The answer as a reader sees it: without thoughts, wrapping, control tokens and terminal colors, lines ending in \n.
 * What the target itself holds of these is code and stays.
 */
export function cleaned(answer: string, targetText: string): string {
  const text = answer
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    .replace(terminalCommands, "")
    .replace(terminalColors, "");
  return unwrapped(oneTurn(withoutThoughts(text, targetText), targetText));
}

function oneTurn(text: string, targetText: string): string {
  const channel = text.lastIndexOf(finalChannel);
  let turn = channel < 0 ? text : text.slice(channel + finalChannel.length);
  for (let start = startOfTurn.exec(turn); start?.[0]; start = startOfTurn.exec(turn))
    turn = turn.slice(start[0].length);
  const end = [...turn.matchAll(endOfTurn)].find(([token]) => !targetText.includes(token));
  return end ? turn.slice(0, end.index) : turn;
}

const opening = /^\s*<(think|thinking|thought|reasoning)>/;
const closing = /<\/(?:think|thinking|thought|reasoning)>[ \t]*(?:\n|$)/g;

/** Thoughts end where their tag closes; the tag that opens them may have stood in the prompt. */
function withoutThoughts(text: string, targetText: string): string {
  const opened = opening.exec(text);
  const ends = [...text.matchAll(closing)].filter(([tag]) => opened || !targetText.includes(tag.trim()));
  const last = ends.at(-1);
  if (last) return text.slice(last.index + last[0].length);
  return opened ? "" : withoutLateThoughts(text, targetText);
}

/** Thoughts that begin after the answer and do not end. */
function withoutLateThoughts(text: string, targetText: string): string {
  const late = /^<(?:think|thinking)>/m.exec(text);
  return late && !targetText.includes(late[0]) ? text.slice(0, late.index) : text;
}

/** True if the model was still thinking when its answer ended. */
export function endsInThought(answer: string): boolean {
  return opening.test(answer) && answer.search(closing) < 0;
}
