import type { Steps } from "../../slices/slices.ts";
import { withLineFeeds } from "../../text/lines.ts";
import { redact } from "../redaction.ts";

/** One thing that a model is shown before it is asked. */
export type Section = {
  readonly title: string;
  /** The file it is from, for the model and for a person who asks why. */
  readonly path?: string;
  /** Zero-based line of `text` in that file. */
  readonly startLine?: number;
  readonly text: string;
};

/** Everything a chat prompt shows, in its order. The instruction comes last: that is what a small model obeys. */
export type ChatContext = {
  readonly sections: readonly Section[];
  readonly instruction: string;
  readonly tokens: number;
  /** Even of what matters most something had to be left out. */
  readonly shortened?: true;
};

/** Sections of one kind and the share of the prompt that they may take. What one kind leaves goes to the next. */
export type PromptPart = { readonly share: number; readonly sections: readonly Section[] };

/** Those sections of a part that have room, and the tokens that they take. */
type Chosen = { readonly sections: readonly Section[]; readonly used: number };

export type ChatRoom = { readonly promptTokens: number; readonly charactersPerToken: number };

const headTokens = 12;

/** About so many characters fit into a room. */
export function charactersIn({ promptTokens, charactersPerToken }: ChatRoom): number {
  return Math.ceil(promptTokens * charactersPerToken);
}

/**
 * Fits parts into a prompt. `byImportance` says who is served first, `inOrder` where each stands.
 * The most important part has all the room if it needs it, and is shortened rather than left out.
 */
export function* chatContext(
  byImportance: readonly PromptPart[],
  inOrder: readonly PromptPart[],
  instruction: string,
  chatRoom: ChatRoom,
): Steps<ChatContext> {
  const { promptTokens, charactersPerToken } = chatRoom;
  // The end of longer sections is never shown, and is not looked through for secrets. No secret is cut in two there.
  const most = 2 * charactersIn(chatRoom);
  const tokens = (text: string) => Math.ceil(text.length / charactersPerToken) + headTokens;
  const room = promptTokens - tokens(instruction);
  const fitting = new Map<PromptPart, readonly Section[]>();
  const shown = new Set<string>();
  let spare = 0;
  let used = 0;
  let shortened = false;
  for (const part of byImportance) {
    const isFirst = part === byImportance[0];
    const allowed = room * part.share + spare;
    const left = isFirst ? room : Math.min(room - used, allowed);
    const chosen = yield* choose(part, left, isFirst);
    fitting.set(part, chosen.sections);
    used += chosen.used;
    spare = Math.max(0, allowed - chosen.used);
  }
  const sections = inOrder.flatMap((part) => fitting.get(part) ?? []);
  const context = { sections, instruction, tokens: used + tokens(instruction) };
  return shortened ? { ...context, shortened } : context;

  /** The sections that have room, and were not shown by a part before; only the first may be shortened. */
  function* choose({ sections }: PromptPart, room: number, isFirst: boolean): Steps<Chosen> {
    const chosen: Section[] = [];
    let used = 0;
    for (const one of sections) {
      yield;
      const section = clean(one, most);
      if (shown.has(section.text)) continue;
      shown.add(section.text);
      const left = room - used;
      const fits = one.text.length <= most && tokens(section.text) <= left;
      shortened ||= isFirst && !fits;
      if (!fits && (!isFirst || chosen.length > 0)) continue;
      const text = fits ? section.text : firstLines(section.text, (left - headTokens) * charactersPerToken);
      if (!text) continue;
      chosen.push({ ...section, text });
      used += tokens(text);
    }
    return { sections: chosen, used };
  }
}

/** The message as Markdown: a heading and a block for each section, then the instruction. */
export function chatText({ sections, instruction }: ChatContext): string {
  return [...sections.map(sectionText), instruction].join("\n\n");
}

/** A section as Markdown, in a fence that nothing in it ends. */
export function sectionText({ title, path, text }: Section): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length + 1)));
  return `${title}${path ? ` (${path})` : ""}:\n${fence}\n${text}\n${fence}`;
}

function clean(section: Section, characters: number): Section {
  return { ...section, text: withLineFeeds(redact(section.text.slice(0, characters))) };
}

function firstLines(text: string, characters: number): string {
  if (characters < 1) return "";
  const cut = text.slice(0, characters);
  return text.length <= characters ? text : `${cut.slice(0, Math.max(0, cut.lastIndexOf("\n")))}\n…`;
}
