import type { TestRules } from "../language.ts";

/** `name.test.ts` and `name.spec.ts`, run by what is configured, else by Node itself. */
export const scriptTests: TestRules = {
  testedIn: (fileName) => /^(.+)\.(?:test|spec)\.[cm]?[jt]sx?$/.exec(fileName)?.[1],
  names: (tested, ending) => ["test", "spec"].map((word) => `${tested}.${word}${ending}`),
  // Components that are compiled to scripts are tested by scripts.
  isTested: (path) => /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(path),
  areApart: false,
  framework: (paths) => {
    const configured = paths.map((path) => /(?:^|\/)(vitest|jest)\.config\.\w+$/.exec(path)?.[1]);
    return configured.find((name) => name !== undefined) ?? "node:test with node:assert/strict";
  },
};
