import type { TestRules } from "../language.ts";

/** `name_spec.rb` below `spec`, run by RSpec, or `test_name.rb` and `name_test.rb` below `test`, run by Minitest. */
export const rubyTests: TestRules = {
  testedIn: (fileName) => {
    const { after, before } = /^(?:test_(?<after>\w+)|(?<before>\w+)_(?:test|spec))\.rb$/.exec(fileName)?.groups ?? {};
    return after ?? before;
  },
  names: (tested) => [`${tested}_spec.rb`, `${tested}_test.rb`, `test_${tested}.rb`],
  isTested: (path) => path.endsWith(".rb"),
  areApart: true,
  framework: (paths) => (paths.some((path) => /(?:^|\/)test\//.test(path)) ? "Minitest" : "RSpec"),
};
