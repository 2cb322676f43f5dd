import type { DefinitionPlace, ViewedFile, WorkspaceView } from "../context/workspaceView.ts";
import type { Definition } from "../languages/tags.ts";
import type { Name } from "./name.ts";

/** A name that more than so many things share says nothing about any of them. */
const maxCandidates = 20;

const ownReceivers: ReadonlySet<string> = new Set(["this", "self", "cls", "super"]);

/**
 * The members that `name` may be behind a dot or as a key, without knowing types. They are those of the class around
 * it, of what the receiver names, or of what the file imports. Else they are those of the workspace. `receiver` is ""
 * where it is no name.
 */
export function membersNamed(
  workspace: WorkspaceView,
  file: ViewedFile,
  { text, start }: Name,
  receiver: string,
): readonly DefinitionPlace[] {
  const known = ownReceivers.has(receiver) ? classAround(file, start) : receiverPlace(workspace, file, receiver);
  const members = known ? membersOf(known, text) : [];
  if (members.length > 0) return members;
  const imported = new Set([file.path, ...workspace.importsOf(file.path)]);
  const isModule = file.tags.imports.some(({ names }) => names.some(({ local }) => local === receiver)) && !known;
  const all = workspace.definitions(text).filter(({ definition }) => definition.parent >= 0 !== isModule);
  const near = all.filter((place) => imported.has(place.file.path));
  const candidates = near.length > 0 ? near : all;
  return candidates.length > maxCandidates ? [] : candidates.filter((place) => isModule || isMember(place));
}

function classAround(file: ViewedFile, offset: number): DefinitionPlace | undefined {
  const definition = file.tags.definitions.findLast(
    ({ kind, start, end }) => kind === "class" && start <= offset && offset < end,
  );
  return definition && { file, definition };
}

function receiverPlace(workspace: WorkspaceView, file: ViewedFile, receiver: string): DefinitionPlace | undefined {
  if (receiver === "") return undefined;
  const [resolved] = workspace.resolve(file.path, receiver);
  if (resolved) return resolved;
  const definition = file.tags.definitions.find(({ name, parent }) => name === receiver && parent < 0);
  return definition && { file, definition };
}

function membersOf({ file, definition }: DefinitionPlace, name: string): readonly DefinitionPlace[] {
  const parent = file.tags.definitions.indexOf(definition);
  // A definition that another call of the index made is equal, not the same.
  const index = parent >= 0 ? parent : file.tags.definitions.findIndex(({ start }) => start === definition.start);
  return file.tags.definitions
    .filter((member) => member.parent === index && member.name === name)
    .map((member) => ({ file, definition: member }));
}

/** Declarations inside a function are nobody's members. */
function isMember({ file, definition }: DefinitionPlace): boolean {
  const around: Definition | undefined = file.tags.definitions[definition.parent];
  return around !== undefined && !["function", "method", "constructor"].includes(around.kind);
}
