import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { elementAt } from "../../../base/at.ts";
import { languageOf } from "../../../grammars/languages.ts";
import { type Cursor, cursorIn } from "../../../server/context/cursor.ts";
import { PromptContexts } from "../../../server/features/generation/promptContexts.ts";
import { CodeIndex } from "../../../server/index/codeIndex.ts";
import { SourceFile } from "../../../server/index/sourceFile.ts";
import { WorkspaceIndex } from "../../../server/index/workspaceIndex.ts";
import { randomFrom } from "../../random.ts";

/** A folder in the real index, and cursors in it that are drawn with a fixed seed. */
export async function drawnCursors(root: string) {
  const log = (message: string) => console.error(message);
  const index = new WorkspaceIndex({ log });
  await index.setFolders([root]);
  const contexts = new PromptContexts(() => [], log);
  await contexts.takeIn(index.views);
  const view = index.folder(root)?.view;
  if (!view) throw new Error(`${root} has no index`);
  // Which of them is read first is chance.
  const paths = [...view.paths()].sort();
  const random = randomFrom(1);
  return { index, contexts, paths, next };

  /** A cursor on a word of letters, which may be in a comment. `typed` gives the file's text as it is there. */
  async function next(typed = (text: string, _offset: number) => text): Promise<Cursor | undefined> {
    const path = elementAt(paths, Math.floor(random() * paths.length));
    const text = await view?.text(path);
    if (!text) return undefined;
    const from = Math.floor(random() * text.length);
    const offset = from + Math.max(0, text.slice(from).search(/\b[A-Za-z]{3}/));
    const uri = pathToFileURL(join(root, path)).href;
    const languageId = languageOf(path)?.ids[0] ?? "";
    const source = new SourceFile({ uri, path, languageId, version: 1, text: typed(text, offset) });
    const folders = [{ uri: pathToFileURL(root).href, name: "bench" }];
    const open = new Map([[uri, source]]);
    return cursorIn({ folders, open, withheld: new Map(), index: new CodeIndex() }, source, offset);
  }
}
