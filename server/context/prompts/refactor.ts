import type { Situation } from "../request.ts";
import { contextRequest } from "../request.ts";
import { outline } from "../sources/outline.ts";
import { rules } from "../sources/rules.ts";
import type { Place } from "../workspaceView.ts";
import { type ChatContext, type ChatRoom, chatContext, type Part, type Section } from "./chat.ts";
import { calledIn, skeletonSections, usageSections, wholeSection } from "./target.ts";

const maxUsages = 6;
const maxCallees = 6;

/** The code to change, whole; who calls it and what it calls, so that the change breaks neither. */
export function refactorContext(situation: Situation, place: Place, instruction: string, room: ChatRoom): ChatContext {
  const { file, definition } = place;
  const request = contextRequest(situation, room.promptTokens);
  const section =
    (title: string) =>
    ({ path, text }: { path: string; text: string }): Section => ({ title, path, text });
  const whole = wholeSection("The code to change", place);
  const isSelf = (other: Place) => other.file.path === file.path && other.definition.start === definition.start;
  const overridden: Section[] = situation.workspace
    .definitions(definition.name)
    .filter((other) => !isSelf(other) && definition.parent >= 0)
    .slice(0, 2)
    .map((other) => ({ ...wholeSection("The same name elsewhere", other) }));
  const code: Part = { share: 0.5, sections: [whole] };
  const callers: Part = { share: 0.2, sections: usageSections(situation, definition.name, "A caller", maxUsages, 2) };
  const callees: Part = {
    share: 0.2,
    sections: [
      ...skeletonSections(situation, file, calledIn(whole.text), "Something it calls", maxCallees, isSelf),
      ...overridden,
    ],
  };
  const stable: Part = {
    share: 0.1,
    sections: [
      ...rules(request).map(section("The project's rules")),
      ...outline(request).map(section("An imported file")),
    ],
  };
  return chatContext([code, callers, callees, stable], [stable, callees, callers, code], instruction, room);
}
