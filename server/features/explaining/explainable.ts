import { createHash } from "node:crypto";
import { fileStamp } from "../../../base/fileStamp.ts";
import { instruction } from "../../../models/instructions.ts";
import { type ChatContext, type ChatRoom, chatText } from "../../context/prompts/chat.ts";
import { type Code, explainContext } from "../../context/prompts/explain.ts";
import type { Situation } from "../../context/request.ts";
import type { EngineChoice } from "../../engines/choice.ts";
import { inSlices, type Steps } from "../../slices/slices.ts";
import { type AskedPlace, askedPlace } from "../generation/course.ts";

/** Something that a model can be asked to explain. */
export type Explainable = {
  /** A hash of its name and its file's, relative: its explanations are kept together, for all checkouts alike. */
  readonly subject: string;
  /**
   * A hash of everything that its explanation depends on: what a model would be shown, and which model. Worked out
   * when it is first asked for, in slices, since gathering all that takes some milliseconds.
   */
  readonly key: () => Promise<string>;
  readonly place: AskedPlace;
  /** For people: "`priceOf`", "the selection". */
  readonly title: string;
  readonly system: string;
  readonly context: (room: ChatRoom) => Steps<ChatContext>;
};

/** More does not make a short explanation better, and a processor takes half a minute to read so much. */
const maxPromptCharacters = 12_000;

/** As much as any model is shown: what is not in it changes no explanation. */
const keyRoom: ChatRoom = { promptTokens: maxPromptCharacters / 4, charactersPerToken: 4 };

/**
 * `choice` is the model that will explain it. `problem` is what a compiler or linter says about the code, to be explained
 * instead of the code itself.
 */
export function explainable(situation: Situation, code: Code, choice: EngineChoice, problem?: string): Explainable {
  const title = titleOf(code, problem);
  const system = instruction("system");
  const wish = problem ? `${problemSaid(problem)} ${instruction("explain-error")}` : instruction("explain");
  const context = ({ promptTokens, charactersPerToken }: ChatRoom) => {
    const most = Math.floor(maxPromptCharacters / charactersPerToken);
    const room = { promptTokens: Math.min(promptTokens, most), charactersPerToken };
    return explainContext(situation, code, `Explain ${title}. ${wish}`, room);
  };
  const workedOut = async () => hash([modelIdentity(choice), system, chatText(await inSlices(context(keyRoom)))]);
  let key: Promise<string> | undefined;
  return {
    subject: hash([code.file.path, title, code.definition && pathTo(code)]),
    key: () => {
      key ??= workedOut();
      return key;
    },
    place: askedPlace(situation.cursor.file, situation.cursor.offset),
    title,
    system,
    context,
  };
}

/** The names of the definitions around, which stay the same wherever the code moves in its file. */
function pathTo({ file: { tags }, definition }: Code): readonly string[] {
  const names: string[] = [];
  for (let at = definition; at; at = tags.definitions[at.parent]) names.unshift(at.name);
  return names;
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

function titleOf({ definition }: Code, problem: string | undefined): string {
  if (problem) return "the problem";
  return definition ? `\`${definition.name}\`` : "the selected code";
}

function problemSaid(problem: string): string {
  return `A compiler or linter says of it: ${JSON.stringify(problem)}.`;
}

/** Tells models apart without loading one; a file that was replaced is another model. */
function modelIdentity(choice: EngineChoice): readonly unknown[] {
  if ("unknown" in choice) return [choice.unknown];
  if ("memory" in choice) return ["memory"];
  return "remote" in choice ? [choice.server] : [choice.model, choice.family, fileStamp(choice.model)];
}
