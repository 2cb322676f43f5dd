import { expect, test } from "@jest/globals";
import { speedometer } from "../../server/features/speedometer.ts";

test("tokens are counted, and their speed is said now and then", () => {
  const said: string[] = [];
  let nowMs = 0;
  const token = speedometer(
    (message) => said.push(message),
    () => nowMs,
  );
  for (; nowMs <= 500; nowMs += 50) token();
  expect(said).toEqual(["1 token", "6 tokens, 20.0 tokens/s", "11 tokens, 20.0 tokens/s"]);
});
