import type { TestRules } from "../language.ts";

/** `name_spec.lua` below `spec` or `tests`, run by Busted, or by Plenary in Neovim's plugins. */
export const luaTests: TestRules = {
  testedIn: (fileName) => {
    const { after, before } = /^(?:test_(?<after>\w+)|(?<before>\w+)_(?:spec|test))\.lua$/.exec(fileName)?.groups ?? {};
    return after ?? before;
  },
  names: (tested) => [`${tested}_spec.lua`, `${tested}_test.lua`],
  isTested: (path) => path.endsWith(".lua"),
  areApart: true,
  framework: () => "Busted",
};
