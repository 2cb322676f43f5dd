import { languageOf } from "../../grammars/languages.ts";
import { applied } from "../../server/edits/changes.ts";
import { importFor } from "../../server/edits/imports/missingImport.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { type Form, inForm } from "../lineEnds.ts";

/** Files that `--- path` lines begin. */
export function filesIn(shown: string): [path: string, text: string][] {
  return [...shown.matchAll(/^--- (.+)\n((?:(?!--- )[^\n]*(?:\n|$))*)/gm)].map(
    ([, path, text]) => [path as string, text as string] as const as [string, string],
  );
}

/** The first of some files with the import of a name that it lacks; undefined where none is offered. */
export function imported(name: string, files: readonly (readonly [string, string])[], form: Form): string | undefined {
  const ended = files.map(([path, text]) => [path, path.endsWith(".json") ? text : inForm(form, text)] as const);
  const [path, text] = ended[0] as [string, string];
  const workspace = new MemoryWorkspace(Object.fromEntries(ended));
  const { tags } = workspace.file(path) ?? { tags: { definitions: [], imports: [] } };
  const change = importFor(name, { path, text, tags, languageId: languageOf(path)?.ids[0] ?? "" }, workspace);
  return change && applied(text, [change]);
}
