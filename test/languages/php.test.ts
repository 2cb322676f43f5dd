import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `<?php
namespace App\\Shop;

use App\\Tax\\Rate;
use App\\Tax\\{Level as Degree, Other};
require_once __DIR__ . '/helpers.php';

const LIMIT = 3;

/** Is sold. */
#[Sold]
final class Item extends Base
{
    const A = 1, B = 2;
    public int $cents = 0;
    public function __construct(private string $name, int $other) {}
    public static function price(int $cents): int { return $cents; }
}
interface Priced { public function price(): int; }
trait Sells { protected $sold; }
enum Kind: string { case Book = 'b'; public function label(): string { return 'x'; } }
function total(array $items) { return 1; }
`;

test("classes with their members, what a constructor promotes, enums and functions are declared", () => {
  expect(told("shop.php", shop).definitions).toBe(
    "constant LIMIT, class Item, field Item.A, field Item.B, field Item.cents, constructor Item.__construct, " +
      "field Item.name, method Item.price, interface Priced, method Priced.price, class Sells, field Sells.sold, " +
      "enum Kind, enumMember Kind.Book, method Kind.label, function total",
  );
});

test("names are used from namespaces, under another name, too, and files are included", () => {
  expect(told("shop.php", shop).imports).toBe(
    "App\\Shop: *; App\\Tax\\Rate: Rate; App\\Tax: Degree=Level Other; /helpers.php: *",
  );
});

test("a class without a namespace is used by its name alone", () => {
  expect(told("a.php", "<?php\nuse DateTime, ArrayObject as Items;\nuse function App\\total;\n").imports).toBe(
    "DateTime: DateTime; ArrayObject: Items=ArrayObject; App\\total: total",
  );
  const workspace = new MemoryWorkspace({
    "composer.json": '{ "autoload": { "psr-4": { "App\\\\": "src/" } } }',
    "src/Clock.php": "<?php\nnamespace App;\nuse DateTime;\n",
    "src/DateTime.php": "<?php\nnamespace App;\n",
    "src/DateTime/DateTime.php": "<?php\nnamespace App\\DateTime;\n",
    "lib/Legacy.php": "<?php\n",
  });
  expect(workspace.moduleOf("src/Clock.php", "DateTime", "DateTime")).toBeUndefined();
  expect(workspace.moduleOf("lib/Clock.php", "Legacy", "Legacy")).toBe("lib/Legacy.php");
});

test("a doc comment stands above the attributes of its class", () => {
  expect(documented("shop.php", shop)).toEqual({ Item: "/** Is sold. */" });
});

test("variables count without their sign, those in strings, too, and comments hold none", () => {
  expect(words("a.php", "$a = \"b $c {$d->e}\" . 'f'; # g\n// h")).toBe("a c d e");
});

test("parameters and variables are local", () => {
  expect(used("a.php", "<?php\nfunction f($item) { g($it│em); }\n")).toBe("local item) { g($item); }");
  expect(used("a.php", "<?php\nfunction f() { foreach ($a as $x) { g($│x); } }\n")).toBe("local x) { g($x); } }");
  expect(used("a.php", "<?php\nfunction f() { return $this->pri│ce; }\n")).toBe("property");
});

test("a class is where composer.json says, and one of this namespace needs no import", () => {
  const workspace = new MemoryWorkspace({
    "composer.json": '{ "autoload": { "psr-4": { "App\\\\": "src/" } } }',
    "src/Shop/Item.php": "<?php\nnamespace App\\Shop;\nuse App\\Tax\\Rate;\n",
    "src/Shop/Cart.php": "<?php\nnamespace App\\Shop;\n",
    "src/Tax/Rate.php": "<?php\nnamespace App\\Tax;\n",
    "src/Shop/helpers.php": "<?php\n",
  });
  expect(workspace.moduleOf("src/Shop/Item.php", "App\\Tax\\Rate", "Rate")).toBe("src/Tax/Rate.php");
  expect(workspace.moduleOf("src/Shop/Item.php", "App\\Tax", "Rate")).toBe("src/Tax/Rate.php");
  expect(workspace.moduleOf("src/Shop/Item.php", "/helpers.php")).toBe("src/Shop/helpers.php");
  expect(workspace.moduleOf("src/Shop/Item.php", "Psr\\Log\\LoggerInterface")).toBeUndefined();
  expect(workspace.reaches("src/Shop/Item.php", "src/Shop/Cart.php")).toBe(true);
  expect(workspace.reaches("src/Shop/Item.php", "src/Tax/Rate.php")).toBe(false);
});

test.each([
  [
    "the body of a method ends with its brace",
    "<?php\nclass A\n{\n    public function f($x)\n    {\n        │«return $x;\n    }\n\n    public function g() {}»\n",
    "<?php\nclass A\n{\n    public function f($x)\n    {\n        «return $x;\n    }»\n",
  ],
  [
    "a line that closes its bracket and opens another one is whole",
    "<?php\n($options│«['sell'])(»\n    $price\n);\n",
    "<?php\n($options«['sell'])(»\n    $price\n);\n",
  ],
  ["what breaks the syntax is not shown", "<?php\nfunction f() {\n    $x = │«$y $y;»\n}\n", "syntaxError"],
  [
    "brackets in a heredoc are none",
    "<?php\n$x = <<<EOT\n  don't (\n  EOT;\nf(│«$x);»\n",
    "<?php\n$x = <<<EOT\n  don't (\n  EOT;\nf(«$x);»\n",
  ],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "php" })).toBe(shown);
});

test("a class can be documented and tested", () => {
  const at = "<?php\nclass Pri│ce {\n    public function f(): int { return 1; }\n}\n";
  expect(offersOf("document", at, { path: "src/A.php" })).toHaveLength(1);
  expect(offersOf("tests", at, { path: "src/A.php" })).toHaveLength(1);
});

test("a variable whose sign alone is missing keeps its name", () => {
  const fixture = "<?php\nfunction f(string $a, │«array $context = []): void {}»context = []): void {}\n";
  expect(suggest(fixture, { language: "php" })).toBe("<?php\nfunction f(string $a, «array $»context = []): void {}\n");
});

test("the body of a namespace is read whole, that of a function where it declares something", () => {
  const text = `<?php
namespace Shop {
  use Tax\\Rate;
  const LIMIT = 1;
  function total() {
    $a = 1;
    if ($a) { function late() {} }
    require 'a.php';
    return new class { function pay() {} };
  }
}
`;
  expect(told("shop.php", text).definitions).toBe(
    "constant LIMIT, function total, function total.late, method total.pay",
  );
  expect(told("shop.php", text).imports).toBe("Shop: *; Tax\\Rate: Rate; a.php: *");
});
