import { expect, test } from "@jest/globals";
import { modelProblem } from "../../../models/host/modelProblem.ts";

const missing = (what: string, call: string) =>
  Object.assign(new Error(`ENOENT: no such file or directory, ${call}${what ? ` '${what}'` : ""}`), { code: "ENOENT" });

test("a model's file that is missing is named", () => {
  expect(modelProblem("/m/a.gguf", missing("/m/a.gguf", "open"))).toMatch(/^there is no file \/m\/a\.gguf;/);
});

test.each([
  ["the working folder", missing("", "uv_cwd")],
  ["another file", missing("/m/a-00002-of-00002.gguf", "open")],
])("that %s is missing is not taken for the model's file", (_what, error) => {
  expect(modelProblem("/m/a.gguf", error)).toContain(`could not be loaded (${error.message})`);
});
