import type { TestRules } from "../language.ts";

/** `test_name.py` and `name_test.py`, run by pytest. */
export const pythonTests: TestRules = {
  testedIn: (fileName) => {
    const { after, before } = /^(?:test_(?<after>\w+)|(?<before>\w+)_test)\.py$/.exec(fileName)?.groups ?? {};
    return after ?? before;
  },
  names: (tested) => [`test_${tested}.py`, `${tested}_test.py`],
  isTested: (path) => path.endsWith(".py"),
  areApart: true,
  framework: () => "pytest",
};
