import { expect, test } from "@jest/globals";
import { size } from "../../server/cli/sizes.ts";

test.each([
  [0, "0 MB"],
  [1, "1 kB"],
  [412_300, "413 kB"],
  [1_000_000, "1 MB"],
  [12_400_000, "12 MB"],
  [1_640_000_000, "1.6 GB"],
])("%d bytes are %s: what is there is never told as nothing", (bytes, said) => {
  expect(size(bytes)).toBe(said);
});
