import { expect, test } from "@jest/globals";
import { recall } from "../../../server/context/memory/recall.ts";
import { atOnce } from "../../../server/slices/slices.ts";
import { MemoryWorkspace } from "../memoryWorkspace.ts";

/** What is remembered at the `│` of main.ts, in a workspace of other files. */
function recalledAt(marked: string, files: Readonly<Record<string, string>> = {}, path = "src/main.ts") {
  const offset = marked.indexOf("│");
  const text = marked.replace("│", "");
  const workspace = new MemoryWorkspace({ ...files, [path]: text });
  return atOnce(recall({ path, text, offset, comments: ["//"], workspace, recent: new Set() }));
}

const firstAt = (...story: Parameters<typeof recalledAt>) => recalledAt(...story)[0]?.text;

test("a line goes on as it did in another file after the same tokens", () => {
  expect(firstAt("const reply = await client.│", { "src/a.ts": "const reply = await client.fetch(url, 3);\n" })).toBe(
    "fetch(url, 3);",
  );
});

test("what stands above in the same file, typed a moment ago, is remembered", () => {
  expect(firstAt("expect(sum(1, 2)).toBe(3);\nexpect(sum(│")).toBe("1, 2)).toBe(3);");
});

test("the name that is used here stands in the place of the one that was used there", () => {
  const files = { "src/a.ts": "const user = await load(userId);\nif (!user) throw new Missing(user);\n" };
  expect(firstAt("const order = await load(orderId);\nif (!│", files)).toBe("order) throw new Missing(order);");
});

test("a half-typed name is continued only by what begins like it", () => {
  const files = { "src/a.ts": "const reply = await client.open(1);\nconst reply = await client.fetch(2);\n" };
  expect(recalledAt("const reply = await client.fe│", files).map(({ text }) => text)).toEqual(["tch(2);"]);
});

test("brackets that a line opens are closed, at the indentation of the cursor's line", () => {
  const files = { "src/a.ts": "  const server = serve({\n    port: 80,\n  });\n" };
  expect(firstAt("    const server = │", files)).toBe("serve({\n      port: 80,\n    });");
});

test("where places go on differently the more frequent one comes first", () => {
  const files = {
    "src/a.ts": "logger.info(message, one);\n",
    "src/b.ts": "logger.info(message, two);\n",
    "src/c.ts": "logger.info(message, two);\n",
  };
  expect(recalledAt("logger.info(message, │", files).map(({ text }) => text)).toEqual(["two);", "one);"]);
});

test("the nearer file is preferred to one that is far away", () => {
  const files = { "lib/x.ts": "save(record, far);\n", "src/y.ts": "save(record, near);\n" };
  expect(firstAt("save(record, │", files)).toBe("near);");
});

test("more tokens that are the same make it likelier", () => {
  const [long] = recalledAt("total = prices.reduce(add, │", { "src/a.ts": "total = prices.reduce(add, 0);\n" });
  const [short] = recalledAt("other(add, │", { "src/a.ts": "total = prices.reduce(add, 0);\n" });
  expect(long?.confidence).toBeGreaterThan(short?.confidence ?? 0);
});

test("a copy does not go on with a member that what stands before the dot is known not to have", () => {
  const cart = "class Cart {\n  sum() {\n    return this.│\n  }\n  items = [];\n}\n";
  const files = { "src/a.ts": "class A {\n  sum() {\n    return this.rows.length;\n  }\n  rows = [];\n}\n" };
  expect(recalledAt(cart, files)).toEqual([]);
  expect(firstAt(cart.replace("items", "rows"), files)).toBe("rows.length;");
});

test("a member that is assigned may be a new one", () => {
  const files = { "src/a.py": "class A:\n    def __init__(self, rows):\n        self.rows = rows\n" };
  const cart = "class Cart:\n    def __init__(self, rows):\n        self.│\n";
  expect(recalledAt(cart, files, "src/main.py")[0]?.text).toBe("rows = rows");
});

test("nothing is remembered of tokens that stand nowhere else", () => {
  expect(recalledAt("const novelty = unheard.│", { "src/a.ts": "const a = 1;\n" })).toEqual([]);
});

test("a module has the path that leads to it from here", () => {
  const files = { "src/deep/a.ts": 'import { join } from "../text/join";\n' };
  expect(firstAt("import { join } from │", files)).toBe('"./text/join";');
});

test("a path that is half typed from another folder is not completed", () => {
  const files = { "src/deep/a.ts": 'import { join } from "../text/join";\n' };
  expect(recalledAt('import { join } from "../│', files)).toEqual([]);
});

test("a line that holds a key is not copied", () => {
  const files = { "src/a.ts": 'const client = connect("ghp_abcdefghijklmnopqrstuvwxyz0123456789");\n' };
  expect(recalledAt("const client = connect(│", files)).toEqual([]);
});

test("the place that was copied is named", () => {
  const [first] = recalledAt("client.fetch(│", { "src/a.ts": "client.fetch(url);\n" });
  expect(first?.evidence).toMatchObject({ path: "src/a.ts", offset: 13, places: 1, exact: 4 });
});
