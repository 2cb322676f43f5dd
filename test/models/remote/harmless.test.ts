import { expect, test } from "@jest/globals";
import { AnswerStart } from "../../../models/remote/answerStart.ts";
import { harmlessText } from "../../../models/remote/harmless.ts";
import { HeldText } from "../../../models/remote/heldText.ts";

test.each(["<|im_start|>", "<|fim_middle|>", "<｜fim▁hole｜>", "<fim_prefix>", "<[fim-middle]>", "[PREFIX]", "▁<PRE>"])(
  "%s in code is broken with a blank",
  (token) => {
    expect(harmlessText(`a${token}b`)).toBe(`a${token.slice(0, 1)} ${token.slice(1)}b`);
  },
);

test.each(["a < b || c > d", "Map<string, number>", "x[0]", "<div>{a|b}</div>"])("%s stays as it is", (code) => {
  expect(harmlessText(code)).toBe(code);
});

test("what may be the beginning of a stop text is held back until it is known", () => {
  const answer = new HeldText(["\n\n"]);
  expect([answer.add("a\n"), answer.add("b\n"), answer.add("\nc"), answer.stopped]).toEqual(["a", "\nb", "", true]);
  expect(answer.text).toBe("a\nb");
});

test("an answer without the beginning it was told is left as it is", () => {
  const start = new AnswerStart("```ts\n");
  expect([start.without("``"), start.without("x"), start.without("y"), start.rest()]).toEqual(["", "``x", "y", ""]);
});
