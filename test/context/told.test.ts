import { expect, test } from "@jest/globals";
import { recall } from "../../server/context/memory/recall.ts";
import { contextRequest } from "../../server/context/request.ts";
import { callSignature } from "../../server/context/sources/callSignature.ts";
import { members } from "../../server/context/sources/members.ts";
import type { ToldMembers, TypeFacts } from "../../server/context/typeFacts.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { completion, filler, scene } from "./scene.ts";

const library = [{ uri: "file:///usr/lib/shop.pyi", line: 3 }];

function told(names: readonly string[], more: Partial<ToldMembers> = {}): TypeFacts {
  const all = names.map((name) => ({ name: name.replace("()", ""), isCallable: name.endsWith("()"), detail: "" }));
  return { members: { receiver: "cart", members: all, areAll: true, origins: library, ...more } };
}

function shown(source: string, facts: TypeFacts): string | undefined {
  return members(contextRequest({ ...scene(source).situation, told: facts }, 1000))[0]?.text;
}

test("members that are told are shown by their names, those first that have to do with the cursor", () => {
  const source = "--- a.py\ndef tax_of(cart):\n    return cart.│\n";
  expect(shown(source, told(["items", "tax()", "_lock", "__len__()"]))).toBe("cart.\n  tax(), items");
});

test("names that the workspace uses come first", () => {
  const source = "--- b.py\nlist(order.zip())\n--- a.py\ncart.│\n";
  expect(shown(source, told(["items", "zip()"]))).toBe("cart.\n  zip(), items");
});

test("a member that the workspace declares is shown with its signature", () => {
  const source =
    "--- shop.py\nclass Cart:\n    def tax(self, rate: float) -> float:\n        return 1\n\n    def items(self): ...\n" +
    "--- a.py\ndef tax_of(cart):\n    return cart.│\n";
  const origins = [{ uri: "file:///workspace/shop.py", line: 0, path: "shop.py" }];
  expect(shown(source, told(["items()", "tax()"], { origins }))).toBe(
    "cart.\n  def tax(self, rate: float) -> float:\n  items()",
  );
});

test("a server that writes types beside names has them shown", () => {
  const all = [{ name: "tax", isCallable: true, detail: "func(rate float64) float64" }];
  const facts = told([], { members: all });
  expect(shown("--- a.go\nfunc taxOf(c Cart) { c.│ }\n", facts)).toBe("cart.\n  tax: func(rate float64) float64");
});

test("only members are shown that go on with the letters behind the dot", () => {
  expect(shown("--- a.py\ncart.ta│\n", told(["items", "tax()"]))).toBe("cart.\n  tax()");
});

test("a class's own names are shown behind self", () => {
  expect(shown("--- a.py\nself.│\n", told(["_lock", "__len__()"], { receiver: "self" }))).toBe("self.\n  _lock");
});

test("the signature of a call is shown, unless its declaration is on screen", () => {
  const source = "--- a.py\ndef add(item): ...\nadd(│)\n";
  const snippets = (line: number, uri: string) => {
    const facts: TypeFacts = { signature: { text: "add(item: Item) -> None", origins: [{ uri, line }] } };
    return callSignature(contextRequest({ ...scene(source).situation, told: facts }, 1000)).map(({ text }) => text);
  };
  expect(snippets(0, "file:///usr/lib/shop.pyi")).toEqual(["add(item: Item) -> None"]);
  expect(snippets(0, "file:///workspace/a.py")).toEqual([]);
});

test("a secret in what is told is not in the prompt", () => {
  const key = "sk-proj-9f8A7b6C5d4E3f2G1h0J9k8L7m6N5p4Q";
  const facts = { signature: { text: `login(token: str = "${key}") -> None`, origins: library } };
  const { workspace, cursor } = scene("--- a.py\nlogin(│)\n");
  const { parts } = completion({ workspace, cursor }, undefined, { told: facts });
  const prompt = JSON.stringify(parts);
  expect(prompt).toContain("login(token: str");
  expect(prompt).not.toContain(key);
});

test("what is remembered is not copied where the member is told not to exist", () => {
  const source =
    "--- b.py\ndef f(cart):\n    total = cart.price_of(item)\n--- a.py\ndef g(cart):\n    total = cart.│\n";
  const { workspace, cursor } = scene(source);
  const recalled = (facts: TypeFacts | undefined) => {
    const { file, offset } = cursor;
    const here = { path: file.path, text: file.text, offset, comments: ["#"] as const, workspace, recent: new Set("") };
    return atOnce(recall({ ...here, told: facts })).map(({ text }) => text);
  };
  expect(recalled(undefined)).toEqual(["price_of(item)"]);
  expect(recalled(told(["price_of()"]))).toEqual(["price_of(item)"]);
  expect(recalled(told(["items"]))).toEqual([]);
  expect(recalled(told(["items"], { areAll: false }))).toEqual(["price_of(item)"]);
});

test("what is told at a dot joins a prompt behind the file, and nothing before it moves", () => {
  const before = scene(`--- a.py\n${filler(5)}\nx = car│\n${filler(5, "below")}\n`);
  const options = { readsSuffixLast: true, quickTokens: 300 };
  const first = completion(before, undefined, options);
  const dot = scene(`--- a.py\n${filler(5)}\nx = cart.│\n${filler(5, "below")}\n`);
  const second = completion(dot, first, { ...options, told: told(["items", "tax()"]) });
  expect(second.change).toBe("added");
  expect(second.parts.before).toBe(first.parts.before);
  expect(second.parts.after).toBe(`${first.parts.after}\n\n# a.py\n# cart.\n#   items, tax()\n`);
  const letter = scene(`--- a.py\n${filler(5)}\nx = cart.t│\n${filler(5, "below")}\n`);
  const third = completion(letter, second, { ...options, told: told(["items", "tax()"]) });
  expect(third.change).toBeUndefined();
  expect(third.parts.after).toBe(second.parts.after);
});

test("where nothing more can be read in time a dot changes nothing", () => {
  const options = { readsSuffixLast: true, quickTokens: 10 };
  const first = completion(scene("--- a.py\nx = car│\n"), undefined, options);
  const second = completion(scene("--- a.py\nx = cart.│\n"), first, { ...options, told: told(["items"]) });
  expect(second.parts.after).toBe(first.parts.after);
});
