import { languageOf } from "../../grammars/languages.ts";
import { type CompletionContext, type CompletionRequest, completionContext } from "../../server/context/complete.ts";
import { type Cursor, cursorIn } from "../../server/context/cursor.ts";
import type { Situation } from "../../server/context/request.ts";
import { windowAt } from "../../server/context/window.ts";
import { CodeIndex } from "../../server/index/codeIndex.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { MemoryWorkspace } from "./memoryWorkspace.ts";

export type Scene = { readonly workspace: MemoryWorkspace; readonly cursor: Cursor; readonly situation: Situation };

const folders = [{ uri: "file:///workspace", name: "workspace" }];

/** Files written as `--- path` and their text, one of them with the cursor `│`. The window shows 400 characters each way. */
export function scene(source: string): Scene {
  const workspace = new MemoryWorkspace();
  let cursor: Cursor | undefined;
  for (const part of source.split(/^--- /m).slice(1)) {
    const end = part.indexOf("\n");
    const path = part.slice(0, end);
    const marked = part.slice(end + 1);
    workspace.update(path, marked.replace("│", ""));
    if (marked.includes("│")) cursor = cursorAt(path, marked);
  }
  if (!cursor) throw new Error("the scene has no cursor");
  return { workspace, cursor, situation: situation(workspace, cursor) };
}

/** The cursor where `│` stands in the text of a file. */
export function cursorAt(path: string, marked: string): Cursor {
  const text = marked.replace("│", "");
  const uri = `file:///workspace/${path}`;
  const file = new SourceFile({ uri, path, languageId: languageOf(path)?.ids[0] ?? "plaintext", version: 1, text });
  return cursorIn(
    { folders, open: new Map([[uri, file]]), withheld: new Map(), index: new CodeIndex() },
    file,
    marked.indexOf("│"),
  );
}

function situation(workspace: MemoryWorkspace, cursor: Cursor): Situation {
  const window = windowAt(cursor.file.text, cursor.offset, { prefixCharacters: 400, suffixCharacters: 400 });
  return { cursor, workspace, window, edits: [], pinned: [], rules: [] };
}

export function completion(
  { workspace, cursor }: Pick<Scene, "workspace" | "cursor">,
  previous?: CompletionContext,
  options: Partial<CompletionRequest> = {},
): CompletionContext {
  const request = { workspace, cursor, edits: [], pinned: [], rules: [], promptTokens: 1024, charactersPerToken: 3.5 };
  const pace = { idle: false, quickTokens: 300, readsSuffixLast: false };
  return atOnce(completionContext({ ...request, ...pace, ...options }, previous, throwing));
}

/** A log for tests in which nothing may fail. */
export function throwing(message: string): void {
  throw new Error(message);
}

/** Lines that make a file long, none of them like another. */
export function filler(lines: number, name = "filler"): string {
  return Array.from({ length: lines }, (_, i) => `const ${name}${i} = ${i};`).join("\n");
}
