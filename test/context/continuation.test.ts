import { expect, test } from "@jest/globals";
import { continuation, tokensBefore } from "../../server/context/continuation.ts";

const plain = () => 1;
const nextIn = (text: string, before: string, known: string[] = []) =>
  continuation(text, tokensBefore(before), new Set(known), plain)?.next;

test("what followed the same tokens elsewhere is what may follow here", () => {
  expect(nextIn("const reply = await client.fetch(url);", "return await client.")).toBe("fetch");
});

test("blanks and line ends do not tell tokens apart", () => {
  expect(nextIn("client\n    .send(message)", "x = client.")).toBe("send");
});

test("the longer match wins", () => {
  expect(nextIn("a.log(1); this.client.send(2);", "this.client.")).toBe("send");
});

test("a name that is half typed is continued only by names that begin like it", () => {
  expect(nextIn("client.open(); client.fetch();", "client.fe")).toBe("fetch");
});

test("a name that is on screen already is no news", () => {
  expect(nextIn("client.open(); client.fetch();", "client.", ["open"])).toBe("fetch");
});

test("a match ends where a longer identifier begins", () => {
  expect(nextIn("awaiting(x)", "return await")).toBeUndefined();
});

test("no tokens, no continuation", () => {
  expect(nextIn("anything at all", "")).toBeUndefined();
});
