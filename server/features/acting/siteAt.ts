import type { Language } from "../../../grammars/language.ts";
import { languageOf, languageWithId } from "../../../grammars/languages.ts";
import { meant, type Site } from "../../actions/site.ts";
import { cursorIn } from "../../context/cursor.ts";
import { hunksOf } from "../../context/recentEdits.ts";
import type { ViewedFile } from "../../context/workspaceView.ts";
import { isInside, relativeTo } from "../../index/codeIndex.ts";
import { LiveDocument } from "../../index/live/liveDocument.ts";
import { rootOf } from "../../index/paths.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import type { Tree } from "../../languages/parse.ts";
import { type SyntaxNode, syntaxIn } from "../../languages/syntaxIn.ts";
import { noTags, type Tags } from "../../languages/tags.ts";
import { tooCostlyToParse } from "../../languages/tooCostlyToParse.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Problem } from "../../text/problem.ts";
import type { NextPlace } from "../nextEdits/nextEditing.ts";
import type { Session } from "../session.ts";

type Here = Pick<Session, "snapshot" | "workspace" | "contexts" | "client"> &
  Partial<Pick<Session, "withheldEdits" | "nextEditing">>;

/** Only the selected part of longer definitions is looked at. */
const maxCharacters = 60_000;

/** Facts about a selection, for actions to say what they offer there. */
export async function siteAt(
  here: Here,
  file: SourceFile,
  selected: OffsetRange,
  problems: readonly Problem[],
  places: readonly NextPlace[] = [],
): Promise<Site> {
  const range = meant(file.text, selected);
  const language = languageOf(file.path) ?? languageWithId(file.languageId);
  const { tags, root } = await understood(here, file, language, range);
  const { workspace, edits } = here.contexts.situation(cursorIn(here.snapshot, file, range.start));
  const locate = (offset: number) => {
    const { part, point } = file.placeOf(offset);
    return { uri: part.uri, line: point.line };
  };
  const own: ViewedFile = { uri: file.uri, path: file.path, text: file.text, tags, locate };
  return {
    file,
    language,
    ...range,
    root,
    tags,
    problems,
    paths: () => pathsBeside(here, file),
    workspace: { ...workspace, file: (path) => (path === file.path ? own : workspace.file(path)) },
    nextEdits: {
      places: places.filter(({ isSure }) => isSure),
      alike: places.filter(({ isSure }) => !isSure),
      examples: () => hunksOf(edits, file, workspace),
      takenBack: () => here.nextEditing?.undoneIn(file.key) ?? [],
      changedLines: edits[0]?.uri === file.uri ? edits[0] : undefined,
    },
    withheld: here.withheldEdits?.of(file),
    createsFiles: here.client.documentChanges && here.client.createsFiles,
  };
}

/** From the index, where it has kept up with the text; else the text is parsed now, in slices. A heavy one never is. */
async function understood(
  here: Here,
  file: SourceFile,
  language: Language | undefined,
  range: OffsetRange,
): Promise<{ tags: Tags; root: SyntaxNode | undefined }> {
  if (!language) return { tags: noTags, root: undefined };
  const path = file.key;
  const { index } = here.workspace.snapshot();
  const isKnown = (await index.text(path)) === file.text;
  const live = isKnown ? here.workspace.tree(file) : undefined;
  const isLeftAlone = !live && tooCostlyToParse(file.text);
  if (isKnown && (live || isLeftAlone)) {
    const tags = { definitions: index.outline(path), imports: index.importsOf(path) };
    return { tags, root: live && syntaxAround(live, tags, range) };
  }
  if (isLeftAlone) return { tags: noTags, root: undefined };
  const document = new LiveDocument(file.path, language, file.text);
  const { tags } = await document.settle();
  return { tags, root: document.tree && syntaxAround(document.tree, tags, range) };
}

/** All of the outermost definition around the selection, since actions look at whole functions and classes. */
function syntaxAround(tree: Tree, { definitions }: Tags, { start, end }: OffsetRange): SyntaxNode {
  const around = definitions.find((one) => one.start <= start && end <= one.end && one.end - one.start < maxCharacters);
  return syntaxIn(tree, around?.start ?? start, around?.end ?? end);
}

function pathsBeside({ snapshot }: Here, file: SourceFile): string[] {
  const root = rootOf(file);
  if (root === undefined) return [];
  return snapshot.index.files().flatMap((other) => (isInside(root, other) ? relativeTo(root, other) : []));
}
