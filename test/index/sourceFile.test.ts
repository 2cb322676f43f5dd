import { expect, test } from "@jest/globals";
import { TextDocument } from "vscode-languageserver-textdocument";
import { relativePath } from "../../server/index/paths.ts";
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
  const folders = [{ uri: "file:///w" }, { uri: "file:///w/packages/app" }];
  expect(relativePath("file:///w/packages/app/src/a%20b.ts", folders)).toBe("src/a b.ts");
  expect(relativePath("file:///w/packages/application.ts", folders)).toBe("packages/application.ts");
  expect(relativePath("file:///elsewhere/secret/a.ts", folders)).toBe("a.ts");
});
