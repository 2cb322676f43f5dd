import { Template } from "@huggingface/jinja";
import type { ChatMessage, ChatPrompt } from "../chat.ts";
import { type Prompt, type Segment, special, text } from "../prompt.ts";

/** A GGUF's own account of how its model was taught to hold conversations. */
export type ChatMetadata = {
  /** `tokenizer.chat_template`, in Jinja. */
  readonly template: string;
  /** The texts of its tokens that begin and end a sequence; empty where it has none. */
  readonly beginning: string;
  readonly end: string;
};

/**
 * A function from conversations to prompts in the model's own format. The template is rendered with placeholders and
 * never sees what is said. So only its own text can become one of `controlTokens`. Throws at once if the template
 * cannot be rendered.
 */
export function chatTemplate(metadata: ChatMetadata, controlTokens: Iterable<string>): (chat: ChatPrompt) => Prompt {
  const source = new Template(metadata.template);
  const control = [...controlTokens].filter((token) => token !== "");
  const dialect = dialectOf(source, metadata);
  const stop = endOfTurn(source, metadata, dialect, control);
  return ({ messages, answerStart, stopTexts, grammar }) => {
    const understood = inTurns(dialect.hasSystem ? messages : folded(messages));
    const rendered = withoutThought(render(source, metadata, dialect, understood));
    const pieces = [...piecesOf(rendered, understood), { said: answerStart }];
    return {
      segments: segmentsOf(pieces, control),
      stopTokens: stop.tokens,
      stopTexts: [...stop.texts, ...stopTexts],
      ...(grammar !== undefined && { grammar }),
    };
  };
}

/** A template understands these things. */
type Dialect = {
  readonly hasSystem: boolean;
  /** The content of a message as most templates want it, or as those of models that see want it. */
  readonly content: (placeholder: string) => unknown;
};

const plain = (placeholder: string) => placeholder;
const inParts = (placeholder: string) => [{ type: "text", text: placeholder }];
const dialects: readonly Dialect[] = [plain, inParts].flatMap((content) => [
  { hasSystem: true, content },
  { hasSystem: false, content },
]);

const conversation: readonly ChatMessage[] = (["system", "user", "assistant", "user"] as const).map((role) => ({
  role,
  text: "",
}));

/** The first dialect in which nothing that is said gets lost; throws what the template says against the last. */
function dialectOf(source: Template, metadata: ChatMetadata): Dialect {
  let problem: unknown;
  for (const dialect of dialects) {
    const messages = dialect.hasSystem ? conversation : conversation.slice(1);
    try {
      const rendered = render(source, metadata, dialect, messages);
      if (messages.every((_, index) => rendered.includes(placeholderOf(index)))) return dialect;
      problem = new Error("it leaves out what is said");
    } catch (error) {
      problem = error; // the next dialect may do; the last one's problem is thrown
    }
  }
  throw problem;
}

/** The template puts this behind an answer, and the model was taught to end its answers with it. */
function endOfTurn(source: Template, metadata: ChatMetadata, dialect: Dialect, control: readonly string[]) {
  const rendered = render(source, metadata, dialect, conversation.slice(1));
  const behind = piecesOf(rendered, conversation.slice(1));
  const answerAt = behind.findIndex((piece) => "said" in piece && piece.index === 1);
  const after = behind[answerAt + 1];
  const segments = after && "template" in after ? segmentsOf([after], control) : [];
  const token = segments.find((segment) => "special" in segment);
  if (token && "special" in token) return { tokens: [token.special], texts: [] };
  // In a vocabulary that lacks the token, or for a template without one, its text is written letter by letter.
  const line = segments.flatMap((segment) => ("text" in segment ? segment.text.split("\n") : [])).find((s) => s.trim());
  return { tokens: [], texts: line ? [line.trim()] : [] };
}

function render(source: Template, metadata: ChatMetadata, dialect: Dialect, messages: readonly ChatMessage[]): string {
  return source.render({
    messages: messages.map(({ role }, index) => ({ role, content: dialect.content(`\f${placeholderOf(index)}\f`) })),
    add_generation_prompt: true,
    bos_token: metadata.beginning,
    eos_token: metadata.end,
    // An editor waits for the answer. Models that may think first are told not to, by the names their makers chose.
    enable_thinking: false,
    thinking: false,
  });
}

/** Letters only, so that no template's own handling of content changes it. */
function placeholderOf(index: number): string {
  return `HearthMessage${index}Here`;
}

/** With a form feed on each side, where the template has not trimmed it away. */
const placeholder = /(\f?)HearthMessage(\d+)Here(\f?)/g;

type Piece = { readonly template: string } | { readonly said: string; readonly index?: number };

/** The template's text and what is said, in turn; what a template trims is trimmed. */
function piecesOf(rendered: string, messages: readonly ChatMessage[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of rendered.matchAll(placeholder)) {
    const index = Number(found[2]);
    const { text: said = "" } = messages[index] ?? {};
    const fromStart = found[1] ? said : said.trimStart();
    pieces.push({ template: rendered.slice(end, found.index) });
    pieces.push({ said: found[3] ? fromStart : fromStart.trimEnd(), index });
    end = found.index + found[0].length;
  }
  return [...pieces, { template: rendered.slice(end) }];
}

/** Text of the template and of messages that stands together is tokenized together, as in training. */
function segmentsOf(pieces: readonly Piece[], control: readonly string[]): readonly Segment[] {
  const segments: Segment[] = [];
  let run = "";
  const endRun = () => {
    if (run !== "") segments.push(text(run));
    run = "";
  };
  for (const piece of pieces) {
    if ("said" in piece) run += piece.said;
    else
      for (const part of cutAt(piece.template, control)) {
        if ("text" in part) run += part.text;
        else {
          endRun();
          segments.push(part);
        }
      }
  }
  endRun();
  return segments;
}

/** Text of the template, cut at control tokens, the longest first where one begins with another. */
function cutAt(template: string, control: readonly string[]): Segment[] {
  const present = control.filter((token) => template.includes(token)).sort((a, b) => b.length - a.length);
  if (present.length === 0) return [text(template)];
  const pattern = new RegExp(`(${present.map((token) => token.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|")})`);
  // Every second part is what the pattern matched.
  return template.split(pattern).map((part, index) => (index % 2 === 1 ? special(part) : text(part)));
}

/** A thought that the template has already begun is ended at once. */
function withoutThought(rendered: string): string {
  const opened = rendered.trimEnd();
  return opened.endsWith("<think>") ? `${opened}\n\n</think>\n\n` : rendered;
}

/** The user says what the system says: some models know no system. */
function folded(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  return messages.map(({ role, text }) => ({ role: role === "system" ? "user" : role, text }));
}

/** One system message first, then one message at a time: many templates refuse anything else. */
function inTurns(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const system = messages.filter(({ role }) => role === "system");
  const others = messages.filter(({ role }) => role !== "system");
  const turns: ChatMessage[] = [];
  for (const message of [...system, ...others]) {
    const last = turns.at(-1);
    if (last?.role === message.role) turns[turns.length - 1] = { ...last, text: `${last.text}\n\n${message.text}` };
    else turns.push(message);
  }
  return turns;
}
