import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `#include <stdio.h>
#include "tax/rate.h"
#define LIMIT 3
#define SUM(a, b) ((a) + (b))

/* Is sold. */
struct item {
  char *name;
  int cents, prices[3];
  int (*hook)(int);
};
typedef struct { int x; } point;
typedef unsigned long cents_t;
enum kind { BOOK, OTHER = 2 };

static int open = 1;
#ifdef DEBUG
void trace(void);
#endif
char **names(struct item *item) { int local; return 0; }
`;

test("functions, prototypes, types, their fields and macros are declared, under #ifdef, too", () => {
  expect(told("shop.c", shop).definitions).toBe(
    "constant LIMIT, function SUM, class item, field item.name, field item.cents, field item.prices, " +
      "field item.hook, class point, field point.x, type cents_t, enum kind, enumMember kind.BOOK, " +
      "enumMember kind.OTHER, variable open, function trace, function names",
  );
});

test("all of a header is included", () => {
  expect(told("shop.c", shop).imports).toBe("<stdio.h>: *; tax/rate.h: *");
});

test("any block comment above a declaration documents it", () => {
  expect(documented("shop.c", shop)).toEqual({ item: "/* Is sold. */" });
});

test("characters and names of headers hold no identifiers", () => {
  expect(words("a.c", "#include <a.h>\nchar c = '\\''; /* d */ x = \"e\"; // f")).toBe("c x");
});

test("a header is found beside its includer, around it and in folders of headers", () => {
  const workspace = new MemoryWorkspace({
    "src/cart.c": '#include "rate.h"\n#include "shop/item.h"\n',
    "src/rate.h": "",
    "src/other.c": "",
    "include/shop/item.h": "",
  });
  expect(workspace.moduleOf("src/cart.c", "rate.h")).toBe("src/rate.h");
  expect(workspace.moduleOf("src/cart.c", "shop/item.h")).toBe("include/shop/item.h");
  expect(workspace.moduleOf("src/cart.c", "<stdio.h>")).toBeUndefined();
  expect(workspace.reaches("src/cart.c", "src/other.c")).toBe(true); // it may be linked
});

test("parameters and variables are local", () => {
  expect(used("a.c", "int f(char *item) { return g(it│em); }\n")).toBe("local item) { return g(item); }");
});

test.each([
  [
    "a character that is a bracket opens none",
    "int f(int c) {\n  if (c == '(')\n    return g(│«c);»\n}\n",
    "int f(int c) {\n  if (c == '(')\n    return g(«c);»\n}\n",
  ],
  ["what breaks the syntax is not shown", "int f() {\n  int x = │«y y;»\n}\n", "syntaxError"],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "c" })).toBe(shown);
});

test("a function can be documented", () => {
  expect(offersOf("document", "int pri│ce(void)\n{\n  return 1;\n}\n", { path: "a.c" })).toHaveLength(1);
});
