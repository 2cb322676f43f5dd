import { expect, test } from "@jest/globals";
import { modelsNamed } from "../../../server/cli/models/verb.ts";

test.each([
  ["embedded", "embedded is the model that comes with Hearth; it needs no download, and stays"],
  ["memory", "memory is no model: with it only what stands in the workspace is suggested"],
  ["remote:box", "remote:box is a server, and no model of this machine"],
  ["nonsense", "there is no model nonsense; hearth models lists them, hearth models add makes one known"],
])("%s has no files of its own to pull, remove or compare, and that is said", (id, why) => {
  expect(() => modelsNamed([id])).toThrow(why);
});
