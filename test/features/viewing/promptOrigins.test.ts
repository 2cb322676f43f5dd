import { expect, test } from "@jest/globals";
import { families } from "../../../models/families.ts";
import { infillPrompt, inOneHole } from "../../../models/family.ts";
import { promptText } from "../../../models/prompt.ts";
import type { CompletionContext } from "../../../server/context/complete.ts";
import { promptOrigins } from "../../../server/features/viewing/promptOrigins.ts";
import { scriptedModel } from "../../scriptedEngine.ts";

const snippet = (source: "imports" | "similar", path: string, text: string, score: number) => ({
  ...{ source, path, text, score, uri: `file:///${path}`, startLine: 3, endLine: 4, reason: "it is alike" },
  terms: { lexical: 0.5 },
});
const addition = snippet("similar", "late.ts", "const late = 1;", 0.25);
const behind = "\n\n// late.ts\n// const late = 1;\n";
const context = {
  layout: {
    path: "cart.ts",
    snippets: [
      snippet("imports", "price.ts", "const price = 3;", 2),
      snippet("similar", "tax.ts", "const tax = 1;", 0.5),
    ],
    additions: [addition],
  } as unknown as CompletionContext["layout"],
  parts: {
    repository: "shop",
    path: "cart.ts",
    context: [
      { path: "price.ts", text: "const price = 3;" },
      { path: "tax.ts", text: "const tax = 1;" },
    ],
    before: "const total = ",
    after: `;\n${behind}`,
    typed: "pri",
    begun: "ce",
  },
};

const textOf = (piece: object) =>
  "text" in piece ? String(piece.text) : "special" in piece ? String(piece.special) : "";

test.each(families.map(({ name }) => name))("each text of a prompt for %s is told with where it is from", (family) => {
  const found = families.find(({ name }) => name === family);
  if (!found) throw new Error("no such family");
  const segmentTokens = found.infill(context.parts).map(() => 40);
  const pieces = promptOrigins(context, { ...scriptedModel, family }, { segmentTokens });
  expect(pieces.map(textOf).join("")).toBe(promptText(infillPrompt(found, context.parts)));
  const sourceOf = (part: string) => pieces.find((piece) => textOf(piece).includes(part) && "from" in piece)?.from;
  expect(sourceOf("const price = 3;")).toMatchObject({
    ...{ source: "imports", path: "price.ts" },
    snippet: { startLine: 4, endLine: 4, score: 2, reason: "it is alike", terms: { lexical: 0.5 } },
  });
  expect(sourceOf("const tax = 1;")).toMatchObject({ source: "similar", path: "tax.ts" });
  expect(sourceOf("const late = 1;")).toMatchObject({ source: "similar", path: "late.ts" });
  expect(sourceOf("const total = ")).toEqual({ source: "before", path: "cart.ts" });
  expect(sourceOf(";\n")).toBeDefined();
  expect(pieces.filter(({ from }) => from?.source === "typed").map(textOf)).toEqual(["pri", "ce"]);
  // The tokens of a segment are those of its pieces together; what is begun is not counted.
  expect(pieces.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0)).toBe(40 * segmentTokens.length);
});

test("a server's prompt ends with what is typed", () => {
  const remote = { name: "far", host: "far.example", isLoopback: false, sends: "prompts" };
  const pieces = promptOrigins(context, { ...scriptedModel, family: "qwen-coder", remote }, { segmentTokens: [] });
  const [qwen] = families.filter(({ name }) => name === "qwen-coder");
  expect(qwen && promptText(infillPrompt(qwen, inOneHole(context.parts)))).toBe(pieces.map(textOf).join(""));
  expect(pieces.filter(({ from }) => from?.source === "typed").map(textOf)).toEqual(["pri", "ce"]);
  expect(pieces.every(({ tokens }) => tokens === null)).toBe(true);
});
