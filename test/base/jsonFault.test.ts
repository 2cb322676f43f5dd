import { expect, test } from "@jest/globals";
import { jsonFault } from "../../base/jsonFault.ts";

function faultOf(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    return jsonFault(text, error);
  }
  throw new Error("it is JSON");
}

test.each([
  ["", "it is empty"],
  ['{\n  // mine\n  "a": 1\n}', "line 2 has a comment, which JSON does not know"],
  ['{ "a": 1 /* mine */ }', "line 1 has a comment, which JSON does not know"],
  ['# mine\n{ "a": 1 }', "line 1 has a comment, which JSON does not know"],
  ['{\n  "a": "https://a.example",\n}', "line 2 has a comma with nothing behind it, which JSON does not know"],
  ['{ "a": [1, 2,] }', "line 1 has a comma with nothing behind it, which JSON does not know"],
  ['{\n  "a": 1\n  "b": 2\n}', expect.stringMatching(/^line 3, column 3: Expected ',' or '}' after property value$/)],
  ['{ "a // b", 1 }', expect.stringMatching(/^line 1, column \d+: Expected ':' after property name$/)],
])("%j is told where it is no JSON", (text, fault) => {
  expect(faultOf(text)).toEqual(fault);
});

test("a text that is cut off says that it ends too early", () => {
  expect(faultOf('{ "a": "b')).toMatch(/Unterminated string|Unexpected end/);
});
