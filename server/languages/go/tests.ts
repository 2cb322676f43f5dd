import type { TestRules } from "../language.ts";

/** `name_test.go` beside the code, run by `go test`. */
export const goTests: TestRules = {
  testedIn: (fileName) => /^(\w+)_test\.go$/.exec(fileName)?.[1],
  names: (tested) => [`${tested}_test.go`],
  isTested: (path) => path.endsWith(".go"),
  areApart: false,
  framework: () => "the standard package testing",
};
