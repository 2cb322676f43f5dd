import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { explain } from "../../server/features/explain.ts";
import { later, ScriptedEngine } from "../scriptedEngine.ts";
import { sessionAt } from "../session.ts";
import { until } from "../until.ts";
import { Answers, fenced } from "./answers.ts";
import { Reader } from "./reader.ts";
import { ownRuntimeFolder } from "./runtimeFolder.ts";

const price = "--- price.ts\nexport function priceOf(item: Item): number {\n  return tax(item.cents);\n}\n";
const main = '--- main.ts\nimport { priceOf } from "./price";\nprice│Of(bread);\n';
const shop = price + main;
ownRuntimeFolder();

const documents = { client: { showDocument: true } };

test("an explanation is shown as a document that only its user can read", async () => {
  await using reader = await Reader.of(shop, new ScriptedEngine("Adds the tax."), documents);
  await reader.explain();
  const path = fileURLToPath(reader.documents[0] ?? "");
  expect(readFileSync(path, "utf8")).toBe("# `priceOf`\n\nAdds the tax.\n\n— hearth-scripted\n");
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a model that writes the code again is asked once more, for sentences", async () => {
  const engine = new Answers(fenced("export function priceOf() {}").replace("Here you are:", ""), "Adds the tax.");
  await using reader = await Reader.of(shop, engine);
  await reader.explain();
  expect(reader.messages).toEqual(["Adds the tax.\n\n— hearth-scripted"]);
  expect(engine.prompts).toHaveLength(2);
});

test("where an editor shows no documents it is a message, as plain text", async () => {
  await using reader = await Reader.of(shop, new ScriptedEngine("Adds the `tax`."));
  await reader.explain();
  expect([reader.messages, reader.documents]).toEqual([["Adds the tax.\n\n— hearth-scripted"], []]);
});

test("the command answers before the model does, and shows how fast it comes", async () => {
  const { piece, come } = later("Adds");
  await using reader = await Reader.of(shop, new ScriptedEngine(piece, " the", " tax."));
  expect(await reader.command("hearth.explain", { uri: reader.uri, position: reader.position })).toBeNull();
  expect(reader.messages).toEqual([]);
  await until(() => reader.steps.length > 0);
  come();
  await until(() => reader.messages.length > 0);
  expect(reader.steps[0]).toEqual({ share: 0 });
  expect(reader.steps).toContainEqual({
    share: expect.any(Number),
    message: expect.stringMatching(/^1 token/),
  });
  expect(reader.steps.at(-1)).toBeUndefined();
});

test("whoever cancels the progress ends the explanation, and nothing is shown or kept", async () => {
  const engine = new ScriptedEngine("Adds", later("never").piece);
  await using reader = await Reader.of(shop, engine);
  await reader.command("hearth.explain", { uri: reader.uri, position: reader.position });
  await until(() => engine.asked.length === 1);
  reader.cancel();
  await until(() => engine.asked[0]?.end === "cancelled");
  expect(reader.messages).toEqual([]);
  await reader.command("hearth.explain", { uri: reader.uri, position: reader.position });
  await until(() => engine.asked.length === 2);
});

test("to explain again asks the model once more, with more freedom, and replaces what it said", async () => {
  const answers = ["First.", "Second."];
  class Fickle extends ScriptedEngine {
    override async generate(...args: Parameters<ScriptedEngine["generate"]>) {
      return { ...(await super.generate(...args)), text: answers.shift() ?? "" };
    }
  }
  const engine = new Fickle("any");
  await using reader = await Reader.of(shop, engine);
  await reader.explain();
  await reader.explain("hearth.explainAgain");
  await reader.explain();
  expect(reader.messages.map((message) => message.split("\n")[0])).toEqual(["First.", "Second.", "Second."]);
  expect(engine.asked.map(({ request }) => request.temperature)).toEqual([undefined, 0.5]);
});

test("selected code is explained as it is", async () => {
  const engine = new ScriptedEngine("Fine.");
  await using reader = await Reader.of("--- a.py\ndef f(n):\n    │a = n + 1\n    return a\n", engine);
  await reader.explain("hearth.explain", { line: 2, character: 12 });
  expect(engine.asked[0]?.prompt).toMatch(
    /The code to explain \(a\.py\):\n```\na = n \+ 1\n {4}return a\n```\n\nExplain the selected code\./,
  );
});

test("where no name is the function around is explained", async () => {
  const engine = new ScriptedEngine("Fine.");
  await using reader = await Reader.of("--- a.py\ndef outer():\n    return 1 +│ 1\n", engine);
  await reader.explain();
  expect(engine.asked[0]?.prompt).toContain("Explain `outer`.");
});

test("the message of a compiler is explained with the code around it", async () => {
  const engine = new ScriptedEngine("It is not defined.");
  await using reader = await Reader.of("--- a.py\ndef outer():\n    return │missing\n", engine);
  await reader.explain("hearth.explain", { line: 1, character: 18 }, { problem: '"missing" is not defined' });
  expect(engine.asked[0]?.prompt).toMatch(/Explain the problem\. .*"\\"missing\\" is not defined"/);
});

test("a model that only completes is named in one sentence", async () => {
  const engine = new ScriptedEngine("never");
  if (engine.status.state === "ready")
    engine.become({ state: "ready", model: { ...engine.status.model, chat: false } });
  await using reader = await Reader.of(shop, engine);
  await reader.explain();
  expect(reader.messages).toEqual([
    expect.stringMatching(/^Hearth: the model hearth-scripted only completes code; .*\.$/),
  ]);
});

test("where there is nothing to explain one sentence says so", async () => {
  await using reader = await Reader.of("--- a.py\n│\nimport os\n", new ScriptedEngine("never"));
  await reader.explain();
  expect(reader.messages).toEqual(["Hearth: there is nothing to explain here: no name, and no definition around it."]);
});

test.each([[[]], [[null]], [[{ uri: 1 }]], [[{ uri: "file:///a.ts", position: { line: "x" } }]]])(
  "arguments that name no place are refused",
  async (args) => {
    await using reader = await Reader.of(shop, new ScriptedEngine("never"));
    expect(await reader.command("hearth.explain", ...args)).toMatchObject({
      message: expect.stringContaining("[{uri, range}]"),
    });
  },
);

test("what the menu offers is explained also where the index does not know the document yet", async () => {
  const messages: string[] = [];
  const { session, cursor } = sessionAt(
    "function ar│ea(width: number) {\n  return width;\n}\n",
    new ScriptedEngine("Adds."),
  );
  const editor = { ...session.editor, showMessage: (text: string) => void messages.push(text) };
  const place = { line: 0, character: 11 };
  explain({ ...session, editor }, [{ uri: cursor.file.uri, range: { start: place, end: place } }], false);
  await until(() => messages.length > 0);
  expect(messages).toEqual(["Adds.\n\n— hearth-scripted"]);
});
