import { expect, test } from "@jest/globals";
import { ReadingSpeed } from "../../../models/host/readingSpeed.ts";

/** Sizes of the chunks in which so many tokens behind others are read. */
function chunks(speed: ReadingSpeed, tokens: number, held = 1000): number[] {
  const sizes: number[] = [];
  for (let read = 0; read < tokens; read += sizes.at(-1) as number) {
    sizes.push(speed.nextChunk(held + read, tokens - read));
  }
  return sizes;
}

function readingAt(tokensPerMs: number, largestChunkTokens = 512): ReadingSpeed {
  const speed = new ReadingSpeed(largestChunkTokens);
  speed.measured(1000, 1000, 1000 / tokensPerMs);
  return speed;
}

test("what fills no tile of the processor is read first, and then whole tiles", () => {
  expect(chunks(readingAt(0.1), 200)).toEqual([8, 64, 64, 64]);
  expect(chunks(readingAt(0.1), 128)).toEqual([64, 64]);
  expect(chunks(readingAt(0.1), 40)).toEqual([40]);
});

test("behind few tokens half a tile is read at once, since that costs no more", () => {
  expect(chunks(readingAt(0.1), 300, 0)).toEqual([12, 32, 32, 32, 32, 32, 64, 64]);
  expect(chunks(readingAt(10), 400, 0)).toEqual([16, 192, 192]);
});

test("a chunk takes 20 ms at the speed that was measured, and is never larger than a decode may be", () => {
  expect(chunks(readingAt(10), 400)).toEqual([16, 192, 192]);
  expect(chunks(readingAt(1000), 1100)).toEqual([76, 512, 512]);
});

test("a model of unknown speed is read to in single tiles", () => {
  expect(chunks(new ReadingSpeed(512), 130)).toEqual([2, 64, 64]);
});

test("what a chunk takes that fills no tile says nothing about the speed", () => {
  const speed = readingAt(10);
  speed.measured(1000, 3, 100);
  speed.measured(1000, 63, 1000);
  expect(speed.nextChunk(1000, 1000)).toBe(1000 % 192);
});

test("a fast model is known for one after half a tile", () => {
  const speed = new ReadingSpeed(512);
  speed.measured(0, 32, 1);
  expect(speed.nextChunk(32, 500)).toBe(500);
});

test("a machine that becomes busy is read to in smaller chunks at once", () => {
  const speed = readingAt(10);
  speed.measured(1000, 192, 192);
  speed.measured(1000, 64, 64);
  expect(speed.nextChunk(1000, 640)).toBe(64);
});

test("the speed that prompts are sized by does not follow noise", () => {
  const speed = readingAt(4);
  expect(speed.steadyTokensPerSecond).toBe(4000);
  speed.measured(1000, 300, 100);
  expect(speed.steadyTokensPerSecond).toBe(4000);
  for (let chunk = 0; chunk < 10; chunk++) speed.measured(1000, 100, 100);
  expect(speed.steadyTokensPerSecond).toBeLessThan(2000);
});

test("a speed that is pinned holds whatever is measured", () => {
  const speed = new ReadingSpeed(512, 500);
  speed.measured(1000, 1000, 1);
  expect(speed.steadyTokensPerSecond).toBe(500);
  expect(chunks(speed, 200)).toEqual([8, 64, 64, 64]);
});
