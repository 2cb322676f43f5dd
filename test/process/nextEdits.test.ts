import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { NextEditAnswer } from "../../server/features/nextEdits/nextEditAnswers.ts";
import type { InlineEdits } from "../../server/lsp/inlineEdit.ts";
import { capableEditor } from "../features/acting.ts";
import { Folder } from "../index/workspace.ts";
import { until } from "../until.ts";
import { around } from "../wrap/wrapped.ts";
import { ProcessEditor } from "./editor.ts";
import { TestUser } from "./environment.ts";

const shapes = `export function area(width: number): number {
  return width * width;
}

export const floor = area(3);
export const walls = [area(1), area(2)];
`;
const room = `import { area } from "./shapes";

export const carpet = area(5);
`;

const scriptedServer = fileURLToPath(new URL("../wrap/scriptedServer.js", import.meta.url));

let user: TestUser;
let folder: Folder;
beforeEach(() => {
  user = new TestUser();
  folder = new Folder();
  folder.file("shapes.ts", shapes);
  folder.file("room.ts", room);
});
afterEach(() => {
  folder[Symbol.dispose]();
  user[Symbol.dispose]();
});

/** Somebody who has shapes.ts open, in an editor that can do everything unless `announced` says otherwise. */
class Renaming implements AsyncDisposable {
  readonly editor: ProcessEditor;
  readonly uri = pathToFileURL(folder.path("shapes.ts")).href;
  readonly edits: WorkspaceEdit[] = [];
  document: TextDocument;

  static async begin(
    announced: object = capableEditor,
    settings: object = {},
    editor = new ProcessEditor(user),
    text = shapes,
  ) {
    const renaming = new Renaming(editor, text);
    await editor.initialize({
      folder: folder.root,
      capabilities: announced,
      settings: { model: "memory", ...settings },
    });
    await editor.open(renaming.uri, text, "typescript");
    await until(() =>
      editor.connection.sendRequest<boolean>("workspace/executeCommand", { command: "hearth.settled" }),
    );
    return renaming;
  }

  private constructor(editor: ProcessEditor, text: string) {
    this.editor = editor;
    this.document = TextDocument.create(this.uri, "typescript", 1, text);
    editor.replies.set("workspace/applyEdit", (params) => {
      this.edits.push((params as { edit: WorkspaceEdit }).edit);
      return { applied: true };
    });
  }

  /** Puts a text in the place of the first `old` at or behind `from`. */
  async replace(old: string, text: string, from = ""): Promise<void> {
    const before = this.document.getText();
    const start = before.indexOf(old, before.indexOf(from));
    const range = { start: this.document.positionAt(start), end: this.document.positionAt(start + old.length) };
    await this.change({ range, text });
  }

  async change(change: { range: InlineEdits["edits"][number]["range"]; text: string }): Promise<void> {
    const { uri, languageId, version } = this.document;
    const text = TextDocument.applyEdits(this.document, [{ range: change.range, newText: change.text }]);
    this.document = TextDocument.create(uri, languageId, version + 1, text);
    const textDocument = { uri, version: version + 1 };
    await this.editor.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges: [change] });
  }

  /** Asks as copilot-lsp and copilot.el do; with a context where one is given. */
  next(context: object = {}, { uri, version } = this.document, line = 0): Promise<InlineEdits> {
    const params = { textDocument: { uri, version }, position: { line, character: 20 }, ...context };
    return this.editor.connection.sendRequest("textDocument/copilotInlineEdit", params);
  }

  run<T = unknown>(command: string, ...args: unknown[]): Promise<T> {
    return this.editor.connection.sendRequest("workspace/executeCommand", { command, arguments: args });
  }

  why(): Promise<NextEditAnswer> {
    return this.run("hearth.why", "nextEdit");
  }

  async menu(context: object = {}, line = 0): Promise<CodeAction[]> {
    const place = { line, character: 20 };
    return this.editor.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: this.uri },
      range: { start: place, end: place },
      context: { diagnostics: [], triggerKind: 1, only: ["refactor.rewrite"], ...context },
    });
  }

  /** The text with an edit in it. */
  with(edits: InlineEdits["edits"]): string {
    return TextDocument.applyEdits(
      this.document,
      edits.map(({ range, text }) => ({ range, newText: text })),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.editor[Symbol.asyncDispose]();
  }
}

const byHand = { context: { triggerKind: 1 } };

