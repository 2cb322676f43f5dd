import { expect, test } from "@jest/globals";
import { membersAt } from "../../../server/context/memory/members.ts";
import { MemoryWorkspace } from "../memoryWorkspace.ts";

const shop = {
  "src/store.ts": "export class Store {\n  rows = 1;\n  load(key: string) {}\n}\nexport enum Colour { red, green }\n",
  "src/index.ts": 'export * from "./store";\n',
  "shop/store.py": "class Store:\n    def load(self, key): ...\n\n\ndef connect(): ...\n",
};

/** The members that are known at the `│` of a file; whether these are all follows as "…" where it is not known. */
function membersIn(marked: string, path = "src/cart.ts"): string | undefined {
  const text = marked.replace("│", "");
  const workspace = new MemoryWorkspace({ ...shop, [path]: text });
  const found = membersAt(workspace, path, text, marked.indexOf("│"));
  return found && [...found.names, ...(found.areAll ? [] : ["…"])].join(" ");
}

const inPython = (marked: string) => membersIn(marked, "shop/cart.py");

test("behind self and this stand the members of the class around", () => {
  expect(inPython("class Cart:\n    def add(self): ...\n\n    def sum(self):\n        self.│\n")).toBe("add sum");
  expect(membersIn("class Cart {\n  items = [];\n  add() {}\n  sum() {\n    this.│\n  }\n}\n")).toBe("items add sum");
});

test("what a class inherits are members, too", () => {
  expect(inPython("from shop.store import Store\n\n\nclass Cart(Store):\n    def sum(self):\n        self.│\n")).toBe(
    "sum load",
  );
});

test("where a class inherits from elsewhere its members are not all known", () => {
  expect(inPython("class Cart(Elsewhere):\n    def sum(self):\n        self.│\n")).toBe("sum …");
});

test("a class, an enum and a module that are imported have their own", () => {
  expect(membersIn('import { Colour } from "./store";\nColour.│\n')).toBe("red green");
  expect(membersIn('import * as store from "./store";\nstore.│\n')).toBe("Store Colour");
  expect(membersIn('import * as shop from "./index";\nshop.│\n')).toBe("Store Colour");
});

test("a variable has those of the class that it is declared or made as", () => {
  expect(membersIn('import { Store } from "./store";\nconst store = new Store();\nstore.│\n')).toBe("rows load");
  expect(inPython("from shop.store import Store\n\n\ndef sum(store: Store):\n    store.│\n")).toBe("load");
});

test("parameters of a constructor that are properties are members", () => {
  expect(membersIn("class Cart {\n  constructor(private rows: Row[]) {}\n  sum() {\n    this.│\n  }\n}\n")).toContain(
    "rows",
  );
});

test("a class that the index reads anew for each question has its members, and no others of its file", () => {
  const text = "Cart cart = new Cart();\ncart.";
  const known = new MemoryWorkspace({ "a.ts": text, "b.ts": "export class Cart {\n  add() {}\n}\nconst other = 1;\n" });
  const resolve = () => known.definitions("Cart").map((each) => ({ ...each, definition: { ...each.definition } }));
  expect(membersAt({ ...known, resolve }, "a.ts", text, text.length)).toEqual({
    names: new Set(["add"]),
    areAll: true,
  });
});

test("of what is not known nothing is said", () => {
  expect(membersIn("unknown.│\n")).toBeUndefined();
  expect(membersIn("this.items.│\n")).toBeUndefined();
  expect(membersIn("const a = │\n")).toBeUndefined();
});
