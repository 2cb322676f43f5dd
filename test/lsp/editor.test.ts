import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import type { Connection } from "vscode-languageserver";
import { makeLog } from "../../base/log.ts";
import { clientFacts } from "../../server/lsp/capabilities.ts";
import { editorOn } from "../../server/lsp/editor.ts";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** An editor that announces nothing, and what is shown to its user. */
function plainEditor() {
  const shown: string[] = [];
  const sendNotification = (method: string, { message }: { message: string }) => shown.push(`${method}: ${message}`);
  const client = clientFacts({ processId: null, rootUri: null, capabilities: {} });
  const log = makeLog(
    () => "error",
    () => {},
  );
  return { shown, editor: editorOn({ sendNotification } as unknown as Connection, client, log) };
}

test("where no progress can be shown, work that somebody began says once that it goes on", () => {
  const { shown, editor } = plainEditor();
  const show = editor.progress("Hearth: Write a doc comment for total", () => {});
  for (let i = 0; i < 10; i++) {
    show({ message: `${i} tokens` });
    jest.advanceTimersByTime(500);
  }
  show(undefined);
  expect(shown).toEqual(["window/showMessage: Hearth: Write a doc comment for total …"]);
});

test("what is done at once needs no sign of life", () => {
  const { shown, editor } = plainEditor();
  const show = editor.progress("Hearth: Rename total", () => {});
  show({ message: "asks the model" });
  show(undefined);
  jest.advanceTimersByTime(60_000);
  expect(shown).toEqual([]);
});

test("nobody is told of work that he did not begin", () => {
  const { shown, editor } = plainEditor();
  editor.progress("Hearth: loading the model")({ share: 0 });
  jest.advanceTimersByTime(60_000);
  expect(shown).toEqual([]);
});