test("the nearest place where a changed name stands too is the next edit", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  const answer = await somebody.next();
  expect(answer).toEqual({
    edits: [
      {
        text: "areaOf",
        range: { start: { line: 4, character: 21 }, end: { line: 4, character: 25 } },
        textDocument: { uri: somebody.uri, version: 2 },
        command: { title: "Accepted", command: "hearth.nextEditAccepted" },
      },
    ],
    others: 4,
    elsewhere: null,
  });
  // It stands among the requests that `hearth trace` and `hearth view` tell of, with the wait until typing has settled.
  expect(await somebody.run("hearth.traces")).toMatchObject([
    { request: "next edit", outcome: "shown", line: 1, tokens: null, spans: [{ phase: "wait" }, { phase: "gather" }] },
  ]);
});

test("an edit that brings an error, by the server beside Hearth, is shown once, and then the next one", async () => {
  const script = { capabilities: { textDocumentSync: 2 }, wrong: "= areaOf" };
  const scripted = [process.execPath, scriptedServer, JSON.stringify(script)];
  await using somebody = await Renaming.begin(capableEditor, {}, around(user, scripted));
  await somebody.replace("area", "areaOf");
  const lineOf = async () => (await somebody.next({}, somebody.document, 4)).edits[0]?.range.start.line;
  expect(await lineOf()).toBe(4);
  await until(async () => (await lineOf()) === 5);
});

test("two places on one line are one edit", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  const { edits, others } = await somebody.next({}, somebody.document, 5);
  expect(edits).toMatchObject([{ text: "areaOf(1), areaOf", range: { start: { line: 5 }, end: { line: 5 } } }]);
  expect(others).toBe(3);
});

test("when one place was changed as shown the next one follows, and then the other file", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  for (const line of [4, 5]) {
    const { edits } = await somebody.next({}, somebody.document, line);
    const [edit] = edits;
    if (!edit) throw new Error(`nothing is shown for line ${line}`);
    expect(edit.range.start.line).toBe(line);
    await somebody.change(edit);
    await somebody.run(edit.command.command, ...(edit.command.arguments ?? []));
  }
  expect(somebody.document.getText()).toBe(shapes.replaceAll("area", "areaOf"));
  const last = await somebody.next();
  expect(last).toMatchObject({ edits: [], others: 1 });
  expect(last.elsewhere).toEqual({
    uri: pathToFileURL(folder.path("room.ts")).href,
    range: { start: { line: 0, character: 9 }, end: { line: 0, character: 13 } },
  });
});

test("the other file's places are shown in it when it is opened", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  await somebody.next();
  const uri = pathToFileURL(folder.path("room.ts")).href;
  await somebody.editor.open(uri, room, "typescript");
  const { edits } = await somebody.next({}, { ...somebody.document, uri, version: 1 });
  expect(edits).toMatchObject([{ text: "areaOf", textDocument: { uri, version: 1 } }]);
});

test("nothing is answered while somebody types on, and the last request has the answer", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaO");
  const first = somebody.next();
  await somebody.replace("areaO", "areaOf");
  expect(await first).toEqual({ edits: [], others: 0, elsewhere: null });
  expect((await somebody.next()).edits).toHaveLength(1);
});

test("of two requests the older one has an empty answer", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  const [older, newer] = await Promise.all([somebody.next(), somebody.next()]);
  expect(older).toEqual({ edits: [], others: 0, elsewhere: null });
  expect(newer.edits).toHaveLength(1);
});

test("an edit for another version than the server's is not given", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  expect((await somebody.next({}, { ...somebody.document, uri: somebody.uri, version: 1 })).edits).toEqual([]);
  expect((await somebody.why()).silence).toBe("The editor has another text.");
});

test("nothing is shown before anything was changed, and hearth.why says so", async () => {
  await using somebody = await Renaming.begin();
  expect(await somebody.why()).toBeNull();
  expect((await somebody.next()).edits).toEqual([]);
  expect(await somebody.why()).toEqual({
    edit: null,
    rule: null,
    because: null,
    others: 0,
    silence: "Nothing was changed.",
  });
});

test("hearth.why tells why an edit is shown", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  await somebody.next();
  const start = somebody.document.getText().indexOf("area(3)");
  expect(await somebody.why()).toEqual({
    edit: { uri: somebody.uri, start, end: start + 4, text: "areaOf" },
    rule: "renamed declaration",
    because: "What was declared as `area` is `areaOf` now.",
    others: 4,
    silence: null,
  });
});

