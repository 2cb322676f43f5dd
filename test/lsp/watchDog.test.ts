import { expect, test } from "@jest/globals";
import { watchDog } from "../../server/lsp/watchDog.ts";

const editor = { processId: 4711, rootUri: null, capabilities: {} };

/** The codes it ended with while a process was there, or was not, at one look after another. */
async function endsWith(looks: readonly boolean[], shutdownReceived = false): Promise<number[]> {
  const codes: number[] = [];
  const left = [...looks];
  await new Promise<void>((resolve) => {
    const isThere = () => {
      if (left.length === 1) setTimeout(resolve, 20);
      return left.shift() ?? false;
    };
    const dog = watchDog((code) => codes.push(code), isThere, 1);
    dog.shutdownReceived = shutdownReceived;
    dog.initialize(editor);
  });
  return codes;
}

test("a server ends after its editor", async () => {
  expect(await endsWith([true, true, false])).toEqual([1]);
  expect(await endsWith([true, true, false], true)).toEqual([0]);
});

test("a server serves an editor whose process it cannot see, as from inside a container", async () => {
  expect(await endsWith([false])).toEqual([]);
});
