import { readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { Store } from "../../server/index/tables/store.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { Folder, indexed } from "./workspace.ts";

const project = `
--- a.ts
export function area(r: number) {
  return r * r;
}
--- b.py
from a import area
class Circle:
    def size(self):
        return area(2)
`;

type Workspace = Awaited<ReturnType<typeof indexed>>;

function filesWith(folder: Folder, { index }: Workspace, name: string): string[] {
  return index.definitions(name).map(({ path }) => path.slice(folder.root.length + 1));
}

test("definitions, references, outline and enclosing scopes of a folder are known", async () => {
  using folder = new Folder(project);
  await using workspace = await indexed(folder);
  const { index } = workspace;
  const b = folder.path("b.py");
  const text = (await index.text(b)) as string;
  expect(filesWith(folder, workspace, "area")).toEqual(["a.ts"]);
  expect(index.references("area").map(({ path, offsets }) => [path, [...offsets]])).toContainEqual([
    b,
    [text.indexOf("area"), text.lastIndexOf("area")],
  ]);
  expect(index.outline(b).map(({ name, kind }) => `${kind} ${name}`)).toEqual(["class Circle", "method size"]);
  expect(index.enclosing(b, text.indexOf("return")).map(({ name }) => name)).toEqual(["Circle", "size"]);
  expect(index.importsOf(b).map(({ specifier }) => specifier)).toEqual(["a"]);
  expect(index.lines(b)).toEqual([0, 19, 33, 53, 76]);
});

test("the editor's text counts, not the disk's, until the document is closed", async () => {
  using folder = new Folder(project);
  await using workspace = await indexed(folder);
  const path = folder.path("a.ts");
  workspace.open(path, "typescript", "export const fresh = 1;\n");
  await workspace.settled();
  expect(filesWith(folder, workspace, "area")).toEqual([]);
  expect(filesWith(folder, workspace, "fresh")).toEqual(["a.ts"]);
  workspace.close(path);
  await workspace.settled();
  expect(filesWith(folder, workspace, "area")).toEqual(["a.ts"]);
  expect(filesWith(folder, workspace, "fresh")).toEqual([]);
});

test("a new document is indexed before it is saved; an ignored one never", async () => {
  using folder = new Folder(`${project}--- .gitignore\nprivate.ts\n`);
  folder.git("init");
  await using workspace = await indexed(folder);
  workspace.open(folder.path("new.ts"), "typescript", "const one = 1;");
  workspace.open(folder.path("private.ts"), "typescript", "const two = 2;");
  await workspace.settled();
  expect(filesWith(folder, workspace, "one")).toEqual(["new.ts"]);
  expect(filesWith(folder, workspace, "two")).toEqual([]);
});

test("a file that is changed, moved or deleted outside the editor is noticed when somebody tells", async () => {
  using folder = new Folder(project);
  await using workspace = await indexed(folder);
  folder.file("a.ts", "export const changed = 1;\n");
  renameSync(folder.path("b.py"), folder.path("c.py"));
  workspace.changed(["a.ts", "b.py", "c.py"].map((path) => folder.path(path)));
  await workspace.settled();
  expect(filesWith(folder, workspace, "changed")).toEqual(["a.ts"]);
  expect(filesWith(folder, workspace, "Circle")).toEqual(["c.py"]);
  rmSync(folder.path("c.py"));
  workspace.changed([folder.path("c.py")]);
  await workspace.settled();
  expect(filesWith(folder, workspace, "Circle")).toEqual([]);
});

test("a folder that is moved takes its files along", async () => {
  using folder = new Folder("--- lib/deep/a.ts\nconst moved = 1;\n");
  await using workspace = await indexed(folder);
  renameSync(folder.path("lib"), folder.path("src"));
  workspace.changed([folder.path("lib"), folder.path("src")]);
  await workspace.settled();
  expect(filesWith(folder, workspace, "moved")).toEqual(["src/deep/a.ts"]);
});

test("a branch switch with hundreds of files is followed", async () => {
  using folder = new Folder();
  for (let i = 0; i < 400; i++) folder.file(`f${i}.ts`, `export const old${i} = ${i};\n`);
  folder.git("init");
  folder.git("add", ".");
  folder.git("commit", "-m", "old");
  folder.git("checkout", "-b", "other");
  for (let i = 0; i < 400; i++) folder.file(`f${i}.ts`, `export const renamed${i} = ${i};\n`);
  folder.git("commit", "-am", "new");
  await using workspace = await indexed(folder);
  expect(filesWith(folder, workspace, "renamed399")).toEqual(["f399.ts"]);
  folder.git("checkout", "-");
  workspace.changed(Array.from({ length: 400 }, (_, i) => folder.path(`f${i}.ts`)));
  await workspace.settled();
  expect(filesWith(folder, workspace, "renamed399")).toEqual([]);
  expect(filesWith(folder, workspace, "old7")).toEqual(["f7.ts"]);
});

test("a .gitignore that changes changes what is indexed", async () => {
  using folder = new Folder(project);
  folder.git("init");
  await using workspace = await indexed(folder);
  folder.file(".gitignore", "a.ts\n");
  workspace.changed([folder.path(".gitignore")]);
  await workspace.settled();
  expect(filesWith(folder, workspace, "area")).toEqual([]);
});

test("the disk is watched for editors that do not tell", async () => {
  using folder = new Folder(project);
  await using workspace = await indexed(folder);
  await workspace.watch();
  folder.file("late.ts", "export const late = 1;\n");
  for (let i = 0; i < 200 && filesWith(folder, workspace, "late").length === 0; i++) await sleep(50);
  expect(filesWith(folder, workspace, "late")).toEqual(["late.ts"]);
});

test("a watched folder that is removed and made again is watched again", async () => {
  using folder = new Folder(project);
  await using workspace = await indexed(folder);
  const seen = async (name: string, paths: string[]) => {
    for (let i = 0; i < 200 && filesWith(folder, workspace, name).length !== paths.length; i++) await sleep(50);
    expect(filesWith(folder, workspace, name)).toEqual(paths);
  };
  await workspace.watch();
  rmSync(folder.root, { recursive: true });
  await seen("area", []);
  folder.file("again.ts", "export const again = 1;\n");
  await seen("again", ["again.ts"]);
  folder.file("later.ts", "export const later = 1;\n");
  await seen("later", ["later.ts"]);
});

test("what cannot be indexed is met, reported and harmless", async () => {
  using folder = new Folder("--- good.ts\nconst good = 1;\n");
  folder.file("latin1.ts", Buffer.from([0x61, 0xe9, 0x0a]));
  folder.file("binary.ts", Buffer.from("a\0b"));
  folder.file("huge.ts", "x = 1;\n".repeat(700_000));
  folder.file("minified.js", `var a=1;${"f(a);".repeat(20_000)}`);
  folder.file("long.ts", "const value = 1;\n".repeat(65_000));
  symlinkSync("good.ts", folder.path("link.ts"));
  symlinkSync("loop.ts", folder.path("loop.ts"));
  await using workspace = await indexed(folder);
  const skipped = workspace.folder(folder.root)?.view.skipped ?? [];
  expect(Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]))).toEqual({
    "latin1.ts": "not UTF-8",
    "binary.ts": "binary",
    "huge.ts": "larger than 4 MB",
    "minified.js": "minified",
    "long.ts": "identifiers only: too large or too slow to parse",
    "link.ts": "symbolic link",
    "loop.ts": "symbolic link",
  });
  expect(filesWith(folder, workspace, "good")).toEqual(["good.ts"]);
  expect(workspace.index.references("value").map(({ count }) => count)).toEqual([65_000]);
});

