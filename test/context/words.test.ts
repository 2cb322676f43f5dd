import { expect, test } from "@jest/globals";
import { wordParts, wordsOf } from "../../server/context/words.ts";

test.each([
  ["readUserName", ["readusername", "read", "user", "name"]],
  ["read_user_name", ["read_user_name", "read", "user", "name"]],
  ["HTTPServer2", ["httpserver2", "http", "server"]],
  ["name", ["name"]],
  ["größeÄndern", ["größeändern", "größe", "ändern"]],
  ["x", []],
  ["return", []],
])("%s is searched for as %j", (identifier, words) => {
  expect(wordParts(identifier)).toEqual(words);
});

test("the words of a text are those of its identifiers, comments and strings included", () => {
  expect(wordsOf("if (userId > 10) log('over limit') // why")).toEqual([
    "userid",
    "user",
    "id",
    "log",
    "over",
    "limit",
    "why",
  ]);
});
