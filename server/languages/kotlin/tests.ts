import type { TestRules } from "../language.ts";

/** `NameTest.kt` in the same package below `src/test`, run by JUnit or `kotlin.test`. */
export const kotlinTests: TestRules = {
  testedIn: (fileName) => /^(\w+?)(?:Tests?|Spec)\.kt$/.exec(fileName)?.[1],
  names: (tested) => [`${tested}Test.kt`, `${tested}Tests.kt`],
  isTested: (path) => path.endsWith(".kt"),
  areApart: true,
  framework: () => "kotlin.test, or JUnit 5 if the project uses it",
};
