import { expect, test } from "@jest/globals";
import { embeddedModel } from "../../../server/engines/modelPath.ts";
import { confidenceBefore } from "../../../server/features/generation/remember.ts";
import { scriptedModel } from "../../scriptedEngine.ts";

const small = { ...scriptedModel, weightBytes: 491e6 };
const large = { ...scriptedModel, weightBytes: 1117e6 };

test("the larger a model, the surer the memory has to be to be shown before it", () => {
  expect(confidenceBefore(small)).toBeGreaterThan(confidenceBefore(null));
  expect(confidenceBefore(large)).toBeGreaterThan(confidenceBefore(small));
});

test("the embedded model gives way to the memory as if there were none", () => {
  expect(confidenceBefore({ ...small, path: embeddedModel })).toBe(confidenceBefore(null));
});

test("a server's model counts as a large one", () => {
  const { weightBytes: _, ...remote } = scriptedModel;
  expect(confidenceBefore(remote)).toBe(confidenceBefore(large));
});
