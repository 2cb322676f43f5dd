import { expect, test } from "@jest/globals";
import { queryAt } from "../../server/context/query.ts";
import { endedAs, forms } from "../lineEnds.ts";
import { completion, filler, scene } from "./scene.ts";

const store =
  "--- store.ts\nexport class Store {\n  /** Reads. */\n  get(key: string) {\n    return key;\n  }\n\n  put() {}\n}\n";
const scenes = [
  [
    "a class of another file",
    `${store}--- main.ts\nimport { Store } from "./store";\n\nconst store = new Store();\nconst a = 1;\nconst b = 2;\nconst value = store.│\n`,
  ],
  [
    "similar code",
    "--- a.ts\nfunction loadUser(id) {\n  const user = db.get(id);\n  if (!user) throw new Error();\n  return user;\n}\n--- main.ts\nfunction loadOrder(id) {\n  const user = db.get(id);\n  │\n}\n",
  ],
  [
    "a file that is longer than its room",
    `--- main.ts\n${filler(300)}\n\nfunction last() {\n  │\n}\n${filler(100, "below")}\n`,
  ],
  [
    "Python",
    '--- shop/price.py\nclass Price:\n    """What it costs."""\n\n    def with_tax(self):\n        return self.net\n--- shop/cart.py\nfrom .price import Price\n\n\ndef total(price: Price):\n    return price.│\n',
  ],
] as const;

test.each(scenes)("a prompt shows the same, however lines end: %s", (_, source) => {
  const [lf, crlf] = forms.slice(0, 2).map((form) => {
    const { workspace, cursor } = scene(inEach(form, source));
    return completion({ workspace, cursor }, undefined, { promptTokens: 4096 });
  });
  expect(JSON.stringify(crlf?.parts)).not.toContain("\\r");
  expect(crlf?.parts).toEqual(lf?.parts);
});

test("words are asked for from as many lines, however they end", () => {
  const source = `--- main.ts\n${filler(60)}\n│\n${filler(30, "below")}\n`;
  const [lf, crlf] = forms.slice(0, 2).map((form) => queryAt(scene(inEach(form, source)).cursor));
  expect([...(crlf ?? [])]).toEqual([...(lf ?? [])]);
});

test("typing on in a word in a file with CRLF keeps what the model has read", () => {
  const source = "--- main.ts\nconst a = 1;\nru│\nconst b = 2;\n";
  const crlf = forms[1];
  const first = scene(inEach(crlf, source));
  const before = completion(first);
  const typed = scene(inEach(crlf, source.replace("│", "nAll│")));
  const after = completion(typed, before);
  expect(after.parts).toEqual({ ...before.parts, begun: "runAll" });
});

/** The line of a file's name is none of the file. */
function inEach(form: (typeof forms)[number], source: string): string {
  const parts = source.split(/^(--- .+\n)/m);
  return parts.map((part) => (part.startsWith("--- ") ? part : endedAs(form, part))).join("");
}
