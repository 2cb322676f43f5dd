import type { TestRules } from "../language.ts";

/** `NameTests.cs` in a project for tests, run by xUnit unless another framework is used. */
export const csharpTests: TestRules = {
  testedIn: (fileName) => /^(\w+?)(?:Tests?|Fixture)\.cs$/.exec(fileName)?.[1],
  names: (tested) => [`${tested}Tests.cs`, `${tested}Test.cs`],
  isTested: (path) => path.endsWith(".cs"),
  areApart: true,
  framework: () => "xUnit",
};
