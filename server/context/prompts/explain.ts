import type { Situation } from "../request.ts";
import { signature } from "../skeleton.ts";
import type { Place } from "../workspaceView.ts";
import { type ChatContext, type ChatRoom, chatContext, type Part } from "./chat.ts";
import {
  calledIn,
  enclosing,
  nameAt,
  ownOutline,
  placesOf,
  skeletonSections,
  usageSections,
  wholeSection,
} from "./target.ts";

const maxTypes = 4;
const maxCallees = 8;
const maxUsages = 3;

/** What somebody who hovers over a name wants to have explained: what it stands for, else what it stands in. */
export function explained(situation: Situation): Place | undefined {
  const { cursor, workspace } = situation;
  const file = workspace.file(cursor.file.path);
  if (!file) return undefined;
  const [place] = placesOf(situation, file, nameAt(file.text, cursor.offset));
  const around = enclosing(file, cursor.offset);
  return place ?? (around && { file, definition: around });
}

/** The whole body of what is explained, and what a reader would look up to understand it. */
export function explainContext(situation: Situation, place: Place, room: ChatRoom): ChatContext {
  const { file, definition } = place;
  const whole = wholeSection("The code to explain", place);
  const isSelf = (other: Place) => other.file.path === file.path && other.definition.start === definition.start;
  const types = skeletonSections(situation, file, signature(file.text, definition), "A type it uses", maxTypes, isSelf);
  const callees = skeletonSections(situation, file, calledIn(whole.text), "Something it calls", maxCallees, isSelf);
  const outline = ownOutline(file, definition);
  const body: Part = { share: 0.6, sections: [whole] };
  const lookedUp: Part = { share: 0.2, sections: [...types, ...callees] };
  const usages: Part = { share: 0.15, sections: usageSections(situation, definition.name, "Used in", maxUsages) };
  const rest: Part = {
    share: 0.05,
    sections: outline ? [{ title: "Beside it in its file", path: file.path, text: outline }] : [],
  };
  return chatContext(
    [body, lookedUp, usages, rest],
    [rest, lookedUp, usages, body],
    `Explain \`${definition.name}\` to a programmer who has to use it: what it does, what it expects and returns, what may surprise.`,
    room,
  );
}
