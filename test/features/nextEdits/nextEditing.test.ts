import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { PromptContexts } from "../../../server/features/generation/promptContexts.ts";
import { NextEditing } from "../../../server/features/nextEdits/nextEditing.ts";
import { Workspace } from "../../../server/index/workspace.ts";
import { Folder, indexed } from "../../index/workspace.ts";

const order = "export function priceOf(order) {\n  return order.sum;\n}\nexport const two = priceOf(2);\n";
const user = 'import { priceOf } from "./order";\npriceOf(1);\n';

const load = "function load() {}\nfunction run() {\n  const text = load();\n  return text;\n}\n";

let folder: Folder;
let index: Awaited<ReturnType<typeof indexed>>;
beforeAll(async () => {
  folder = new Folder();
  folder.file(".gitignore", "made/\n");
  folder.file("order.ts", order);
  folder.file("cart.ts", user);
  folder.file("closed.ts", user);
  folder.file("load.ts", load);
  folder.file("made/cart.ts", user.replace("./order", "../order"));
  folder.git("init", "-q");
  index = await indexed(folder);
}, 60_000);
afterAll(async () => {
  await index[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const uriOf = (path: string) => pathToFileURL(folder.path(path)).href;

/** An editor with two files open, in the first of which somebody renames. */
async function renaming(settleMs = 0, path = "order.ts", text = order) {
  const workspace = new Workspace();
  workspace.setFolders([{ uri: pathToFileURL(folder.root).href, name: "workspace" }]);
  workspace.followWith(index);
  workspace.open(uriOf(path), "typescript", 1, text);
  workspace.open(uriOf("cart.ts"), "typescript", 7, user);
  workspace.open(uriOf("made/cart.ts"), "typescript", 1, user.replace("./order", "../order"));
  await workspace.settled();
  const editing = new NextEditing(new PromptContexts(() => [], console.error), settleMs);
  let version = 1;
  const replace = (text: string, by: string) => {
    const change = { text: by, span: (one: { readonly text: string }) => spanOf(one.text, text) };
    const replaced = workspace.change(uriOf(path), ++version, [change]);
    const file = workspace.snapshot().open.get(uriOf(path));
    if (file) editing.changed(file, replaced ?? []);
  };
  return { workspace, editing, replace, next: () => editing.at(workspace, uriOf(path), 20) };
}

function spanOf(text: string, part: string) {
  const start = text.indexOf(part);
  return { start, end: start + part.length };
}

test("places come in the changed file first, then in open files with their version, then in closed ones; ignored files have none", async () => {
  const { replace, next } = await renaming();
  replace("priceOf", "priceFor");
  const found = await next();
  const places = "places" in found ? found.places : [];
  const versions = places.map(({ uri, version }) => [uri.split("/").at(-1), version ?? null]);
  expect(versions).toEqual([
    ["order.ts", 2],
    ["cart.ts", 7],
    ["cart.ts", 7],
    ["closed.ts", null],
    ["closed.ts", null],
  ]);
  expect(places.some(({ uri }) => uri.includes("/made/"))).toBe(false);
  expect(places[0]).toEqual({
    uri: uriOf("order.ts"),
    version: 2,
    range: { start: { line: 3, character: 19 }, end: { line: 3, character: 26 } },
    newText: "priceFor",
    oldText: "priceOf",
    rule: "renamed declaration",
    because: "What was declared as `priceOf` is `priceFor` now.",
    isSure: true,
  });
});

test("who asks while somebody types is told so, and does not wait", async () => {
  const { editing, replace, next } = await renaming(600_000);
  replace("priceOf", "priceFor");
  expect(editing.isTyping).toBe(true);
  expect(await next()).toEqual({ silence: "The text is still changing." });
});

test("a cursor that goes to an error and back has nothing looked for again", async () => {
  const { workspace, editing, replace } = await renaming();
  replace("priceOf", "priceFor");
  let looks = 0;
  const counted = {
    snapshot: () => workspace.snapshot(),
    tree: (file: Parameters<Workspace["tree"]>[0]) => workspace.tree(file),
    settled: () => {
      looks++;
      return workspace.settled();
    },
  };
  const error = { uri: uriOf("order.ts"), start: 0, end: 6, message: "is wrong" };
  const at = (...errors: (typeof error)[]) => editing.at(counted, uriOf("order.ts"), 20, "sure", errors);
  const [before, there, back] = [await at(), await at(error), await at()];
  expect([before, looks]).toEqual([back, 2]);
  expect(there).toEqual(back);
  replace("order.sum", "order.all");
  await at();
  expect(looks).toBe(3);
});

test("letters that are typed one by one are one change", async () => {
  const { replace, next } = await renaming();
  replace("priceOf", "priceF");
  replace("priceF", "priceFo");
  replace("priceFo", "priceFor");
  expect(await next()).toMatchObject({ places: [{ oldText: "priceOf", newText: "priceFor" }, {}, {}, {}, {}] });
});

test("what was typed and taken back has nothing that follows", async () => {
  const { replace, next } = await renaming();
  replace("priceOf", "priceFor");
  replace("priceFor", "priceOf");
  expect(await next()).toEqual({ silence: "Nothing was changed." });
});

test("of a closed document nothing is remembered", async () => {
  const { workspace, editing, replace, next } = await renaming();
  replace("priceOf", "priceFor");
  editing.closed({ key: folder.path("order.ts") });
  expect(await next()).toEqual({ silence: "Nothing was changed." });
  workspace.close(uriOf("order.ts"));
});

test("who takes the await first is offered the async as well", async () => {
  const { replace, next } = await renaming(0, "load.ts", load);
  const offered = async () => {
    const found = await next();
    return "places" in found ? found.places.map(({ newText, range: { start } }) => [newText, start.line]) : [];
  };
  replace("function load", "async function load");
  expect((await offered()).sort()).toEqual([
    ["async ", 1],
    ["await ", 2],
  ]);
  replace("= load", "= await load");
  expect(await offered()).toEqual([["async ", 1]]);
});
