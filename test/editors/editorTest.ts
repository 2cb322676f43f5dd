import { test } from "@jest/globals";
import { editorsFolder } from "./installed.ts";

const longestTestMs = 120_000;

/** A test in a real editor, skipped where there is none. */
export function editorTest(name: string, story: () => Promise<void>): void {
  (editorsFolder === undefined ? test.skip : test)(name, story, longestTestMs);
}
