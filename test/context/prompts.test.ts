import { expect, test } from "@jest/globals";
import { type ChatContext, chatText } from "../../server/context/prompts/chat.ts";
import { codeOf, explainContext, explainedPlace } from "../../server/context/prompts/explain.ts";
import { fixContext } from "../../server/context/prompts/fix.ts";
import { refactorContext } from "../../server/context/prompts/refactor.ts";
import { calledIn, enclosing } from "../../server/context/prompts/target.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { filler, type Scene, scene } from "./scene.ts";

const room = { promptTokens: 2000, charactersPerToken: 3.5 };

const shop = `
--- price.ts
/** In cents, with tax. */
export function priceOf(item: Item, count: number): number {
  return tax(item.price * count);
}
export interface Item { price: number }
function tax(cents: number): number {
  return cents * 1.2;
}
--- price.test.ts
import { priceOf } from "./price";
expect(priceOf(bread, 2)).toBe(240);
--- cart.ts
import { priceOf } from "./price";
export const total = priceOf(bread, 3);
`;

function explain({ situation }: Scene, promptTokens = 2000): ChatContext {
  const place = explainedPlace(situation);
  if (!place) throw new Error("nothing to explain");
  return atOnce(explainContext(situation, codeOf(place), "Explain it.", { ...room, promptTokens }));
}

function shown({ sections }: ChatContext, title: string): string[] {
  return sections.filter((section) => section.title === title).map(({ text }) => text);
}

test("an explanation sees the body, what it calls, its types, its tests and who uses it", () => {
  const context = explain(scene(`${shop}--- main.ts\nimport { priceOf } from "./price";\nprice│Of(1);\n`));
  expect(shown(context, "The code to explain")[0]).toMatch(/^\/\*\* In cents[\s\S]*\* count\);\n}$/);
  expect(shown(context, "Something it calls")).toEqual(["function tax(cents: number): number"]);
  expect(shown(context, "A type it uses")[0]).toContain("interface Item");
  expect(context.sections.filter(({ title }) => title === "A test of it").map(({ path }) => path)).toEqual([
    "price.test.ts",
  ]);
  expect(context.sections.filter(({ title }) => title === "Used in").map(({ path }) => path)).toEqual([
    "cart.ts",
    "main.ts",
  ]);
  expect(chatText(context)).toMatch(/\n\nExplain it\.$/);
});

test("where no name is, the function around is explained", () => {
  const { situation } = scene("--- main.py\ndef outer():\n    return 1 +│ 1\n");
  expect(explainedPlace(situation)?.definition.name).toBe("outer");
});

test("a body that is too long is cut, not left out", () => {
  const context = explain(scene(`--- main.ts\nfunction lo│ng() {\n${filler(300)}\n}\n`), 400);
  expect(shown(context, "The code to explain")[0]).toMatch(/^function long\(\) \{\nconst filler0[\s\S]*…$/);
  expect(context.tokens).toBeLessThanOrEqual(400);
});

test("a fix sees the code, the message and its line last, and names that are spelled almost alike", () => {
  const { situation, cursor } = scene(
    `${shop}--- main.ts\nimport { priceOf } from "./price";\nfunction f() {\n  return priceOff│(1);\n}\n`,
  );
  const { offset } = cursor;
  const problem = { message: "Cannot find name 'priceOff'.", code: "2304", start: offset - 8, end: offset };
  const context = atOnce(fixContext(situation, [problem], [], room));
  expect(shown(context, "The code to change")).toEqual(["function f() {\n  return priceOff(1);\n}"]);
  expect(shown(context, "A name like priceOff")).toEqual(["priceOf"]);
  expect(context.instruction).toBe(
    "The problem (2304): Cannot find name 'priceOff'.\nIt is reported for this line: `return priceOff(1);`",
  );
});

test("a problem at a function's name is one of the whole function: its head is not quoted, its comment is shown", () => {
  const { situation, cursor } = scene("--- main.ts\n/** Adds. */\nfunction ad│d(a, b) {\n  return a - b;\n}\n");
  const problem = { message: "add(1, 1) is 0", start: cursor.offset - 2, end: cursor.offset + 1 };
  const context = atOnce(fixContext(situation, [problem], [], room));
  expect(context.instruction).toBe("The problem: add(1, 1) is 0");
  expect(shown(context, "The comment above it")).toEqual(["/** Adds. */"]);
});

test("a fix sees what the names in the message stand for", () => {
  const { situation, cursor } = scene(`${shop}--- main.ts\nimport { Item } from "./price";\nconst it: Item = │{};\n`);
  const problem = {
    message: "Property 'price' is missing in type '{}' but required in type 'Item'.",
    start: cursor.offset,
    end: cursor.offset + 2,
  };
  const context = atOnce(fixContext(situation, [problem], [], room));
  expect(shown(context, "What a name in it stands for").join("\n")).toContain("export interface Item");
});

test("a change sees the callers of what is changed", () => {
  const { situation, workspace, cursor } = scene(shop.replace("return tax", "return │tax"));
  const file = workspace.file("price.ts");
  const definition = file && enclosing(file, cursor.offset);
  if (!definition) throw new Error("no definition");
  const context = atOnce(refactorContext(situation, { file, definition }, "Round to whole cents.", room));
  expect(context.sections.filter(({ title }) => title === "A caller").map(({ path }) => path)).toEqual([
    "price.test.ts",
    "cart.ts",
  ]);
  expect(context.sections.at(-1)?.title).toBe("The code to change");
  expect(chatText(context).endsWith("Round to whole cents.")).toBe(true);
});

test("code that holds a fence is fenced by a longer one", () => {
  const section = { title: "Code", text: "```ts\nx\n```" };
  expect(chatText({ sections: [section], instruction: "Go.", tokens: 0 })).toBe(
    "Code:\n````\n```ts\nx\n```\n````\n\nGo.",
  );
});

test("what an explanation shows is gathered name by name and file by file", () => {
  const { situation } = scene(`${shop}--- main.ts\nimport { priceOf } from "./price";\nprice│Of(1);\n`);
  const place = explainedPlace(situation);
  if (!place) throw new Error("nothing to explain");
  const steps = [...explainContext(situation, codeOf(place), "Explain it.", room)];
  expect(steps.length).toBeGreaterThan(5);
});

test("a name of half a million letters is read once", () => {
  expect(calledIn(`const ${"a".repeat(500_000)} = call(b);`)).toBe("call");
});
