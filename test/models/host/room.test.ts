import { expect, test } from "@jest/globals";
import { ensureRoom, NoRoom, untilRoom } from "../../../models/host/room.ts";
import type { HostReport } from "../../../models/local/protocol.ts";
import { embeddedModel } from "../../../server/engines/modelPath.ts";

const megabyte = 1e6;
/** The embedded model has 5.3 MB. */
const other = (gpuLayers: number) =>
  ({ model: embeddedModel, status: { state: "ready", model: { gpuLayers, totalLayers: 5 } } }) as HostReport;

test("a second model that fits into free memory with something to spare is loaded", () => {
  expect(() => ensureRoom(10 * megabyte, 11 * megabyte, [])).not.toThrow();
  expect(() => ensureRoom(10 * megabyte, 10.5 * megabyte, [])).toThrow(NoRoom);
});

test("weights that another model reads through the page cache are not free", () => {
  expect(() => ensureRoom(10 * megabyte, 12 * megabyte, [other(0)])).toThrow(NoRoom);
  expect(() => ensureRoom(10 * megabyte, 17 * megabyte, [other(0)])).not.toThrow();
});

test("weights on the GPU take none of the processor's memory", () => {
  expect(() => ensureRoom(10 * megabyte, 12 * megabyte, [other(5)])).not.toThrow();
});

test("a model that does not fit is told with what to do", () => {
  expect(() => ensureRoom(5e9, 2e9, [])).toThrow(
    'it takes 5.0 GB and 2.0 GB are free beside the other models; choose a smaller model, or set hearth.chat.model to "same"',
  );
});

test("a model for which there was no room is tried again when others have left", async () => {
  const answers = [new NoRoom(1, "full"), new NoRoom(1, "still full"), undefined];
  await untilRoom(() => {
    const answer = answers.shift();
    return answer ? Promise.reject(answer) : Promise.resolve();
  }, 1);
  expect(answers).toEqual([]);
});
