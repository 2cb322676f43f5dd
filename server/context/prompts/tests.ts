import type { Definition } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import { lineAt, linesAround } from "../place.ts";
import type { Situation } from "../request.ts";
import { isUse } from "../uses.ts";
import type { DefinitionPlace, MentionsIn } from "../workspaceView.ts";
import type { Section } from "./chat.ts";
import { isTest } from "./target.ts";

const linesAbove = 3;
const linesBelow = 5;

/** Imports are not looked up in more test files than these that mention a name. */
const maxLooked = 30;

/** Where tests use a definition: a test says what is expected. Those that import it, or its class, come first. */
export function* testSections(
  { workspace }: Situation,
  place: DefinitionPlace,
  title: string,
  limit: number,
): Steps<Section[]> {
  const { name } = place.definition;
  const mentions = workspace
    .mentionedIn(name)
    .filter(({ relative }) => isTest(relative) && relative !== place.file.path);
  const imported = outermost(place);
  const imports = (path: string) => workspace.resolve(path, imported).some(({ file }) => file.path === place.file.path);
  const looked: { readonly mention: MentionsIn; readonly isNear: boolean }[] = [];
  for (const mention of mentions.slice(0, maxLooked)) {
    looked.push({ mention, isNear: imports(mention.relative) });
    yield;
  }
  const sections: Section[] = [];
  for (const { mention } of looked.sort((a, b) => Number(b.isNear) - Number(a.isNear))) {
    yield;
    const { relative, offsets } = mention;
    const file = workspace.file(relative);
    const offset = file && Array.from(offsets).find((at) => isUse(file, at));
    if (!file || offset === undefined) continue;
    const { start, end } = linesAround(file.text, offset, linesAbove, linesBelow);
    sections.push({ title, path: relative, startLine: lineAt(file.text, start), text: file.text.slice(start, end) });
    if (sections.length === limit) break;
  }
  return sections;
}

/** The name under which other files come by a definition. */
function outermost({ file, definition }: DefinitionPlace): string {
  let name = definition.name;
  for (let at: Definition | undefined = definition; at; at = file.tags.definitions[at.parent]) name = at.name;
  return name;
}