test("offsets are counted without a byte order mark, as editors count", async () => {
  using folder = new Folder();
  folder.file("a.ts", "\uFEFFconst x = 1;\r\nconst é = '😀', y = 2;\r\n");
  await using workspace = await indexed(folder);
  const [definition] = workspace.index.definitions("y");
  const text = (await workspace.index.text(folder.path("a.ts"))) as string;
  expect(definition?.definition.nameStart).toBe(text.indexOf("y ="));
  expect(text.startsWith("const")).toBe(true);
});

test("the second start is warm, and sees what changed in between", async () => {
  using folder = new Folder(project);
  using cache = new Folder();
  const store = new Store({ folder: cache.root, log: () => {} });
  {
    await using workspace = await indexed(folder, { store });
    await workspace.save();
  }
  folder.file("a.ts", "export const changed = 1;\n");
  folder.file("new.ts", "export const added = 1;\n");
  rmSync(folder.path("b.py"));
  await using workspace = await indexed(folder, { store });
  expect(workspace.folder(folder.root)?.isWarm).toBe(true);
  expect(["area", "changed", "added", "Circle"].map((name) => filesWith(folder, workspace, name))).toEqual([
    [],
    ["a.ts"],
    ["new.ts"],
    [],
  ]);
});

test("a stored index that was damaged is built anew", async () => {
  using folder = new Folder(project);
  using cache = new Folder();
  const messages: string[] = [];
  const store = new Store({ folder: cache.root, log: (message) => messages.push(message) });
  {
    await using workspace = await indexed(folder, { store });
    await workspace.save();
  }
  writeFileSync(cache.path(readdirSync(cache.root)[0] as string), "hearthLE, but not really");
  await using workspace = await indexed(folder, { store });
  expect(workspace.folder(folder.root)?.isWarm).toBe(false);
  expect(filesWith(folder, workspace, "area")).toEqual(["a.ts"]);
  expect(messages.join()).toContain("building it anew");
});

