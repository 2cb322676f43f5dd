import { expect, test } from "@jest/globals";
import { remembered } from "../../../models/host/remembered.ts";

function counting() {
  const asked: string[] = [];
  const of = remembered((text: string) => {
    asked.push(text);
    return text.length;
  });
  return { of, asked };
}
const long = (name: string) => name.repeat(300);

test("a long text is read once, however often it is asked for", () => {
  const { of, asked } = counting();
  expect([of(long("a")), of(long("a"))]).toEqual([300, 300]);
  expect(asked).toHaveLength(1);
});

test("a short text is read each time", () => {
  const { of, asked } = counting();
  of("a");
  of("a");
  expect(asked).toHaveLength(2);
});

test("what was not asked for in a while is forgotten first", () => {
  const { of, asked } = counting();
  of(long("first"));
  of(long("kept"));
  for (let other = 0; other < 63; other++) {
    of(long(`${other},`));
    of(long("kept"));
  }
  asked.length = 0;
  of(long("kept"));
  expect(asked).toEqual([]);
  of(long("first"));
  expect(asked).toHaveLength(1);
});
