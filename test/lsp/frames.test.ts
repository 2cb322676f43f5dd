import { expect, test } from "@jest/globals";
import { Frames } from "../../server/lsp/frames.ts";

const message = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** What passes, and how many bytes were dropped, when the text arrives in pieces of the given size. */
function through(text: string, pieceBytes: number) {
  let dropped = 0;
  const frames = new Frames((bytes) => {
    dropped += bytes;
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) frames.write(bytes.subarray(at, at + pieceBytes));
  return { passed: chunksOf(frames).join(""), dropped };
}

function chunksOf(frames: Frames): string[] {
  const chunks: string[] = [];
  for (let chunk = frames.read(); chunk !== null; chunk = frames.read()) chunks.push(chunk.toString());
  return chunks;
}

const two = message('{"a":1}') + message('{"b":"ü𝄞"}');

test.each([1, 2, 3, 7, 1000])("whole messages pass unchanged, arriving %i bytes at a time", (pieceBytes) => {
  expect(through(two, pieceBytes)).toEqual({ passed: two, dropped: 0 });
});

test.each([1, 5, 1000])("what stands between messages is dropped, arriving %i bytes at a time", (pieceBytes) => {
  const noisy = `noise\r\n\r\n${message("{}")}{"more":"noise"}${message("[]")}`;
  expect(through(noisy, pieceBytes)).toEqual({ passed: message("{}") + message("[]"), dropped: 25 });
});

test("a header whose length is no number does not hide the next message", () => {
  expect(through(`Content-Length: many\r\n\r\n{}${message("[]")}`, 1000).passed).toBe(message("[]"));
});

test("a header that claims more than any editor sends does not hide the next message", () => {
  expect(through(`Content-Length: 99999999999\r\n\r\n{}${message("[]")}`, 1000).passed).toBe(message("[]"));
});

test("a header that never ends does not hide the next message", () => {
  expect(through(`Content-Length: 1${" ".repeat(5000)}${message("[]")}`, 100).passed).toBe(message("[]"));
});

test("header names are read in any case", () => {
  const lower = message("{}").replace("Content-Length", "content-length");
  expect(through(lower, 4)).toEqual({ passed: lower, dropped: 0 });
});

test("a message that is still arriving waits", () => {
  expect(through(message("{}").slice(0, -1), 1000)).toEqual({ passed: "", dropped: 0 });
});

test("each message is a chunk of its own", () => {
  const frames = new Frames(() => {});
  frames.write(two);
  expect(chunksOf(frames)).toEqual([message('{"a":1}'), message('{"b":"ü𝄞"}')]);
});
