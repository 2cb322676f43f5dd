import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import type { ChatMessage } from "../../../models/chat.ts";
import { type Generation, PromptTooLong } from "../../../models/engine.ts";
import { instruction } from "../../../models/instructions.ts";
import type { EditQuestion } from "../../actions/action.ts";
import type { ChatContext, ChatRoom } from "../../context/prompts/chat.ts";
import type { Situation } from "../../context/request.ts";
import { loopIn } from "../../edits/answer/loop.ts";
import { type Refusal, refused } from "../../edits/proposal.ts";
import type { EditMode } from "../../edits/target.ts";
import type { Steps } from "../../slices/slices.ts";
import type { Session } from "../session.ts";
import { askChat } from "./askChat.ts";

/** The conversation so far, where the model is asked again. */
export type Again = {
  readonly since: readonly ChatMessage[];
  /** Stands behind the instruction. */
  readonly say: string;
  readonly temperature: number;
  readonly draw?: number;
};

/** A model that needs longer than this for an answer is not used by anybody twice. */
const maxMs = 10 * 60_000;

/** An answer is about as long as what it replaces, and says something besides. */
const charactersPerToken = 3;
const besideTokens: Readonly<Record<EditMode, number>> = {
  replace: 512,
  insert: 1024,
  document: 512,
  annotate: 512,
  rename: 64,
};

/** A line that does not end is looked at again after so much more of it. */
const charactersBetweenLooks = 200;

/** The model's answer to a question about code, with its end where it went round in circles; or why there can be none. */
export async function answer(
  session: Pick<Session, "chat" | "config" | "course">,
  { instruction: name, target, show, grammar }: EditQuestion,
  situation: Situation,
  { since, say, ...drawn }: Again,
  onToken: () => void,
  token: CancellationToken,
): Promise<Answered | Refusal> {
  const length = Math.ceil((target.end - target.start) / charactersPerToken);
  const maxTokens = Math.min(session.config.actions.maxTokens, length * 2 + besideTokens[target.mode]);
  const request = { subject: target.uri, priority: "action", maxTokens, maxMs, ...drawn } as const;
  const prose = instruction(name, target.languageId) + say;
  const context = function* ({ promptTokens, charactersPerToken }: ChatRoom): Steps<ChatContext> {
    const room = { promptTokens: promptTokens - Math.ceil(prose.length / charactersPerToken), charactersPerToken };
    const shown = yield* show(situation, room);
    // An answer that stands in for all of the code would delete what was not shown of it.
    if (shown.shortened && (target.mode === "replace" || target.mode === "document")) throw new ShownInPart();
    return { ...shown, instruction: `${shown.instruction}\n\n${prose}` };
  };
  const end = new CancellationTokenSource();
  const ended = token.onCancellationRequested(() => end.cancel());
  let said = "";
  let looked = 0;
  let loop: number | undefined;
  const mayLoop = loopIn(target.text.slice(target.start, target.end)) === undefined;
  const heard = (piece: string) => {
    said += piece;
    onToken();
    if (!mayLoop || loop !== undefined) return;
    if (!piece.includes("\n") && said.length < looked + charactersBetweenLooks) return;
    looked = said.length;
    loop = loopIn(said);
    if (loop !== undefined) end.cancel();
  };
  try {
    const system = instruction("system", target.languageId);
    const codeCharacters = target.end - target.start;
    const asked = { ...request, system, context, since, grammar, codeCharacters };
    const { generation } = await askChat(session, asked, heard, end.token);
    if (loop === undefined || token.isCancellationRequested) return { ...generation, isLoop: false };
    return { ...generation, text: said.slice(0, loop), end: "maxTokens", isLoop: true };
  } catch (error) {
    if (error instanceof PromptTooLong || error instanceof ShownInPart) return tooLong;
    throw error;
  } finally {
    ended.dispose();
    end.dispose();
  }
}

/** A model's answer. One that went round in circles was stopped, and counts as cut off behind the first round. */
export type Answered = Generation & { readonly isLoop: boolean };

/** The code to change does not fit into the prompt. */
class ShownInPart extends Error {}

const tooLong = refused("The code is too long for the model's context; select less of it.", "");

/** Text that ran into a limit may still hold a whole block of code. */
export function isCutOff({ end, text }: Generation): boolean {
  const fences = text.match(/^\s*(?:```|~~~)/gm)?.length ?? 0;
  return (end === "maxTokens" || end === "maxMs") && (fences === 0 || fences % 2 === 1);
}
