import type { TestRules } from "../language.ts";

/** `NameTest.php` below `tests`, run by PHPUnit. */
export const phpTests: TestRules = {
  testedIn: (fileName) => /^(\w+)Test\.php$/.exec(fileName)?.[1],
  names: (tested) => [`${tested}Test.php`],
  isTested: (path) => path.endsWith(".php"),
  areApart: true,
  framework: () => "PHPUnit",
};
