import { expect, test } from "@jest/globals";
import { hunkOf, type RecentEdit, withEdit } from "../../server/context/recentEdits.ts";
import { Workspace } from "../../server/index/workspace.ts";

/** A file, and what was changed in it. Each change puts `to` in the place of the first `from`. */
class Typist {
  readonly uri: string;
  edits: RecentEdit[] = [];
  #workspace = new Workspace();
  #version = 1;

  constructor(text: string, uri = "file:///a.ts") {
    this.uri = uri;
    this.#workspace.open(uri, "typescript", 1, text);
  }

  get text(): string {
    return this.#workspace.synced(this.uri)?.text ?? "";
  }

  replace(from: string, to: string): this {
    return this.replaceAt(this.text.indexOf(from), from.length, to);
  }

  replaceAt(start: number, length: number, text: string): this {
    return this.#change({ span: () => ({ start, end: start + length }), text });
  }

  replaceAll(text: string): this {
    return this.#change({ text });
  }

  #change(change: Parameters<Workspace["change"]>[2][number]): this {
    const replaced = this.#workspace.change(this.uri, ++this.#version, [change]) ?? [];
    for (const lines of replaced) this.edits = withEdit(this.edits, { uri: this.uri, path: "a.ts" }, lines);
    return this;
  }

  get lines(): number[][] {
    return this.edits.map(({ startLine, endLine }) => [startLine, endLine]);
  }

  get hunks(): (readonly [before: string, after: string] | undefined)[] {
    return this.edits.map((edit) => {
      const hunk = hunkOf(edit, this.text);
      return hunk && [hunk.before, hunk.after];
    });
  }
}

/** Lines "0", "1", ... */
const counted = (count: number, lineEnd = "\n") =>
  Array.from({ length: count }, (_, line) => `<${line}>${lineEnd}`).join("");

test("the newest edit comes first and eight are kept", () => {
  let edits: RecentEdit[] = [];
  const replaced = {
    startLine: 0,
    endLine: 1,
    newLines: 1,
    before: "x",
    offset: 0,
  };
  for (let i = 0; i < 10; i++) edits = withEdit(edits, { uri: "", path: `${i}.ts` }, replaced);
  expect(edits.map(({ path }) => path)).toEqual(["9.ts", "8.ts", "7.ts", "6.ts", "5.ts", "4.ts", "3.ts", "2.ts"]);
});

test("edits close to each other are one, with the lines between them", () => {
  const typist = new Typist(counted(30)).replace("<10>", "ten").replace("<14>", "four\nteen");
  expect(typist.lines).toEqual([[10, 16]]);
  expect(typist.hunks).toEqual([["<10>\n<11>\n<12>\n<13>\n<14>\n", "ten\n<11>\n<12>\n<13>\nfour\nteen\n"]]);
});

test("an edit above an older one is one with it, and so are two that a third joins", () => {
  const typist = new Typist(counted(30)).replace("<14>", "b").replace("<6>", "a");
  expect(typist.lines).toEqual([
    [6, 7],
    [14, 15],
  ]);
  typist.replace("<10>\n", "");
  expect(typist.hunks).toEqual([[counted(15).slice(counted(6).length), "a\n<7>\n<8>\n<9>\n<11>\n<12>\n<13>\nb\n"]]);
});

test("lines put in above move an older edit down, and its text stays its own", () => {
  const typist = new Typist(counted(60)).replace("<50>", "fifty").replace("<3>", "a\nb\nc");
  expect(typist.lines).toEqual([
    [3, 6],
    [52, 53],
  ]);
  expect(typist.hunks[1]).toEqual(["<50>\n", "fifty\n"]);
});

test("a line that is put into an older edit belongs to it, and its last line still does", () => {
  const typist = new Typist(counted(30)).replace("<10>\n<11>\n<12>\n<13>", "a\nb\nc\nd").replace("a", "a\na");
  expect(typist.hunks).toEqual([["<10>\n<11>\n<12>\n<13>\n", "a\na\nb\nc\nd\n"]]);
});

test("what is typed letter by letter is one edit of the line that was there", () => {
  const typist = new Typist("one\ntwo\n").replace("two", "twox").replace("twox", "twoxy").replace("one", "on");
  expect(typist.hunks).toEqual([["one\ntwo\n", "on\ntwoxy\n"]]);
});

test("an edit that was undone changes nothing", () => {
  expect(new Typist("one\ntwo\n").replace("two", "2").replace("2", "two").hunks).toEqual([undefined]);
});

test("a last line without an end, and lines that end as on Windows, are kept as they were", () => {
  expect(new Typist("a\nb").replace("b", "c").hunks).toEqual([["b", "c"]]);
  const typist = new Typist(counted(30, "\r\n")).replace("<10>", "x").replace("<12>", "y");
  expect(typist.hunks).toEqual([["<10>\r\n<11>\r\n<12>\r\n", "x\r\n<11>\r\ny\r\n"]]);
});

test("a secret that was deleted is not kept", () => {
  const secret = `ghp_${"a1B2".repeat(9)}`;
  const typist = new Typist(`const token = "${secret}";\nlet a;\n`).replace(secret, "").replace("let a", "let b");
  expect(JSON.stringify(typist.edits)).not.toContain(secret);
  expect(typist.hunks).toEqual([['const token = "[secret]";\nlet a;\n', 'const token = "";\nlet b;\n']]);
});

test("a secret that is still there is in no hunk, and makes none", () => {
  const secret = `ghp_${"a1B2".repeat(9)}`;
  const typist = new Typist(`f("${secret}");\n`).replace("f", "g");
  expect(typist.hunks).toEqual([['f("[secret]");\n', 'g("[secret]");\n']]);
  expect(typist.replace("g", "f").hunks).toEqual([undefined]);
});

test("of a text that was replaced as a whole only the lines are kept where it was long", () => {
  expect(new Typist("a\nb\n").replaceAll("c\n").hunks).toEqual([["a\nb\n", "c\n"]]);
  const typist = new Typist(counted(2000)).replaceAll("new\n");
  expect(typist.edits).toMatchObject([{ startLine: 0, endLine: 2, oldText: undefined }]);
  expect(typist.hunks).toEqual([undefined]);
});

test("after any series of changes the hunks tell the text of before", () => {
  // A small generator of its own: the same series in every run.
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 200; round++) {
    const before = counted(40);
    const typist = new Typist(before);
    for (let step = 0; step < 1 + random(6); step++) {
      const lines = typist.text.split("\n");
      const [at, gone, come] = [random(lines.length - 1), random(4), random(4)];
      const removed = lines.slice(at, at + gone).join("\n");
      const start = lines.slice(0, at).join("\n").length + (at > 0 ? 1 : 0);
      const text = Array.from({ length: come }, () => `{${random(1000)}}`).join("\n");
      typist.replaceAt(start, removed.length, text);
    }
    const undone = [...typist.edits]
      .sort((a, b) => b.startLine - a.startLine)
      .reduce((text, edit) => {
        const lines = text.split(/(?<=\n)/);
        lines.splice(edit.startLine, edit.endLine - edit.startLine, edit.oldText ?? "");
        return lines.join("");
      }, typist.text);
    expect(undone).toBe(before);
  }
});
