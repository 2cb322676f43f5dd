import { expect, test } from "@jest/globals";
import { Roots } from "../../../server/index/live/placement.ts";
import { Workspace } from "../../../server/index/workspace.ts";
import { textChange } from "../../../server/lsp/fromLsp.ts";

const cell = (name: string) => `vscode-notebook-cell:/w/a.ipynb#${name}`;
const python = (name: string, text: string) => ({ uri: cell(name), languageId: "python", version: 1, text });
const code = (name: string) => ({ uri: cell(name), isCode: true });

/** A notebook of three cells of Python around one of prose. */
function notebook(): Workspace {
  const workspace = new Workspace();
  workspace.openNotebook(
    "file:///w/a.ipynb",
    [code("1"), { uri: cell("2"), isCode: false }, code("3"), code("4")],
    [
      python("1", "import os\n\ndef f():\n    pass"),
      { ...python("2", "# Prose"), languageId: "markdown" },
      python("3", "f()"),
      python("4", "g()"),
    ],
  );
  return workspace;
}

const fileOf = (workspace: Workspace, name: string) => workspace.snapshot().open.get(cell(name));

test("the cells of a notebook that hold code are one text, in which each counts its lines from its own first", () => {
  const workspace = notebook();
  const file = fileOf(workspace, "3");
  expect(file?.text).toBe("import os\n\ndef f():\n    pass\nf()\ng()");
  expect(file?.offsetAt({ line: 0, character: 2 })).toBe((file?.text.indexOf("f()\n") as number) + 2);
  expect(file?.pointAt(file.text.indexOf("f()\n"))).toEqual({ line: 0, character: 0 });
  expect(file?.offsetAt({ line: 7, character: 0 })).toBe(file?.text.indexOf("\ng()"));
  expect(file?.placeOf(0)).toEqual({
    part: expect.objectContaining({ uri: cell("1") }),
    point: { line: 0, character: 0 },
  });
  expect(fileOf(workspace, "2")?.text).toBe("# Prose");
});

test("what is typed into a cell, and cells that come, go and move, change the text of all", () => {
  const workspace = notebook();
  const at = { line: 0, character: 0 };
  workspace.change(cell("3"), 2, [textChange({ range: { start: at, end: at }, text: "x = " })]);
  expect(fileOf(workspace, "1")?.text).toContain("x = f()\ng()");
  workspace.changeNotebook("file:///w/a.ipynb", {
    cells: { start: 2, deleteCount: 1, cells: [code("5")] },
    opened: [python("5", "h()")],
    closed: [cell("3")],
  });
  expect(fileOf(workspace, "1")?.text).toContain("pass\nh()\ng()");
  expect(fileOf(workspace, "3")).toBeUndefined();
  workspace.changeNotebook("file:///w/a.ipynb", { cells: { start: 2, deleteCount: 2, cells: [code("4"), code("5")] } });
  expect(fileOf(workspace, "1")?.text).toContain("pass\ng()\nh()");
  workspace.closeNotebook("file:///w/a.ipynb");
  expect(workspace.snapshot().open.size).toBe(0);
});

test("cells that an editor opens as documents are one text in the order in which they come", () => {
  const workspace = new Workspace();
  for (const name of ["W0", "W1"]) workspace.open(cell(name), "python", 1, `${name} = 1`);
  workspace.open(cell("W2"), "markdown", 1, "prose");
  workspace.open("vscode-notebook-cell:/w/b.ipynb#W0", "python", 1, "other = 1");
  expect(fileOf(workspace, "W1")?.text).toBe("W0 = 1\nW1 = 1");
  workspace.close(cell("W0"));
  expect(fileOf(workspace, "W1")?.text).toBe("W1 = 1");
});

test("a cell lies where its notebook lies, and a notebook in a secret folder is withheld", () => {
  const workspace = new Workspace();
  workspace.setFolders([{ uri: "file:///w", name: "w" }]);
  workspace.open(cell("W0"), "python", 1, "x = 1");
  expect(fileOf(workspace, "W0")).toMatchObject({ path: "a.ipynb", key: "/w/a.ipynb" });
  workspace.open("vscode-notebook-cell:/w/.aws/a.ipynb#W0", "python", 1, "x = 1");
  workspace.openNotebook("file:///w/.kube/b.ipynb", [code("9")], [python("9", "x = 1")]);
  expect([...workspace.snapshot().withheld.keys()]).toEqual(["vscode-notebook-cell:/w/.aws/a.ipynb#W0", cell("9")]);
  expect(new Roots([]).place("file:///w/.kube/b.ipynb").withheld).toBe("secret");
});
