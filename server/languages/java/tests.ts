import type { TestRules } from "../language.ts";

/** `NameTest.java` in the same package below `src/test`, run by JUnit. */
export const javaTests: TestRules = {
  testedIn: (fileName) => /^(?:Test)?(\w+?)(?:Tests?|IT)\.java$/.exec(fileName)?.[1],
  names: (tested) => [`${tested}Test.java`, `${tested}Tests.java`],
  isTested: (path) => path.endsWith(".java"),
  areApart: true,
  framework: () => "JUnit 5",
};