test("progress is told, and ends with all files done", async () => {
  using folder = new Folder();
  for (let i = 0; i < 300; i++) folder.file(`f${i}.ts`, `const c${i} = 1;\n`);
  const steps: number[][] = [];
  await using _ = await indexed(folder, { progress: ({ done, total }) => steps.push([done, total]) });
  expect(steps.length).toBeGreaterThan(2);
  expect(steps.at(-1)).toEqual([300, 300]);
});

test("names are found before the index is complete", async () => {
  using folder = new Folder();
  for (let i = 0; i < 300; i++) folder.file(`f${i}.ts`, `const c${i} = 1;\n`);
  const found: boolean[] = [];
  const workspace = new WorkspaceIndex({
    log: () => {},
    progress: ({ done, total }) => found.push(done < total && workspace.index.references("c7").length === 1),
  });
  await workspace.setFolders([folder.root]);
  await workspace.dispose();
  expect(found).toContain(true);
});

const deep = `export const deep = ${"[".repeat(1000)}${"]".repeat(1000)};\n`;

test("a document too heavy to be followed counts as it is on disk", async () => {
  using folder = new Folder(project);
  await using workspace = await indexed(folder);
  const path = folder.path("a.ts");
  workspace.open(path, "typescript", `export const fresh = 1;\n${deep}`);
  await workspace.settled();
  expect(workspace.tree(path)).toBeUndefined();
  expect(filesWith(folder, workspace, "fresh")).toEqual([]);
  expect(filesWith(folder, workspace, "area")).toEqual(["a.ts"]);
});

test("a paste may make a document too heavy to be followed, and its undoing light again", async () => {
  using folder = new Folder(project);
  await using workspace = await indexed(folder);
  const path = folder.path("a.ts");
  const fresh = "export const fresh = 1;\n";
  const pasted = { start: fresh.length, oldEnd: fresh.length, newEnd: fresh.length + deep.length };
  workspace.open(path, "typescript", fresh);
  await workspace.settled();
  workspace.change(path, fresh + deep, pasted);
  await workspace.settled();
  expect([workspace.tree(path), filesWith(folder, workspace, "fresh")]).toEqual([undefined, []]);
  workspace.change(path, fresh, { ...pasted, oldEnd: pasted.newEnd, newEnd: pasted.oldEnd });
  await workspace.settled();
  expect(filesWith(folder, workspace, "fresh")).toEqual(["a.ts"]);
  expect(workspace.tree(path)).toBeDefined();
});

test("what ignore files have named since an index was kept is not in it when it is loaded", async () => {
  using folder = new Folder(project);
  using kept = new Folder();
  const store = () => new Store({ folder: kept.root, log: () => {} });
  {
    await using workspace = await indexed(folder, { store: store() });
    await workspace.save();
    expect(filesWith(folder, workspace, "area")).toEqual(["a.ts"]);
  }
  folder.file(".hearthignore", "a.ts\n");
  const seen: string[][] = [];
  const workspace = new WorkspaceIndex({
    log: () => {},
    store: store(),
    changed: () => seen.push(workspace.index.files().map((path) => path.slice(folder.root.length + 1))),
  });
  await workspace.setFolders([folder.root]);
  await workspace.dispose();
  expect(seen.some((files) => files.includes("b.py"))).toBe(true);
  expect(seen.filter((files) => files.includes("a.ts"))).toEqual([]);
});
