import { expect, test } from "@jest/globals";
import type { Language } from "../../../grammars/language.ts";
import { languageOf } from "../../../grammars/languages.ts";
import { LiveDocument } from "../../../server/index/live/liveDocument.ts";
import { extract } from "../../../server/languages/extract.ts";
import { parse } from "../../../server/languages/parse.ts";
import { congruentFrom, Random } from "../../random.ts";

const typescript = `import { a, type B } from "./a";
export * from "./every";

/** Geometry é 😀. */
export class Circle<T> extends Shape implements B {
  static readonly unit = new Circle(1);
  constructor(private readonly radius: number, public label = "漢字") {
    super();
  }
  /** Its area. */
  get area(): number {
    return Math.PI * this.radius ** 2;
  }
  grow = (by: number) => { const inner = () => by; return inner(); };
}

export const make = (r: number) => new Circle(r),
  other = { method() { return 1; }, arrow: () => 2 };

enum Color { Red, Green = "g" }
export default function main() {
  function helper() {}
  helper();
}
export { Color as Colour };
namespace Deep { export interface Inner { x: number } export type U = 1 | 2 }
`;

const python = `"""A module é 😀."""
import os, sys as system
from .shapes import Circle, Square as Box

__all__ = ["area", "Round"]
LIMIT: int = 10

@decorated("漢字")
class Round(Circle):
    """Its docs."""
    unit = 1

    def __init__(self, r):
        self.r = r
        self.other = [r]

    @property
    def area(self):
        def inner():
            return self.r
        return inner()

def area(r):
    # a comment
    return r * r

if LIMIT:
    try:
        import json
    except ImportError:
        json = None
`;

const pieces: Readonly<Record<string, readonly string[]>> = {
  "a.ts": [
    "const x = 1;\n",
    "/** Doc é */\nexport function fn(a: number) { return a; }\n",
    'class K { private y = "😀"; m() { this.y; } }\n',
    "// 漢字\n",
    "@dec()\n",
    "export ",
    "{",
    "}",
    '"',
    "`",
    "(",
    ")",
    "/*",
    "*/",
    "a",
    "😀",
    "\r\n",
    "\n",
    " ",
  ],
  "a.py": [
    "x = 1\n",
    'class K:\n    """Doc."""\n    def m(self):\n        self.y = 1\n',
    "def fn(a):\n    return a\n",
    '__all__ = ["x"]\n',
    "# é 😀\n",
    "@property\n",
    "    ",
    '"""',
    '"',
    "(",
    ")",
    ":",
    "a",
    "\r\n",
    "\n",
  ],
};

test.each([
  ["a.ts", typescript, 1],
  ["a.ts", typescript.replaceAll("\n", "\r\n"), 2],
  ["a.py", python, 3],
  ["a.py", python.replaceAll("\n", "\r\n"), 4],
])("after every random edit that leaves %s in order, the index is as if built anew", async (path, start, seed) => {
  const language = languageOf(path) as Language;
  const random = new Random(congruentFrom(seed));
  const document = new LiveDocument(path, language, start);
  let text = start;
  const undo: { at: number; oldEnd: number; inserted: string }[] = [];
  const edit = (at: number, oldEnd: number, inserted: string) => {
    undo.push({ at, oldEnd: at + inserted.length, inserted: text.slice(at, oldEnd) });
    text = text.slice(0, at) + inserted + text.slice(oldEnd);
    document.update(text, { start: at, oldEnd, newEnd: at + inserted.length });
  };
  const lineAt = () => text.lastIndexOf("\n", random.below(text.length)) + 1;
  const moves = [
    () => {
      const at = lineAt();
      edit(at, text.indexOf("\n", at) + 1 || text.length, "");
    },
    () => {
      const at = lineAt();
      edit(at, at, random.pick(pieces[path] as string[]));
    },
    () => {
      const at = random.below(text.length);
      edit(at, at + random.below(3), random.pick(pieces[path] as string[]));
    },
  ];
  let compared = 0;
  let isBroken = false;
  for (let step = 0; step < 1_000; step++) {
    if (undo.length > 0 && random.below(10) < (isBroken ? 8 : 2)) {
      const { at, oldEnd, inserted } = undo.pop() as (typeof undo)[number];
      edit(at, oldEnd, inserted);
      undo.pop();
    } else {
      random.pick(moves)();
    }
    if (random.below(3) === 0) continue; // several edits before the index follows
    const { tags } = await document.settle();
    const fresh = parse(language, text);
    isBroken = fresh?.rootNode.hasError ?? true;
    if (!fresh || isBroken) continue;
    compared++;
    expect({ step, tags }).toEqual({ step, tags: extract(language, fresh, text) });
    expect(document.tree?.rootNode.toString()).toBe(fresh.rootNode.toString());
  }
  expect(compared).toBeGreaterThan(100);
});

test("a document that grows beyond what is parsed loses its definitions, and gets them back", async () => {
  const language = languageOf("a.ts") as Language;
  const text = "export const a = 1;\n";
  const document = new LiveDocument("a.ts", language, text);
  document.update(text.repeat(60_000));
  expect((await document.settle()).tags.definitions).toEqual([]);
  document.update(text);
  expect((await document.settle()).tags.definitions.map(({ name }) => name)).toEqual(["a"]);
});

test("a document that changes while it is parsed is understood as it is in the end", async () => {
  const language = languageOf("a.ts") as Language;
  const text = "export const a = [1, 2, 3];\n".repeat(3_000);
  const document = new LiveDocument("a.ts", language, text);
  const settled = document.settle();
  const changed = `const late = 1;\n${text}`;
  document.update(changed, { start: 0, oldEnd: 0, newEnd: changed.length - text.length });
  const file = await settled;
  expect(file.text).toBe(changed);
  expect(file.tags.definitions[0]?.name).toBe("late");
  expect(document.tree).toBeDefined();
});