test("what was put away stays away while its reason stands, unless it is asked for by hand", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  expect((await somebody.next()).edits).toHaveLength(1);
  await somebody.run("hearth.nextEditDismissed");
  expect((await somebody.next()).edits).toEqual([]);
  expect((await somebody.why()).silence).toBe("It was shown for this text, and put away.");
  expect((await somebody.next(byHand)).edits).toHaveLength(1);
  await somebody.replace("width: number", "width: Width");
  expect((await somebody.next()).edits).toEqual([]);
  expect((await somebody.why()).silence).toBe("What follows was put away.");
  await somebody.replace("areaOf", "wideArea");
  expect((await somebody.next()).edits).toMatchObject([{ text: "wideArea" }]);
});

test("an editor that tells of nothing and asks again for the same text has put it away", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  expect((await somebody.next()).edits).toHaveLength(1);
  await until(async () => (await somebody.next()).edits.length === 0);
});

test("the setting nextEdits.enabled switches them off, in the menu too", async () => {
  await using somebody = await Renaming.begin(capableEditor, { nextEdits: { enabled: false } });
  await somebody.replace("area", "areaOf");
  expect((await somebody.next()).edits).toEqual([]);
  expect((await somebody.why()).silence).toContain("hearth.nextEdits.enabled");
  expect((await somebody.menu()).map(({ title }) => title)).not.toContainEqual(expect.stringContaining("same change"));
});

test("the command of an edit may come as a notification, as copilot.el sends it", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  await somebody.next();
  const { connection } = somebody.editor;
  await connection.sendNotification("textDocument/didFocus", { textDocument: { uri: somebody.uri } });
  await connection.sendNotification("textDocument/didShowInlineEdit", { item: { command: null } });
  await connection.sendNotification("workspace/executeCommand", {
    command: "hearth.nextEditDismissed",
    arguments: null,
  });
  expect((await somebody.next()).edits).toEqual([]);
  expect((await somebody.why()).silence).toBe("It was shown for this text, and put away.");
});

test.each([
  [null],
  [{}],
  [{ command: "hearth.act", arguments: [{ action: "fix", uri: 1 }] }],
  [{ command: "hearth.explain", arguments: [{ uri: 1 }] }],
  [{ command: "hearth.digest", arguments: [null] }],
])("a command that comes as a notification of the form %j does no harm", async (params) => {
  await using somebody = await Renaming.begin();
  somebody.editor.conversation.isWhole = false;
  await somebody.editor.connection.sendNotification("workspace/executeCommand", params as object);
  await somebody.replace("area", "areaOf");
  expect((await somebody.next()).edits).toHaveLength(1);
});

test.each([{}, { textDocument: null }, { textDocument: { uri: 1 } }])(
  "a request of the form %j is refused",
  async (params) => {
    await using somebody = await Renaming.begin();
    somebody.editor.conversation.isWhole = false;
    const asked = somebody.editor.connection.sendRequest("textDocument/copilotInlineEdit", params);
    await expect(asked).rejects.toThrow("copilotInlineEdit needs a textDocument");
  },
);

test("a request without a position is about the beginning of the document", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  const params = { textDocument: { uri: somebody.uri } };
  const { edits } = await somebody.editor.connection.sendRequest<InlineEdits>("textDocument/copilotInlineEdit", params);
  expect(edits).toMatchObject([{ range: { start: { line: 4 } } }]);
});

const title = "Hearth: Make the same change at 5 other places, 2 of them in room.ts";

test("one code action makes the change at all places, in files that are not open too, in one edit", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  const item = (await somebody.menu()).find((one) => one.title === title);
  expect(item).toMatchObject({ kind: "refactor.rewrite", isPreferred: true });
  await somebody.run(item?.command?.command ?? "", ...(item?.command?.arguments ?? []));
  await until(() => somebody.edits.length > 0);
  expect(somebody.edits).toHaveLength(1);
  const [own, other] = (somebody.edits[0]?.documentChanges ?? []) as never as {
    textDocument: { uri: string; version: number | null };
    edits: { range: InlineEdits["edits"][number]["range"]; newText: string }[];
  }[];
  expect(own?.textDocument).toEqual({ uri: somebody.uri, version: 2 });
  expect(TextDocument.applyEdits(somebody.document, own?.edits ?? [])).toBe(shapes.replaceAll("area", "areaOf"));
  expect(other?.textDocument).toEqual({ uri: pathToFileURL(folder.path("room.ts")).href, version: null });
  const roomDocument = TextDocument.create("", "", 1, room);
  expect(TextDocument.applyEdits(roomDocument, other?.edits ?? [])).toBe(room.replaceAll("area", "areaOf"));
});

