import { expect, test } from "@jest/globals";
import { declarationsIn } from "./declarations.ts";

const text = { kind: "base", name: "string" };

/** What `source` declares under the name `T`. */
function declaredAs(source: string) {
  return declarationsIn([source]).types.get("T");
}

test.each([
  ["type T = string | null;", { kind: "or", items: [text, { kind: "base", name: "null" }] }],
  ["export type T = (string)[];", { kind: "array", element: text }],
  ["type T = [string, A];", { kind: "tuple", items: [text, { kind: "reference", name: "A" }] }],
  ["type T = A & B;", { kind: "and", items: ["A", "B"].map((name) => ({ kind: "reference", name })) }],
  ["type T = typeof K.One;", { kind: "reference", name: "K.One" }],
  ["type T = -1;", { kind: "literal", value: -1 }],
  ["type T = any;", { kind: "any" }],
  ["type T = new () => A;", { kind: "unread", source: "new () => A" }],
  ["interface T { all(): string }", { kind: "unread", source: "all(): string" }],
])("%s is read", (source, expected) => {
  expect(declaredAs(source)).toEqual(expected);
});

test("an interface has its own properties, the names that are free, and those it extends", () => {
  expect(
    declaredAs('export interface T extends A, B { readonly "a": string; /** A word. */ b?: string; [k: string]: any }'),
  ).toEqual({
    kind: "object",
    properties: new Map([
      ["a", { type: text, isOptional: false }],
      ["b", { type: text, isOptional: true }],
    ]),
    others: { kind: "any" },
    inherits: ["A", "B"].map((name) => ({ kind: "reference", name })),
  });
});

test("a type parameter is everything", () => {
  expect(declaredAs("interface T<P = any> { a: P }")).toMatchObject({
    properties: new Map([["a", { type: { kind: "any" }, isOptional: false }]]),
  });
});

test("a constant is read by its type or by its value", () => {
  const { types } = declarationsIn(['export declare namespace K { const One: 1; const Two = "two"; }']);
  expect([types.get("K.One"), types.get("K.Two")]).toEqual([
    { kind: "literal", value: 1 },
    { kind: "literal", value: "two" },
  ]);
});

test.each([
  ["ProtocolRequestType<A, B | null, never, void, O>", { what: "request", params: "A", result: "or" }],
  ["ProtocolRequestType0<B, never, void, void>", { what: "request", result: "B" }],
  ["RequestType<A, B, void>", { what: "request", params: "A", result: "B" }],
  ["ProtocolNotificationType<A, void>", { what: "notification", params: "A" }],
  ["ProtocolNotificationType0<void>", { what: "notification" }],
  ["NotificationType0", { what: "notification" }],
])("a message of type %s has the params and the result it names", (type, expected) => {
  const { messages } = declarationsIn([`export declare namespace N { const method: 'a/b'; const type: ${type}; }`]);
  const brief = messages.map(({ params, result, ...message }) => ({
    ...message,
    ...(params && { params: "name" in params ? params.name : params.kind }),
    ...(result && { result: "name" in result ? result.name : result.kind }),
  }));
  expect(brief).toEqual([{ namespace: "N", ...expected }]);
});
