import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { FolderContext } from "../../server/context/folderContext.ts";
import { contextRequest } from "../../server/context/request.ts";
import { definitions } from "../../server/context/sources/definitions.ts";
import type { FolderView } from "../../server/index/folderView.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { languageGroupOf } from "../../server/languages/languageGroup.ts";
import { completion, cursorAt, throwing } from "./scene.ts";

let root: string;
let index: WorkspaceIndex;
const context = () => new FolderContext();

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "hearth-context-"));
  index = new WorkspaceIndex({ log: throwing });
});

afterEach(async () => {
  await index.dispose();
  await rm(root, { recursive: true });
});

async function indexed(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
  await index.setFolders([root]);
  const folder = index.folder(root);
  if (!folder) throw new Error("the folder is not indexed");
  return folder;
}

const client = "export class Client {\n  fetch(url: string) { return url; }\n}\n";

test("a completion sees the files of an indexed folder", async () => {
  const folder = await indexed({ "client.ts": client, "main.ts": "" });
  const files = context();
  await files.refresh(folder.view);
  const cursor = cursorAt("main.ts", 'import { Client } from "./client";\nnew Client│');
  const { parts } = completion({
    workspace: files.view(folder.view, languageGroupOf({ path: "main.ts" })) as never,
    cursor,
  });
  expect(parts.context.map(({ path }) => path)).toContain("client.ts");
});

test("what could not be taken in once is taken in the next time", async () => {
  const { view } = await indexed({ "client.ts": client });
  const files = context();
  const text = jest.spyOn(view, "text").mockRejectedValueOnce(new Error("too many open files"));
  await expect(files.refresh(view)).rejects.toThrow("too many open files");
  await files.refresh(view);
  expect(text).toHaveBeenCalledTimes(2);
  expect(files.view(view, languageGroupOf({ path: "client.ts" })).file("client.ts")?.text).toBe(client);
});

test.each([
  ["an imported class", 'import { Client } from "./client";\nnew Client│'],
  ["a class that no other has the name of", "new Client│"],
])("%s is shown with its own members, not with what else stands in its file", async (_, main) => {
  const folder = await indexed({ "client.ts": `export function unrelated() {}\n${client}`, "main.ts": "" });
  const files = context();
  await files.refresh(folder.view);
  const workspace = files.view(folder.view, languageGroupOf({ path: "main.ts" }));
  const cursor = cursorAt("main.ts", main);
  const window = { start: 0, suffixStart: cursor.offset, end: cursor.offset };
  const situation = { cursor, workspace, window, edits: [], pinned: [], rules: [] };
  const [snippet] = definitions(contextRequest(situation, 1000));
  expect(snippet?.text).toBe("export class Client\n  fetch(url: string)");
});

test("what is typed into an open file is found at once, and what was there before is not", async () => {
  const folder = await indexed({ "client.ts": client });
  const files = context();
  await files.refresh(folder.view);
  index.open(join(root, "client.ts"), "typescript", client);
  index.change(join(root, "client.ts"), client.replace("fetch", "download"));
  await index.settled();
  await files.refresh(folder.view);
  const { chunks, definitions, mentions } = files.view(folder.view, languageGroupOf({ path: "main.ts" }));
  expect(chunks.search(new Map([["download", 1]]), 5)).toHaveLength(1);
  expect(chunks.search(new Map([["fetch", 1]]), 5)).toEqual([]);
  expect([definitions("download"), mentions("download")]).toMatchObject([
    [{ file: { path: "client.ts" } }],
    [{ path: "client.ts" }],
  ]);
});

test("a file that looks like it holds secrets, and one that git ignores, are never in it", async () => {
  const folder = await indexed({
    "client.ts": client,
    ".gitignore": "private.ts\n",
    "private.ts": "const hidden = 1;",
    "local_settings.py": "hidden = 1",
  });
  const files = context();
  await files.refresh(folder.view);
  expect(
    files.view(folder.view, languageGroupOf({ path: "main.ts" })).chunks.search(new Map([["hidden", 1]]), 5),
  ).toEqual([]);
});

test("a file that is gone is forgotten", async () => {
  const folder = await indexed({ "client.ts": client });
  const files = context();
  await files.refresh(folder.view);
  await rm(join(root, "client.ts"));
  await folder.refresh();
  await files.refresh(folder.view);
  expect(files.view(folder.view, languageGroupOf({ path: "main.ts" })).file("client.ts")).toBeUndefined();
});

test("code in another language is neither an example nor a definition", async () => {
  const folder = await indexed({ "client.ts": client, "client.py": "class Client:\n    def fetch(self): pass\n" });
  const files = context();
  await files.refresh(folder.view);
  const { chunks, definitions } = files.view(folder.view, languageGroupOf({ path: "script", languageId: "python" }));
  expect(definitions("Client").map(({ file }) => file.path)).toEqual(["client.py"]);
  expect(chunks.search(new Map([["fetch", 1]]), 5).map(({ path }) => path)).toEqual(["client.py"]);
});

describe("of a folder whose texts are too many", () => {
  const second = "export class Second {\n  fetch() {}\n}\n";
  const search = (files: FolderContext, view: FolderView) =>
    files
      .view(view, languageGroupOf({ path: "main.ts" }))
      .chunks.search(new Map([["fetch", 1]]), 5)
      .map(({ path }) => path);

  async function large() {
    await mkdir(join(root, "near/src"), { recursive: true });
    await mkdir(join(root, "far/src"), { recursive: true });
    const folder = await indexed({ "near/src/client.ts": client, "far/src/second.ts": second });
    await utimes(join(root, "near/src/client.ts"), 1, 1);
    await utimes(join(root, "far/src/second.ts"), 2, 2);
    await folder.refresh();
    return folder;
  }

  test("some are searched, names are known of all, and the log says so once", async () => {
    const { view } = await large();
    const logged: string[] = [];
    const files = new FolderContext({ log: (line) => logged.push(line), maxBytes: client.length });
    await files.refresh(view);
    await files.refresh(view);
    expect(search(files, view)).toEqual(["far/src/second.ts"]);
    expect(view.definitions("Client")).toHaveLength(1);
    expect(logged).toEqual([expect.stringMatching(/^context: of 1 of 2 files only the names are known: /)]);
  });

  test("those around a file that is opened are searched from then on", async () => {
    const folder = await large();
    const files = new FolderContext({ maxBytes: client.length });
    await files.refresh(folder.view);
    index.open(join(root, "near/src/main.ts"), "typescript", "");
    await index.settled();
    await files.refresh(folder.view);
    expect(search(files, folder.view)).toEqual(["near/src/client.ts"]);
  });
});

test("after a key nothing is looked at but what is open", async () => {
  const folder = await indexed({ "client.ts": client, "main.ts": "" });
  const files = context();
  index.open(join(root, "main.ts"), "typescript", "");
  await index.settled();
  await files.refresh(folder.view);
  index.change(join(root, "main.ts"), "new Client()");
  await index.settled();
  const { view } = folder;
  const paths = jest.spyOn(view, "paths");
  await files.refresh(view);
  expect(files.view(view, languageGroupOf({ path: "main.ts" })).file("main.ts")?.text).toBe("new Client()");
  expect(paths).not.toHaveBeenCalled();
});
