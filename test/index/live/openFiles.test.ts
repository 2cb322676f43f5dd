import { expect, test } from "@jest/globals";
import { OpenFiles } from "../../../server/index/live/openFiles.ts";

/** What is known of a file in turn, when it changes while what its language needs is prepared for the first time. */
async function textsOf(path: string, languageId: string, before: string, after: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const files = new OpenFiles({
    mayBeIndexed: async () => true,
    settled: ({ text }) => {
      texts.push(text);
      if (texts.length === 1) setImmediate(() => files.change(path, after));
    },
    log: (message) => texts.push(message),
  });
  files.open(path, languageId, before);
  await files.settled();
  return texts;
}

test.each([
  ["a.py", "python", "a = 1\n", "b = 2\n"],
  ["a.ts", "typescript", "const a = 1;\n", "const b = 2;\n"],
])("a change of %s right after it was understood for the first time is followed", async (path, id, before, after) => {
  expect(await textsOf(path, id, before, after)).toEqual([before, after]);
});
