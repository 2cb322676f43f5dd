import { expect, test } from "@jest/globals";
import { svg } from "./svg.ts";

const grey = "\u001b[38;2;79;82;88m";
const drawn = (screen: string) => svg(screen, [0, 0], "A & B");

test("what stands on a screen stands in its picture as text, at its columns", () => {
  expect(drawn("  if a < b:")).toContain('<text x="26.8" y="23" textLength="75.6" fill="#e8e8e6">if a &lt; b:</text>');
});

test("grey text is grey", () => {
  expect(drawn(`self.${grey}items\u001b[39m`)).toContain('fill="#4f5258">items</text>');
});

test("a look goes on in the next row, until it is changed", () => {
  const picture = drawn(`${grey}one\ntwo\u001b[0m three`);
  expect(picture).toContain('fill="#4f5258">two</text>');
  expect(picture).toContain('fill="#e8e8e6">three</text>');
});

test("colours of 16 and of 256 are drawn, and inverse text changes them", () => {
  expect(drawn("\u001b[31;48;5;232mred")).toContain(
    'fill="#080808"/>\n<text x="10" y="23" textLength="25.2" fill="#cc6666"',
  );
  expect(drawn("\u001b[7mx")).toContain('fill="#e8e8e6"/>\n<text x="10" y="23" textLength="8.4" fill="#1d1f21"');
});

test("a picture has a name that is read out", () => {
  expect(drawn("x")).toContain('aria-label="A &amp; B"');
});
