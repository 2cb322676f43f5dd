import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { inspect } from "../../../../models/host/inspect/inspect.ts";
import { embeddedModel } from "../../../../server/engines/modelPath.ts";
import { Folder } from "../../../index/workspace.ts";
import { chatModel } from "../../../weights/chatModel.ts";

test("a GGUF says its family, its size and its shape without being loaded", async () => {
  expect(await inspect("gguf", embeddedModel)).toEqual({
    name: "hearth-tiny-5M",
    architecture: "llama",
    family: "hearth",
    parameters: 4_720_320,
    quantization: "Q8_0",
    contextTokens: 512,
    shape: { layers: 4, kvHeads: 1, headSize: 64, vocabulary: 8192 },
    unfitForTyping: false,
    licence: "mit",
    bytes: 5_285_344,
    role: "completion",
  });
});

test("a model that only holds conversations is of no family", async () => {
  using folder = new Folder();
  const path = chatModel(folder.root, { name: "talker" });
  expect(await inspect("gguf", path)).toMatchObject({ family: null, role: "chat" });
});

test("a file that is no GGUF, or half of one, is one sentence", async () => {
  using folder = new Folder();
  folder.file("page.gguf", "<html>\n</html>");
  await expect(inspect("gguf", folder.path("page.gguf"))).rejects.toThrow(/^Invalid GGUF magic.*$/);
  folder.file("half.gguf", readFileSync(embeddedModel).subarray(0, 1000));
  await expect(inspect("gguf", folder.path("half.gguf"))).rejects.toThrow(/\S/);
});

test("a machine has cores, memory and a speed at which that is read", async () => {
  const { cores, ram } = await inspect("machine", "off");
  expect(cores).toBeGreaterThanOrEqual(1);
  expect(ram.free).toBeLessThanOrEqual(ram.total);
  expect(await inspect("bandwidth", "1")).toBeGreaterThan(0);
});
