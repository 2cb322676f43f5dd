import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { typedImports } from "../../server/edits/imports/typedImport.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { MemoryWorkspace, tagsOf } from "../context/memoryWorkspace.ts";

const shop = {
  "src/main/java/shop/orders/Order.java": "package shop.orders;\n\npublic class Order {}\n",
  "src/main/java/shop/Store.java": "package shop;\n\nimport java.util.List;\n\nclass Store { List<String> all; }\n",
  "orders.go":
    'package shop\n\nimport (\n\t"net/url"\n\tjs "encoding/json"\n)\n\nvar a = url.Parse\nvar b = js.Marshal\n',
  "src/orders.rs": "use std::collections::HashMap;\n\npub struct Order { lines: HashMap<u8, u8> }\n",
  "src/mixed.rs": "use std::{fs, collections::{BTreeMap}};\n\npub fn a(b: BTreeMap<u8, u8>) {}\n",
  "src/tax/lib.rs": "pub struct Levy;\n",
  "src/main/kotlin/shop/tax/Rate.kt": "package shop.tax\n\nclass Rate\n",
  "src/Tax/Rate.php":
    "<?php\nnamespace Shop\\Tax;\n\nuse Psr\\Log\\{LoggerInterface};\n\nclass Rate { function f(LoggerInterface $l) {} }\n",
  "Orders/Order.cs": "namespace Shop.Orders;\n\npublic class Order {}\n",
};

/** What the import at the `│` of a file goes on with, the likeliest first. */
function restsAt(path: string, marked: string): readonly string[] {
  const offset = marked.indexOf("│");
  const text = marked.replace("│", "");
  const workspace = new MemoryWorkspace({ ...shop, [path]: text });
  const file = { path, text, offset, tags: tagsOf(path, text), language: languageOf(path) };
  return atOnce(typedImports(file, workspace)).map((found) => found.text);
}

const java = "\n\nclass Cart { List<Order> orders; }\n";

const php = (statement: string, code: string) =>
  `<?php\nnamespace Shop;\n\n${statement}\n\nclass Cart\n{\n    function f() { return ${code}; }\n}\n`;

test.each([
  ["PHP, with the class that it makes", "src/Cart.php", php("use │", "new Rate(1)"), ["Shop\\Tax\\Rate;"]],
  ["PHP, with what is left of it", "src/Cart.php", php("use Shop\\T│", "Rate::of(1)"), ["ax\\Rate;"]],
  [
    "PHP, with what others have from a list",
    "src/Cart.php",
    php("use │", "f(fn (LoggerInterface $l) => 1)"),
    ["Psr\\Log\\LoggerInterface;"],
  ],
  [
    "Kotlin, with a class",
    "src/main/kotlin/shop/Cart.kt",
    "package shop\n\nimport │\n\nval x = Rate()\n",
    ["shop.tax.Rate"],
  ],
  [
    "Java, with the class that a file of another package declares",
    "src/Cart.java",
    `import shop│${java}`,
    [".orders.Order;"],
  ],
  [
    "Java, with what others have from outside",
    "src/Cart.java",
    `import │${java}`,
    ["java.util.List;", "shop.orders.Order;"],
  ],
  [
    "Go, with the package of which a member is used",
    "cart.go",
    'package cart\n\nimport │\n\nvar a = url.Parse("a")\n',
    ['"net/url"'],
  ],
  ["Go, in a list", "cart.go", 'package cart\n\nimport (\n\t"│\n)\n\nvar a = url.Parse("a")\n', ['net/url"']],
  [
    "Go, under the name that others give it",
    "cart.go",
    "package cart\n\nimport (\n\t│\n)\n\nvar a = js.Marshal(1)\n",
    ['js "encoding/json"'],
  ],
  ["Rust, with what its crate declares", "src/cart.rs", "use │\n\nfn a(b: Order) {}\n", ["crate::orders::Order;"]],
  [
    "Rust, with what a module declares that is called as a crate's root",
    "src/cart.rs",
    "use │\n\nfn a(b: Levy) {}\n",
    ["crate::tax::lib::Levy;"],
  ],
  [
    "Rust, with what others have from outside",
    "src/cart.rs",
    "use std::│\n\nfn a() { HashMap::new() }\n",
    ["collections::HashMap;"],
  ],
  [
    "C#, with the namespace of a class that it uses",
    "Cart.cs",
    "using │\n\nnamespace Shop;\n\nclass Cart { Order order; }\n",
    ["Shop.Orders;"],
  ],
])("an import goes on in %s", (_, path, marked, rests) => {
  expect(restsAt(path, marked)).toEqual(rests);
});

test.each([
  [
    "a class of the same package",
    "src/main/java/shop/orders/Cart.java",
    "package shop.orders;\n\nimport │\n\nclass Cart { Order a; }\n",
  ],
  [
    "what a package imported whole has",
    "src/Cart.java",
    "import shop.orders.*;\nimport │\n\nclass Cart { Order a; }\n",
  ],
  [
    "what a namespace imported already has",
    "Cart.cs",
    "using Shop.Orders;\nusing │\n\nnamespace Shop;\n\nclass Cart { Order a; }\n",
  ],
  ["what is imported already", "src/Cart.java", "import shop.orders.Order;\nimport │\n\nclass Cart { Order a; }\n"],
  [
    "a namespace around the file's own",
    "Orders/Pages/Cart.cs",
    "using │\n\nnamespace Shop.Orders.Pages;\n\nclass Cart { Order a; }\n",
  ],
  [
    "a variable called like a package",
    "cart.go",
    "package cart\n\nimport │\n\nfunc a(url Link) string {\n\treturn url.Path\n}\n",
  ],
  [
    "a class of its own namespace",
    "src/Tax/Cart.php",
    "<?php\nnamespace Shop\\Tax;\n\nuse │\n\nclass Cart extends Rate {}\n",
  ],
  ["a class that is written with its namespace", "src/Cart.php", php("use │", "new \\Shop\\Tax\\Rate()")],
  ["a name in a list of lists, whose path is not told", "src/cart.rs", "use │\n\nfn a(b: BTreeMap<u8, u8>) {}\n"],
  ["a line of code", "cart.go", "package cart\n\nfunc a() {\n\t│\n\turl.Parse(1)\n}\n"],
])("no import is offered for %s", (_, path, marked) => {
  expect(restsAt(path, marked)).toEqual([]);
});
