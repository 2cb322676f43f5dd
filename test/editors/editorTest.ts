import { test } from "@jest/globals";
import { editorsFolder } from "./installed.ts";

const longestTestMs = 120_000;

export type EditorTest = (name: string, story: () => Promise<void>) => void;

/** A test in a real editor, skipped where there is none. */
export const editorTest = editorTestWhere(true);

/** The same, skipped also where something else is missing, which has been told. */
export function editorTestWhere(isThere: boolean): EditorTest {
  const run = isThere && editorsFolder !== undefined ? test : test.skip;
  return (name, story) => run(name, story, longestTestMs);
}
