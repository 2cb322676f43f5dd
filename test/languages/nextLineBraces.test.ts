import { expect, test } from "@jest/globals";
import { suggest } from "../suggestions/fixture.ts";

test.each([
  ["php", "<?php\nclass A\n{\n    public function │«total(): int»\n    {\n        return 1;\n    }\n}\n"],
  ["php", "<?php\nclass │«A implements B»\n{\n    public $x;\n}\n"],
  ["php", "<?php\nfunction f($x)\n{\n    if │«($x)»\n    {\n        g();\n    }\n}\n"],
  ["java", "class A\n{\n    int │«total()»\n    {\n        return 1;\n    }\n}\n"],
  ["java", "class │«A extends B»\n{\n    int x;\n}\n"],
  ["csharp", "class A\n{\n    int │«Total()»\n    {\n        return 1;\n    }\n}\n"],
  ["c", "int │«total(void)»\n{\n  return 1;\n}\n"],
  ["cpp", "class │«A : public B»\n{\n  int x;\n};\n"],
  ["kotlin", "class A\n{\n    fun │«total(): Int»\n    {\n        return 1\n    }\n}\n"],
  ["rust", "impl A\n{\n    fn │«total(&self) -> u32»\n    {\n        1\n    }\n}\n"],
])("in %s a head whose brace is on the next line is suggested", (language, fixture) => {
  expect(suggest(fixture, { language })).toBe(fixture.replace(/│(.*)/, "$1"));
});