test("what only looks alike is in the menu of those who ask for it, and shown before it is changed", async () => {
  const rows = ["a", "b", "c"].map((name) => `show(${name}).toBe(1);\n\n`).join("");
  folder.file("shapes.ts", rows);
  await using somebody = await Renaming.begin(capableEditor, {}, undefined, rows);
  await somebody.replace("toBe", "toEqual");
  const all = "Hearth: Make the same change at 2 places that look alike";
  expect((await somebody.menu()).map(({ title }) => title)).toContain(all);
  await somebody.next();
  expect(await somebody.menu({ triggerKind: 2 })).toEqual([]);
  const item = (await somebody.menu()).find(({ title }) => title === all);
  await somebody.run(item?.command?.command ?? "", ...(item?.command?.arguments ?? []));
  await until(() => somebody.edits.length > 0);
  expect(somebody.edits[0]?.changeAnnotations).toMatchObject({ hearth: { needsConfirmation: true } });
});

test("nothing is changed where a file is another on disk by then", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  const item = (await somebody.menu()).find((one) => one.title === title);
  const argument = item?.command?.arguments?.[0];
  folder.file("room.ts", `// mine\n${room}`);
  await somebody.run("hearth.act", argument);
  await somebody.editor.untilHeard(({ method }) => method === "window/showMessage");
  expect(somebody.editor.said).toMatch(/Nothing was changed|This cannot be done here any more/);
  expect(somebody.edits).toEqual([]);
});

test("an editor that takes no edits is told so in the menu", async () => {
  const { applyEdit: _, ...workspace } = capableEditor.workspace;
  await using somebody = await Renaming.begin({ ...capableEditor, workspace });
  await somebody.replace("area", "areaOf");
  const item = (await somebody.menu()).find((one) => one.title === title);
  expect(item?.disabled?.reason).toBe("This editor takes no edits from a server.");
});

test("an editor that asks by itself is offered the change where it was made and where it belongs", async () => {
  await using somebody = await Renaming.begin();
  await somebody.replace("area", "areaOf");
  await somebody.next();
  const offeredAt = async (line: number) =>
    (await somebody.menu({ triggerKind: 2, only: undefined }, line)).some((one) => one.title === title);
  expect([await offeredAt(0), await offeredAt(1), await offeredAt(4)]).toEqual([true, false, true]);
});

test("beside another server Hearth alone is asked for next edits, and the editor is told that there are some", async () => {
  const theirs = [process.execPath, new URL("../wrap/scriptedServer.js", import.meta.url).pathname];
  const script = JSON.stringify({ capabilities: { textDocumentSync: 2, experimental: { theirs: 1 } } });
  const editor = around(user, [...theirs, script]);
  await using somebody = await Renaming.begin(capableEditor, {}, editor);
  await somebody.replace("area", "areaOf");
  expect((await somebody.next()).edits).toHaveLength(1);
});

const widths = "export const a = page.url;\nexport const b = page.url;\n";

test("where the editor shows an error one example is enough, in the menu too", async () => {
  await using somebody = await Renaming.begin(capableEditor, {}, undefined, widths);
  await somebody.replace("url", "address");
  expect((await somebody.next()).edits).toEqual([]);
  const range = { start: { line: 1, character: 22 }, end: { line: 1, character: 25 } };
  const diagnostics = [{ range, message: "Property 'url' does not exist.", severity: 1 }];
  expect((await somebody.next({ context: { triggerKind: 2, diagnostics } })).edits).toMatchObject([
    { text: "address", range },
  ]);
  const titles = (await somebody.menu({ diagnostics }, 1)).map(({ title }) => title);
  expect(titles).toContain("Hearth: Make the same change at 1 other place");
});

test("where the server beside Hearth finds an error one example is enough", async () => {
  const script = { capabilities: { textDocumentSync: 2 }, wrong: "url" };
  const scripted = [process.execPath, scriptedServer, JSON.stringify(script)];
  await using somebody = await Renaming.begin(capableEditor, {}, around(user, scripted), widths);
  await somebody.replace("url", "address");
  await until(async () => (await somebody.next()).edits[0]?.range.start.line === 1);
});

test("the server announces next edits as something beyond the protocol", async () => {
  await using editor = new ProcessEditor(user);
  const { capabilities } = await editor.initialize();
  expect(capabilities.experimental).toEqual({ copilotInlineEditProvider: true });
  expect(capabilities.executeCommandProvider?.commands).toContain("hearth.nextEditAccepted");
});
