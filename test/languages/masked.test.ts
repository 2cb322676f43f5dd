import { expect, test } from "@jest/globals";
import { cpp } from "../../grammars/cpp/language.ts";
import { maskedC } from "../../server/languages/c/masked.ts";
import { edit, parse, type Tree } from "../../server/languages/parse.ts";
import { told } from "./told.ts";

test("a class behind an export macro has its members", () => {
  expect(
    told("a.h", "class SHOP_EXPORT Item : public Base {\n public:\n  int price() const;\n  int sum_;\n};\n")
      .definitions,
  ).toBe("class Item, method Item.price, field Item.sum_");
});

test("a function and a field are found beside what compilers and checkers are told of them", () => {
  const text = "SHOP_BEGIN_NAMESPACE\nSHOP_API int price(int cents);\nclass A {\n  int sum_ GUARDED_BY(mutex_);\n};\n";
  expect(told("a.h", text).definitions).toBe("function price, class A, field A.sum_");
});

test.each([
  "struct ITEM item;",
  "enum KIND kind : 8;",
  "LARGE_INTEGER price(int cents);",
  "MY_TYPE const price(int cents);",
  "return SHOP_MAX(a, b);",
  "#define SHOP_API int price(",
])("%s stays as it is", (text) => {
  expect(maskedC(text)).toBe(text);
});

test("a text is as long as it was, whatever its lines end with", () => {
  const text = "class SHOP_EXPORT Item {\r\n};\r\nSHOP_BEGIN_NAMESPACE\r\n";
  expect(maskedC(text)).toBe("class             Item {\r\n};\r\n                    \r\n");
});

test("a macro that is written into a parsed text is masked like one that was there", () => {
  const [before, after] = ["class  Item {\n  int a;\n};\n", "class SHOP_API Item {\n  int a;\n};\n"];
  const tree = parse(cpp, before) as Tree;
  edit(cpp, tree, before, after, { start: 6, oldEnd: 6, newEnd: 14 });
  expect(parse(cpp, after, tree)?.rootNode.toString()).toBe(parse(cpp, after)?.rootNode.toString());
});
