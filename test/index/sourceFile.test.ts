import { expect, test } from "@jest/globals";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Roots } from "../../server/index/live/placement.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { Workspace } from "../../server/index/workspace.ts";

const file = (text: string) => new SourceFile({ uri: "file:///a", path: "a", languageId: "x", version: 1, text });

test("every offset of a text with all kinds of line ends and of wide characters has its point and back", () => {
  const text = "a\n\nb\r\nc\rd 𝄞 é\n";
  const source = file(text);
  const reference = TextDocument.create("file:///a", "x", 1, text);
  for (let offset = 0; offset <= text.length; offset++) {
    if (text[offset - 1] === "\r" && text[offset] === "\n") continue; // between \r and \n there is no place
    expect(source.pointAt(offset)).toEqual(reference.positionAt(offset));
    expect(source.offsetAt(source.pointAt(offset))).toBe(offset);
  }
});

test.each([
  [{ line: 0, character: 99 }, 1],
  [{ line: 1, character: 99 }, 3],
  [{ line: 99, character: 0 }, 5],
  [{ line: -1, character: 0 }, 0],
  [{ line: 0, character: -1 }, 0],
])("the point %j outside the text is the nearest end", (point, offset) => {
  expect(file("a\nb\r\n").offsetAt(point)).toBe(offset);
});

test("a snapshot keeps its text while the document changes", () => {
  const workspace = new Workspace();
  workspace.open("file:///a", "x", 1, "old");
  const before = workspace.snapshot();
  workspace.change("file:///a", 2, [{ text: "new" }]);
  expect(before.open.get("file:///a")?.text).toBe("old");
  expect(workspace.snapshot().open.get("file:///a")?.text).toBe("new");
});

test("a file is named relative to the innermost folder that holds it, and never absolutely", () => {
  const roots = new Roots([{ uri: "file:///w" }, { uri: "file:///w/packages/app/" }]);
  expect(roots.place("file:///w/packages/app/src/a%20b.ts").path).toBe("src/a b.ts");
  expect(roots.place("file:///w/packages/application.ts").path).toBe("packages/application.ts");
  expect(roots.place("file:///elsewhere/hidden/a.ts").path).toBe("a.ts");
});

test("a folder and a file in it are the same however their addresses are encoded", () => {
  const roots = new Roots([{ uri: "file:///w/caf%C3%A9%20%40home" }]);
  expect(roots.place("file:///w/café @home/a.ts").path).toBe("a.ts");
});

test.each([
  ["untitled:Untitled-1", "Untitled-1"],
  ["git:/w/src/a.ts?ref=HEAD", "a.ts"],
  ["remote://host/w/src/a%20b.ts", "src/a b.ts"],
  ["remote://host/www/a.ts", "a.ts"],
])("%s, which is no file on this disk, is named %s", (uri, path) => {
  const roots = new Roots([{ uri: "remote://host/w" }]);
  expect(roots.place(uri)).toEqual({ path, key: uri, withheld: undefined });
});
