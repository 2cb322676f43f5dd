import { families, familyNamed } from "../../models/families.ts";
import { infillPrompt } from "../../models/family.ts";
import { instruction } from "../../models/instructions.ts";
import { promptText } from "../../models/prompt.ts";
import { completionContext } from "../context/complete.ts";
import { type ChatContext, chatText } from "../context/prompts/chat.ts";
import { codeOf, explainContext, explainedPlace } from "../context/prompts/explain.ts";
import { fixContext } from "../context/prompts/fix.ts";
import { refactorContext } from "../context/prompts/refactor.ts";
import { enclosing } from "../context/prompts/target.ts";
import { type ContextReport, chatReport, completionReport } from "../context/report.ts";
import type { Situation } from "../context/request.ts";
import { atOnce, type Steps } from "../slices/slices.ts";
import { lineEnd, lineStart } from "../text/lines.ts";
import { CommandError } from "./command.ts";

/** For which feature, how large, and what else that feature needs to be told. */
export type Wish = {
  readonly feature: "complete" | "explain" | "fix" | "refactor";
  readonly promptTokens: number;
  readonly family: string;
  readonly message?: string | undefined;
  readonly ask?: string | undefined;
};

export type Report = ContextReport & { readonly prompt: string; readonly ms: number };

type Built = ContextReport & { readonly prompt: string };
type Place = Omit<Situation, "window">;

/** The size of a token of code, when no model is there to be measured. */
const charactersPerToken = 3.5;

/** The prompt of a feature at a place, and a report of what is in it. */
export function reportFor(place: Place, wish: Wish, log: (message: string) => void): Report {
  const start = performance.now();
  const built = builders[wish.feature](place, wish, log);
  return { ...built, ms: Math.round((performance.now() - start) * 10) / 10 };
}

const builders: Readonly<Record<Wish["feature"], (place: Place, wish: Wish, log: (message: string) => void) => Built>> =
  {
    complete: (place, { promptTokens, family: name }, log) => {
      const family = familyNamed(name);
      if (!family)
        throw new CommandError(`--family ${name} is none of ${families.map((one) => one.name).join(", ")}`, 2);
      const readsSuffixLast = family.order === "prefix-suffix-middle";
      const size = { promptTokens, quickTokens: promptTokens, charactersPerToken };
      const request = { ...place, ...size, idle: false, readsSuffixLast };
      const context = atOnce(completionContext(request, undefined, log));
      return {
        ...completionReport(context, charactersPerToken),
        prompt: promptText(infillPrompt(family, context.parts)),
      };
    },
    explain: (place, { promptTokens }) => {
      const situation = whole(place);
      const target = explainedPlace(situation);
      if (!target) throw new CommandError("there is nothing to explain here: no name, and no definition around it");
      return built(
        explainContext(situation, codeOf(target), `Explain \`${target.definition.name}\`. ${instruction("explain")}`, {
          promptTokens,
          charactersPerToken,
        }),
      );
    },
    fix: (place, { promptTokens, message }) => {
      if (!message) throw new CommandError("fix needs --message: what the compiler says about the line", 2);
      const { text } = place.cursor.file;
      const { offset } = place.cursor;
      const problem = { message, start: lineStart(text, offset), end: lineEnd(text, offset) };
      return built(fixContext(whole(place), [problem], [], { promptTokens, charactersPerToken }));
    },
    refactor: (
      place,
      { promptTokens, ask = "Rewrite this so that it is easier to read. Change nothing that it does." },
    ) => {
      const file = place.workspace.file(place.cursor.file.path);
      const definition = file && enclosing(file, place.cursor.offset);
      if (!definition) throw new CommandError("there is nothing to change here: no definition around the place");
      return built(refactorContext(whole(place), { file, definition }, ask, { promptTokens, charactersPerToken }));
    },
  };

/** Chat prompts quote what they need of the file themselves: nothing of it is on screen. */
function whole(place: Place): Situation {
  const { offset } = place.cursor;
  return { ...place, window: { start: offset, suffixStart: offset, end: offset } };
}

function built(steps: Steps<ChatContext>): Built {
  const context = atOnce(steps);
  return { ...chatReport(context, charactersPerToken), prompt: chatText(context) };
}
