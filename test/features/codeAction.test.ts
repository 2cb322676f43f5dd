import { expect, test } from "@jest/globals";
import type { CodeAction } from "vscode-languageserver/node";
import { ScriptedEngine } from "../scriptedEngine.ts";
import { ActingEditor, capableEditor } from "./acting.ts";

const code = "export function total(items) {\n  if (items) {\n    return items.le│ngth;\n  }\n  return 0;\n}\n";
const problems = ["Property 'le' does not exist."];

const titles = async (editor: ActingEditor) => (await editor.menu()).map(({ title }) => title);

function without(path: readonly string[]): object {
  const [first, ...rest] = path;
  const copy = structuredClone(capableEditor) as Record<string, unknown>;
  let at = copy;
  const names = [first, ...rest] as string[];
  for (const name of names.slice(0, -1)) at = at[name] as Record<string, unknown>;
  delete at[names.at(-1) as string];
  return copy;
}

test("the menu opens without the model being asked", async () => {
  const engine = new ScriptedEngine("never");
  const editor = new ActingEditor(code, engine, { problems });
  expect(await titles(editor)).toEqual([
    "Hearth: Fix: Property 'le' does not exist.",
    "Hearth: Explain the error: Property 'le' does not exist.",
    "Hearth: Explain length",
    "Hearth: Explain length again",
  ]);
  expect(engine.asked).toEqual([]);
});

test("a fix carries the diagnostic that it is for, and the command that makes it", async () => {
  const [fix] = (await new ActingEditor(code, new ScriptedEngine(), { problems }).menu()) as CodeAction[];
  expect(fix?.diagnostics?.[0]?.message).toBe(problems[0]);
  expect(fix?.kind).toBe("quickfix");
  expect(fix?.command?.command).toBe("hearth.act");
  expect(fix?.edit).toBeUndefined();
});

test.each([
  [["quickfix"], /^Hearth: (Fix|Explain the error)/],
  [["refactor"], /^never/],
  [["source.explain"], /^Hearth: Explain length/],
  [["source"], /^Hearth: Explain length/],
])("who asks for %j gets nothing else", async (only, kind) => {
  for (const title of await titles(new ActingEditor(code, new ScriptedEngine(), { problems, context: { only } }))) {
    expect(title).toMatch(kind);
  }
});

test("a kind is no prefix of a longer word", async () => {
  expect(
    await titles(new ActingEditor(code, new ScriptedEngine(), { problems, context: { only: ["quick"] } })),
  ).toEqual([]);
});

test("an editor that asks by itself is offered fixes only", async () => {
  const context = { triggerKind: 2 };
  expect(await titles(new ActingEditor(code, new ScriptedEngine(), { problems, context }))).toEqual([
    "Hearth: Fix: Property 'le' does not exist.",
  ]);
  expect(await titles(new ActingEditor(code, new ScriptedEngine(), { context }))).toEqual([]);
});

function completionOnly(): ScriptedEngine {
  const engine = new ScriptedEngine();
  if (engine.status.state !== "ready") throw new Error("not ready");
  engine.status = { state: "ready", model: { ...engine.status.model, chat: false } };
  return engine;
}

test("with a model that only completes every action says what to set", async () => {
  const items = (await new ActingEditor(code, completionOnly(), { problems }).menu()) as CodeAction[];
  expect(items.length).toBeGreaterThan(0);
  for (const { disabled, command } of items) {
    expect(disabled?.reason).toContain("set hearth.chat.model");
    expect(command).toBeUndefined();
  }
});

test("an editor that cannot show why is not shown what cannot be done", async () => {
  const capabilities = without(["textDocument", "codeAction", "disabledSupport"]);
  expect(await titles(new ActingEditor(code, completionOnly(), { problems, capabilities }))).toEqual([]);
});

test("an editor that takes no edits is offered explanations", async () => {
  const capabilities = without(["workspace", "applyEdit"]);
  const items = (await new ActingEditor(code, new ScriptedEngine(), { problems, capabilities }).menu()) as CodeAction[];
  expect(items.filter(({ disabled }) => !disabled).map(({ command }) => command?.command)).toEqual([
    "hearth.explain",
    "hearth.explain",
    "hearth.explainAgain",
  ]);
});

test("an editor that knows commands only gets commands", async () => {
  const capabilities = without(["textDocument", "codeAction", "codeActionLiteralSupport"]);
  const [first] = await new ActingEditor(code, new ScriptedEngine(), { problems, capabilities }).menu();
  expect(first?.command).toBe("hearth.act");
});

test("tests that need a new file are not offered to an editor that makes none", async () => {
  const at = "export function to│tal() {}\n";
  const capabilities = without(["workspace", "workspaceEdit", "resourceOperations"]);
  const [tests] = (await new ActingEditor(at, new ScriptedEngine(), {
    capabilities,
    context: { only: ["source.tests"] },
  }).menu()) as CodeAction[];
  expect(tests?.disabled?.reason).toContain("a new file");
});

test("actions can be switched off, all or one by one", async () => {
  expect(await titles(new ActingEditor(code, new ScriptedEngine(), { problems, actions: { enabled: false } }))).toEqual(
    [],
  );
  const disabled = ["explain", "explain-again", "explain-error"];
  expect(await titles(new ActingEditor(code, new ScriptedEngine(), { problems, actions: { disabled } }))).toEqual([
    "Hearth: Fix: Property 'le' does not exist.",
  ]);
});

