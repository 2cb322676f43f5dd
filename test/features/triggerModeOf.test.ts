import { expect, test } from "@jest/globals";
import { defaultConfig } from "../../server/config/config.ts";
import { triggerModeOf } from "../../server/features/triggerModeOf.ts";

const when = {
  ...defaultConfig.suggestions,
  languages: { markdown: "off", python: "manual" },
  globs: { "*.test.ts": "manual", "/generated/": "off", "docs/keep.md": "automatic" },
} as const;

test.each([
  ["src/a.ts", "typescript", "automatic"],
  ["README.md", "markdown", "off"],
  ["a.py", "python", "manual"],
  ["src/a.test.ts", "typescript", "manual"],
  ["generated/a.test.ts", "typescript", "off"],
  ["src/generated/a.ts", "typescript", "automatic"],
  ["docs/keep.md", "markdown", "automatic"],
  ["a.ts", "constructor", "automatic"],
])("%s in %s: %s", (path, languageId, mode) => {
  expect(triggerModeOf(when, { path, languageId })).toBe(mode);
});
