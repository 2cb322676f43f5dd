import { expect, test } from "@jest/globals";
import { Spent } from "../../server/view/spent.ts";

const host = (pid: number, evaluatedTokens: number, generatedTokens: number) => ({
  pid,
  evaluatedTokens,
  generatedTokens,
});

test("tokens and keys count from when somebody looks", () => {
  const spent = new Spent();
  expect(spent.by([host(1, 900, 80)], [{ pid: 2, keys: 50 }])).toEqual({ read: 0, written: 0, keys: 0 });
  expect(spent.by([host(1, 930, 90)], [{ pid: 2, keys: 54 }])).toEqual({ read: 30, written: 10, keys: 4 });
});

test("what processes counted that came later or have gone belongs to the sum", () => {
  const spent = new Spent();
  spent.by([host(1, 900, 80)], []);
  spent.by([host(1, 910, 80), host(3, 7, 1)], [{ pid: 2, keys: 5 }]);
  expect(spent.by([], [])).toEqual({ read: 17, written: 1, keys: 5 });
  expect(spent.by([host(4, 3, 0)], [])).toEqual({ read: 20, written: 1, keys: 5 });
});