test("the user's own actions stand in the menu", async () => {
  const own = [{ title: "Translate", instruction: "Translate the comments." }];
  expect(await titles(new ActingEditor(code, new ScriptedEngine(), { actions: { own } }))).toContain(
    "Hearth: Translate",
  );
});

test("a file that looks secret is offered nothing", async () => {
  expect(await titles(new ActingEditor("A=1│", new ScriptedEngine(), { path: ".env", problems }))).toEqual([]);
});

test("diagnostics of a form that nobody knows are left out", async () => {
  const diagnostics = [null, {}, { message: 1 }, { message: "x" }, { message: "y", range: { start: {}, end: null } }];
  const editor = new ActingEditor(code, new ScriptedEngine(), { context: { diagnostics, only: ["quickfix"] } });
  expect(await titles(editor)).toEqual([]);
});

test("what a model does can be given to the one for hard tasks, by who looks for it", async () => {
  const big = { name: "cluster", engine: new ScriptedEngine() };
  const capabilities = without(["textDocument", "codeAction", "disabledSupport"]);
  const asking = { problems, big, capabilities, context: { only: ["quickfix"] } };
  expect(await titles(new ActingEditor(code, completionOnly(), asking))).toEqual([
    "Hearth: Fix: Property 'le' does not exist. (asks cluster)",
  ]);
  expect(
    await titles(new ActingEditor(code, new ScriptedEngine(), { problems, big, context: { triggerKind: 2 } })),
  ).toEqual(["Hearth: Fix: Property 'le' does not exist."]);
});

test("among a hundred thousand brackets the menu has what needs no syntax", async () => {
  const deep = `export const deep = ${"[".repeat(100_000)}│${"]".repeat(100_000)};\n`;
  const editor = new ActingEditor(deep, new ScriptedEngine(), { problems });
  expect(await titles(editor)).toEqual([
    "Hearth: Fix: Property 'le' does not exist.",
    "Hearth: Explain the error: Property 'le' does not exist.",
  ]);
});

const cart = [
  "class Cart:",
  "    def total(self) -> float:",
  "        total = 0",
  "        for item in self.items:",
  "            total += item.price * item.quantity",
  "        return total",
  "",
].join("\n");

/** The cart with the range between two marks; the first is where `from` begins. */
function ranged(from: string, range: string): string {
  const [start, length] = [cart.indexOf(from), range.length];
  return `${cart.slice(0, start)}│${cart.slice(start, start + length)}│${cart.slice(start + length)}`;
}

const inCart = (marked: string) => titles(new ActingEditor(marked, new ScriptedEngine(), { path: "cart.py" }));

test.each([
  ["one character, as Helix, Kakoune and ALE send it", "total(self)", "t"],
  ["to the end of its line, as vim-lsp and yegappan/lsp send it", "total(self)", "total(self) -> float:"],
  ["a part of a name", "total(self)", "tot"],
  ["a name", "total(self)", "total"],
  ["a name with the blank behind it", "def total", "def "],
  ["the line", "def total", "def total(self) -> float:"],
  ["the line with its indentation and its end", "    def total", "    def total(self) -> float:\n"],
  ["a blank of the indentation", "  def total", " "],
])("a range that may be a plain cursor gets all that the cursor gets: %s", async (_what, from, range) => {
  const cursor = from.trimStart().startsWith("def") ? ranged("def total", "") : ranged(from, "");
  const atCursor = await inCart(cursor.replace("││", "│"));
  expect(atCursor).toContain("Hearth: Write a doc comment for total");
  expect(await inCart(ranged(from, range))).toEqual(expect.arrayContaining(atCursor));
});

test("what is selected up to the end of a line may be meant as well", async () => {
  expect(await inCart(ranged("item.price *", "item.price * item.quantity"))).toEqual(
    expect.arrayContaining(["Hearth: Explain item", "Hearth: Explain the selection"]),
  );
});

test("what is selected within a line, or over several, is a selection", async () => {
  expect(await inCart(ranged("item.price *", "item.price * item"))).not.toContain("Hearth: Explain item");
  expect(await inCart(ranged("total = 0", "total = 0\n        for item"))).not.toContain("Hearth: Explain total");
});

test("a cursor that lies on the end of its line stays in that line", async () => {
  const end = " -> float:";
  const start = cart.indexOf(end) + end.length;
  const marked = `${cart.slice(0, start)}│\n│${cart.slice(start + 1)}`;
  expect(await inCart(marked)).toContain("Hearth: Write a doc comment for total");
});

test("what is chosen at a range that is a cursor is carried out at the cursor", async () => {
  const editor = new ActingEditor(ranged("total(self)", "t"), new ScriptedEngine(), { path: "cart.py" });
  const { range } = (await editor.argumentOf(/doc comment/)) as { range: unknown };
  const place = { line: 1, character: 8 };
  expect(range).toEqual({ start: place, end: place });
});

test("vim-lsp's sign, which is asked for without a trigger kind, is not lit by what is offered everywhere", async () => {
  const asked = (only: readonly string[]) =>
    titles(new ActingEditor(code, new ScriptedEngine(), { name: "vim-lsp", context: { only } }));
  expect(await asked(["", "quickfix", "refactor"])).toEqual([]);
  expect(await asked(["", "quickfix", "refactor", "source"])).toContain("Hearth: Explain length");
});
