import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";
import { stateIn, Workspace } from "../../server/index/workspace.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { Folder } from "./workspace.ts";

/** An editor whose workspace is a folder, with the index that follows it. */
class Opened implements AsyncDisposable {
  readonly index = new WorkspaceIndex({ log: () => {} });
  readonly workspace = new Workspace();

  static async on(...roots: string[]): Promise<Opened> {
    const opened = new Opened();
    await opened.become(...roots);
    opened.workspace.followWith(opened.index);
    await opened.index.setFolders(roots);
    return opened;
  }

  async become(...roots: string[]): Promise<void> {
    this.workspace.setFolders(roots.map((root) => ({ uri: pathToFileURL(root).href, name: "" })));
    await this.index.setFolders(roots);
  }

  async show(path: string, text: string): Promise<string> {
    const uri = pathToFileURL(path).href;
    this.workspace.open(uri, "python", 1, text);
    await this.index.settled();
    return uri;
  }

  pathsOf(name: string): string[] {
    return this.workspace
      .snapshot()
      .index.definitions(name)
      .map(({ path }) => path);
  }

  nameOf(uri: string): string | undefined {
    return this.workspace.snapshot().open.get(uri)?.path;
  }

  async untilDefined(name: string): Promise<string[]> {
    for (let i = 0; i < 200 && this.pathsOf(name).length === 0; i++) await sleep(50);
    return this.pathsOf(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.index.dispose();
  }
}

test("the disk is watched below a root that is a link, and below one behind a link", async () => {
  using folder = new Folder("--- real/zoo.py\ndef zoo(): pass\n--- real/app/cat.py\ndef cat(): pass\n");
  symlinkSync("real", folder.path("proj"));
  for (const root of ["proj", "proj/app"]) {
    await using opened = await Opened.on(folder.path(root));
    await opened.index.watch();
    const name = root.replace("/", "_");
    folder.file(root === "proj" ? "real/new.py" : "real/app/new.py", `def ${name}(): pass\n`);
    expect(await opened.untilDefined(name)).toEqual([folder.path(`${root}/new.py`)]);
  }
});

test("a root that is a link is read anew when the link leads elsewhere, and watched there", async () => {
  using folder = new Folder("--- r1/a.py\ndef one(): pass\n--- r2/a.py\ndef two(): return 2\n");
  symlinkSync("r1", folder.path("current"));
  await using opened = await Opened.on(folder.path("current"));
  await opened.index.watch();
  expect(opened.pathsOf("one")).toHaveLength(1);
  rmSync(folder.path("current"));
  symlinkSync("r2", folder.path("current"));
  expect(await opened.untilDefined("two")).toEqual([folder.path("current/a.py")]);
  folder.file("r2/b.py", "def three(): pass\n");
  expect(await opened.untilDefined("three")).toEqual([folder.path("current/b.py")]);
});

test.each([
  ["by the link, its documents by their real path", "proj", "real"],
  ["by its real path, its documents by the link", "real", "proj"],
])("a root that is named %s is one folder", async (_how, root, other) => {
  using folder = new Folder("--- real/src/main.py\ndef main(): pass\n");
  symlinkSync("real", folder.path("proj"));
  await using opened = await Opened.on(folder.path(root));
  const uri = await opened.show(folder.path(`${other}/src/main.py`), "def typed(): pass\n");
  expect(opened.nameOf(uri)).toBe("src/main.py");
  expect(opened.pathsOf("typed")).toEqual([folder.path(`${root}/src/main.py`)]);
  expect(opened.pathsOf("main")).toEqual([]);
  opened.workspace.change(uri, 2, [{ text: "def again(): pass\n" }]);
  await opened.index.settled();
  expect(opened.pathsOf("again")).toHaveLength(1);
  opened.workspace.changedOnDisk([uri]);
  opened.workspace.close(uri);
  await opened.index.settled();
  expect(await opened.untilDefined("main")).toHaveLength(1);
});

test("a document opened through a link inside the workspace is the file that the link leads to", async () => {
  using folder = new Folder("--- packages/core/a.py\ndef old(): pass\n");
  mkdirSync(folder.path("modules"));
  symlinkSync("../packages/core", folder.path("modules/core"));
  await using opened = await Opened.on(folder.root);
  const through = await opened.show(folder.path("modules/core/a.py"), "def typed(): pass\n");
  expect(opened.nameOf(through)).toBe("packages/core/a.py");
  expect(opened.pathsOf("typed")).toEqual([folder.path("packages/core/a.py")]);
  const direct = await opened.show(folder.path("packages/core/a.py"), "def other(): pass\n");
  opened.workspace.close(direct);
  await opened.index.settled();
  expect(await opened.untilDefined("typed")).toHaveLength(1);
});

test("a change through a link is a change of the file that the link leads to, before the index has followed", async () => {
  using folder = new Folder("--- packages/core/a.py\ndef old(): pass\n");
  mkdirSync(folder.path("modules"));
  symlinkSync("../packages/core", folder.path("modules/core"));
  await using opened = await Opened.on(folder.root);
  const file = pathToFileURL(folder.path("packages/core/a.py")).href;
  const state = () => stateIn(opened.workspace.snapshot(), file);
  const onDisk = state();
  const through = await opened.show(folder.path("modules/core/a.py"), "def typed(): pass\n");
  const shown = state();
  expect(shown).not.toBe(onDisk);
  expect(state()).toBe(shown);
  opened.workspace.change(through, 2, [{ text: "def other(): pass\n" }]);
  expect(state()).not.toBe(shown);
});

test("a file behind a link that leads outside is known to itself alone", async () => {
  using outside = new Folder("--- lib.py\ndef lib(): pass\n");
  using folder = new Folder("--- a.py\nx = 1\n");
  symlinkSync(outside.root, folder.path("vendor"));
  await using opened = await Opened.on(folder.root);
  const uri = await opened.show(folder.path("vendor/lib.py"), "def lib(): pass\n");
  expect(opened.nameOf(uri)).toBe("vendor/lib.py");
  expect(opened.pathsOf("lib")).toEqual([]);
  expect(opened.index.views[0]?.apart.get("vendor/lib.py")?.tags.definitions[0]?.name).toBe("lib");
});

test("open documents are named anew when workspace folders come and go", async () => {
  using folder = new Folder("--- a/sub/in.py\ndef nested(): pass\n--- a/b.py\ny = 1\n");
  await using opened = await Opened.on();
  const uri = await opened.show(folder.path("a/sub/in.py"), "def typed(): pass\n");
  expect([opened.nameOf(uri), opened.pathsOf("typed")]).toEqual(["in.py", []]);
  for (const [root, name] of [
    ["a/sub", "in.py"],
    ["a", "sub/in.py"],
    ["a/sub", "in.py"],
  ] as const) {
    await opened.become(folder.path(root));
    await opened.index.settled();
    expect(opened.nameOf(uri)).toBe(name);
    expect(opened.pathsOf("typed")).toEqual([folder.path("a/sub/in.py")]);
  }
  await opened.become(folder.path("a"), folder.path("a/sub"));
  opened.workspace.change(uri, 2, [{ text: "def later(): pass\n" }]);
  await opened.become(folder.path("a"));
  await opened.index.settled();
  expect(opened.nameOf(uri)).toBe("sub/in.py");
  expect([opened.pathsOf("typed"), opened.pathsOf("later")]).toEqual([[], [folder.path("a/sub/in.py")]]);
});

test("a folder that is named twice, once through a link, is read once", async () => {
  using folder = new Folder("--- real/a.py\ndef one(): pass\n");
  symlinkSync("real", folder.path("proj"));
  await using opened = await Opened.on();
  opened.workspace.setFolders(["real", "proj"].map((name) => ({ uri: pathToFileURL(folder.path(name)).href, name })));
  await opened.untilDefined("one");
  expect(opened.pathsOf("one")).toEqual([folder.path("real/a.py")]);
});

test("a document that becomes ignored is nobody's context any more, and one that is no longer ignored is", async () => {
  using folder = new Folder("--- .gitignore\ndraft.py\n--- a.py\nx = 1\n");
  folder.git("init");
  await using opened = await Opened.on(folder.root);
  await opened.show(folder.path("draft.py"), "def draft(): pass\n");
  await opened.show(folder.path("a.py"), "def shown(): pass\n");
  expect([opened.pathsOf("draft"), opened.pathsOf("shown")]).toEqual([[], [folder.path("a.py")]]);
  writeFileSync(folder.path(".gitignore"), "a.py\n");
  opened.workspace.changedOnDisk([pathToFileURL(folder.path(".gitignore")).href]);
  await opened.index.settled();
  expect([opened.pathsOf("draft"), opened.pathsOf("shown")]).toEqual([[folder.path("draft.py")], []]);
});

test("a document that an ignore file names is withheld at once, and known again when it names it no more", async () => {
  using folder = new Folder("--- a.py\ndef shown(): pass\n--- b.py\ndef other(): pass\n");
  await using opened = await Opened.on(folder.root);
  const uri = pathToFileURL(folder.path("a.py")).href;
  await opened.show(folder.path("a.py"), "def shown(): pass\n");
  writeFileSync(folder.path(".hearthignore"), "a.py\n");
  opened.workspace.changedOnDisk([pathToFileURL(folder.path(".hearthignore")).href]);
  expect([...opened.workspace.snapshot().withheld]).toEqual([[uri, "ignored"]]);
  expect(opened.workspace.snapshot().open.has(uri)).toBe(false);
  await opened.index.settled();
  expect([opened.pathsOf("shown"), opened.pathsOf("other")]).toEqual([[], [folder.path("b.py")]]);
  writeFileSync(folder.path(".hearthignore"), "");
  opened.workspace.changedOnDisk([pathToFileURL(folder.path(".hearthignore")).href]);
  await opened.index.settled();
  expect(opened.workspace.snapshot().open.has(uri)).toBe(true);
  expect(opened.pathsOf("shown")).toEqual([folder.path("a.py")]);
});
