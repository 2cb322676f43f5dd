import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { SuggestionAnswer } from "../../server/features/generation/suggestionAnswer.ts";
import { Folder } from "../index/workspace.ts";
import { ProcessEditor } from "./editor.ts";
import { TestUser } from "./environment.ts";

let user: TestUser;
let folder: Folder;
beforeEach(() => {
  user = new TestUser();
  folder = new Folder();
  folder.write(`--- shop/orders.py
def load_order(store, order_id):
    row = store.fetch_row("orders", order_id)
    if row is None:
        raise NotFound(order_id)
    return Order(row)
--- src/orders/orders.ts
export const loadOrder = (id: number) => id;
--- src/main/java/shop/orders/Order.java
package shop.orders;

public class Order {}
--- .gitignore
private.py
--- private.py
def hidden(vault):
    return vault.open_drawer("left", hidden_number)
--- .env
DRAWER=vault.open_drawer("left", 4711)
`);
});
afterEach(() => {
  folder[Symbol.dispose]();
  user[Symbol.dispose]();
});

const settings = { model: "memory" };

/** The real server on the folder, with all of it read, and an open document that ends where its text does. */
async function editorAt(text: string, path = "shop/users.py", languageId = "python") {
  const editor = new ProcessEditor(user);
  await editor.initialize({ folder: folder.path(""), settings });
  const uri = pathToFileURL(folder.path(path)).href;
  await editor.open(uri, text, languageId);
  const ask = (command: string) =>
    editor.connection.sendRequest<unknown>("workspace/executeCommand", { command, arguments: [] });
  while (!(await ask("hearth.settled"))) await new Promise((resolve) => setTimeout(resolve, 20));
  const lines = text.split("\n");
  return {
    editor,
    why: async () => (await ask("hearth.why")) as SuggestionAnswer,
    suggestAt: (line: number, character: number) => editor.inlineCompletion(uri, line, character),
    suggest: () => editor.inlineCompletion(uri, lines.length - 1, (lines.at(-1) as string).length),
    [Symbol.asyncDispose]: () => editor[Symbol.asyncDispose](),
  };
}

const started = "def load_user(store, user_id):\n    row = store.fetch_row(";

test("without a model the server suggests what stands elsewhere in the workspace, and says where", async () => {
  await using it = await editorAt(`${started}"users", user_id)\n    if row is None:\n        raise │`.replace("│", ""));
  expect((await it.suggest())?.map(({ insertText }) => insertText)).toEqual(["NotFound(user_id)"]);
  const { memory, model } = await it.why();
  expect(memory).toMatchObject({ path: "shop/orders.py", names: 2 });
  expect(model?.name).toBe("memory of the workspace");
});

test("an import is completed with the name that the file uses and lacks", async () => {
  const text = "from shop.orders import \n\n\ndef show(store):\n    return load_order(store, 4711)\n";
  await using it = await editorAt(text);
  const items = await it.suggestAt(0, "from shop.orders import ".length);
  expect(items?.map(({ insertText }) => insertText)).toEqual(["load_order"]);
  expect((await it.why()).memory).toMatchObject({ path: "shop/orders.py", lacking: ["load_order"] });
});

test("also where its module stands right of the cursor already", async () => {
  const text = 'import {  } from "./orders/orders";\n\nexport const order = loadOrder(4711);\n';
  await using it = await editorAt(text, "src/main.ts", "typescript");
  const items = await it.suggestAt(0, "import { ".length);
  expect(items?.map(({ insertText }) => insertText)).toEqual(["loadOrder"]);
});

test("an import of Java is completed with the path of the class that the file uses and lacks", async () => {
  const text = "package shop;\n\nimport \n\nclass Cart {\n  Order order;\n}\n";
  await using it = await editorAt(text, "src/main/java/shop/Cart.java", "java");
  const items = await it.suggestAt(2, "import ".length);
  expect(items?.map(({ insertText }) => insertText)).toEqual(["shop.orders.Order;"]);
  expect((await it.why()).memory).toMatchObject({ path: "src/main/java/shop/orders/Order.java", lacking: ["Order"] });
});

test("no engine host is started, and nobody is told of a problem", async () => {
  await using it = await editorAt(started);
  await it.suggest();
  expect(JSON.parse(user.hearth("status", "--json"))).toEqual([]);
  expect(it.editor.said).not.toMatch(/cannot use|suggests nothing/);
});

test("ignored files and files that look secret are not remembered", async () => {
  await using it = await editorAt("def show(vault):\n    return vault.open_drawer(");
  expect(await it.suggest()).toEqual([]);
  expect((await it.why()).reason).toBe("notRemembered");
});

test("hearth complete --model memory writes the line as it is remembered", () => {
  folder.file("shop/users.py", `${started}"users", user_id)\n    if row is None:\n        raise `);
  const printed = user.hearth("complete", `${folder.path("shop/users.py")}:4`, "--model", "memory");
  expect(printed).toBe("        raise NotFound(user_id)\n");
});

test("hearth doctor and hearth status say that there is no model", async () => {
  user.hearth("models", "use", "memory");
  expect(user.hearth("status")).toContain("Code is completed by the memory of the workspace, without a model.");
  const { stdout } = await user.run(["doctor"]);
  expect(stdout).toMatch(/^ok +model +code is completed by the memory of the workspace/m);
});
