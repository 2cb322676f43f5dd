import type { ChatMessage } from "../../../models/chat.ts";
import type { Generation } from "../../../models/engine.ts";
import type { Target } from "../../actions/action.ts";
import { sectionText } from "../../context/prompts/chat.ts";
import { redact } from "../../context/redaction.ts";
import type { Proposal, Refusal } from "../../edits/proposal.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import type { Shortfall } from "../../verify/shortfall.ts";
import type { Again } from "./answer.ts";

/** The likeliest answer was the code as it stands: another one has to be drawn. */
const afreshTemperature = 0.7;

/** The question as if for the first time, and another of its answers. */
export function anotherDraw(draw: number): Again {
  return { since: [], say: "", temperature: afreshTemperature, draw };
}

/** The question with the answer behind it, and with what is wrong with that. */
export function askedAgain({ text }: Generation, { feedback, afresh }: Pick<Refusal, "feedback" | "afresh">): Again {
  if (afresh) return { since: [], say: `\n\n${feedback}`, temperature: afreshTemperature };
  const since: ChatMessage[] = [
    { role: "assistant", text },
    { role: "user", text: feedback },
  ];
  return { since, say: "", temperature: 0 };
}

/** Most of what a checker finds follows from the first that it finds. */
const maxFeedback = 3;
const maxMessageCharacters = 400;

/** An edit, and how it falls short. */
type Judged = { readonly target: Target; readonly proposal: Proposal; readonly shortfall: Shortfall };

/** What a checker says to an answer, as data: it quotes names and texts of the workspace. */
export function feedbackOn({ target, proposal: { newText }, shortfall: { brought, unsolved } }: Judged): string {
  const said = (text: string) => redact(text.slice(0, maxMessageCharacters));
  const found = brought.slice(0, maxFeedback).map(({ uri, message, code, start }) => {
    const line = uri === target.uri ? newText.slice(lineStart(newText, start), lineEnd(newText, start)).trim() : "";
    return `${said(message)}${code === undefined ? "" : ` (${code})`}${line === "" ? "" : `\n  ${said(line)}`}`;
  });
  const left = unsolved.slice(0, maxFeedback).map(said);
  return [
    ...(left.length > 0
      ? [sectionText({ title: "With your code this problem is still there", text: left.join("\n") })]
      : []),
    ...(found.length > 0 ? [sectionText({ title: "Your code makes these new problems", text: found.join("\n") })] : []),
    "Write the code to change again, so that it does what was asked and has none of these problems.",
  ].join("\n\n");
}
