import { commands, Position, Selection, window, workspace } from "vscode";
import type { Hearth } from "./hearth.ts";

const example = `class Stack:
    def __init__(self, items):
        self.items = items

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.`;

/** A model that is loaded for the first time takes seconds. */
const longestMs = 60_000;
const betweenMs = 700;

/** Opens a file in which something can be suggested, and asks until it is there. Resolves to whether it is. */
export async function firstSuggestion(hearth: Hearth): Promise<boolean> {
  const document = await workspace.openTextDocument({ language: "python", content: example });
  const editor = await window.showTextDocument(document, { preview: false });
  const end = new Position(document.lineCount - 1, document.lineAt(document.lineCount - 1).text.length);
  editor.selection = new Selection(end, end);
  const deadline = Date.now() + longestMs;
  let items = 0;
  const listening = hearth.onSuggestion({
    asked: () => {},
    answered: ({ length }) => {
      items = length;
    },
  });
  try {
    while (items === 0 && Date.now() < deadline && window.activeTextEditor === editor) {
      if (hearth.isRunning) await commands.executeCommand("editor.action.inlineSuggest.trigger");
      await new Promise((resolve) => setTimeout(resolve, betweenMs));
    }
    return items > 0;
  } finally {
    listening.dispose();
  }
}
