import { expect, test } from "@jest/globals";
import type { Language } from "../../grammars/language.ts";
import { python } from "../../grammars/python/language.ts";
import { tsx, typescript } from "../../grammars/typescript/language.ts";
import { extract } from "../../server/languages/extract.ts";
import { edit, parse, type Tree } from "../../server/languages/parse.ts";
import { Random, randomFrom } from "../random.ts";

const typescriptLines = [
  'import { é, b as 名 } from "./ünï";',
  "export class 点 extends Base {",
  "  constructor(private x = 1, readonly y = `😀\u0024{x}`) { super(); }",
  "  /** 距離 */ area(): number { return this.x * (this.y ?? 2); }",
  "}",
  "",
  "// 😀 comment",
  "const f = async (a: string) => ({ a, [a]: a.length, m() { return [a]; } });",
  'function g() { if (f) { return "é😀"; } else { for (const x of []) { f(x); } } }',
  "type T<U> = { a: U; b(): void } | undefined;",
  "enum E { A, B = 2 }",
  "export { f as default, g };",
  "let re = /[)}]+/g, t = `a\u0024{`b\u0024{re}`}c`;",
];
const pythonLines = [
  "import os.path, sys as 系統",
  "class 点(Base):",
  '    """Doc 😀."""',
  "    é: int = 1",
  "    def area(self, x=(1, 2)):",
  "        self.w = {x: [y for y in x]}",
  "        return f'{self.w!r} 😀'",
  "",
  "# 😀 comment",
  "if True:",
  "    A, b = 1, lambda q: q",
  "@cached(1)",
  "async def g():",
  "    with open('é') as 名:",
  "        yield 名",
  "__all__ = ['g']",
];
const fragments = [
  ..."(){}[]<>\"'`;:,=#/\\\n\t ",
  "\r\n",
  "é",
  "😀",
  "漢字",
  "x",
  "return ",
  "/*",
  "*/",
  '"""',
  "${",
  "=> ",
  "\n\n",
  "    ",
];
const editCount = 2_000;

test.each([
  ["TypeScript", typescript, typescriptLines, "\n"],
  ["TSX", tsx, [...typescriptLines, "const e = <p title='é'>don{t}'t 😀</p>;"], "\n"],
  ["TypeScript with CRLF", typescript, typescriptLines, "\r\n"],
  ["Python", python, pythonLines, "\n"],
  ["Python with CRLF", python, pythonLines, "\r\n"],
])(`after any of ${editCount} edits of %s, tree and tags are those of the text`, (_, language, lines, eol) => {
  const random = new Random(randomFrom(lines.length + eol.length));
  const start = lines.join(eol) + eol;
  const undo: string[] = [];
  let text = start;
  let tree = parsed(language, text);
  let compared = 0;
  for (let i = 0; i < editCount; i++) {
    const fresh = parsed(language, text);
    if (!fresh.rootNode.hasError) {
      expect(nodes(tree)).toBe(nodes(fresh));
      expect(extract(language, tree, text)).toEqual(extract(language, fresh, text));
      compared++;
    }
    // A text that has been broken for long is put right, since only right texts have but one tree.
    const next = undo.length > 6 ? start : edited(text, lines, eol, undo, random);
    tree = changed(language, tree, text, next);
    if (next === start) undo.length = 0;
    text = next;
  }
  expect(compared).toBeGreaterThan(editCount / 4);
});

/** The text after one more edit: something typed, something deleted, a line, or the last edit taken back. */
function edited(text: string, lines: readonly string[], eol: string, undo: string[], random: Random): string {
  const action = random.below(8);
  if (action < 3) return undo.pop() ?? text;
  undo.push(text);
  const offset = random.below(text.length + 1);
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  if (action === 3) return text.slice(0, line) + (lines[random.below(lines.length)] as string) + eol + text.slice(line);
  if (action === 4) return text.slice(0, line) + text.slice(text.indexOf("\n", line) + 1 || text.length);
  if (action === 5) return text.slice(0, offset) + text.slice(offset + 1 + random.below(20));
  return text.slice(0, offset) + (fragments[random.below(fragments.length)] as string) + text.slice(offset);
}

/** The tree of `next`, made from the tree of `text` by the smallest change between them. */
function changed(language: Language, tree: Tree, text: string, next: string): Tree {
  const most = Math.min(text.length, next.length);
  let start = 0;
  while (start < most && text[start] === next[start]) start++;
  let same = 0;
  while (same < most - start && text.at(-1 - same) === next.at(-1 - same)) same++;
  edit(language, tree, text, next, { start, oldEnd: text.length - same, newEnd: next.length - same });
  return parsed(language, next, tree);
}

/** The tree, whatever else the machine does: a parse that has waited too long for its turn is given up. */
function parsed(language: Language, text: string, old?: Tree): Tree {
  return parse(language, text, old) ?? parsed(language, text, old);
}

/** Every node with its type, offsets and points. */
function nodes(tree: Tree): string {
  const cursor = tree.walk();
  const seen: (string | number)[] = [];
  for (;;) {
    const { row, column } = cursor.startPosition;
    seen.push(cursor.nodeType, cursor.startIndex, cursor.endIndex, row, column);
    if (cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return seen.join(" ");
  }
}
