import { expect, test } from "@jest/globals";
import { Cores } from "../../../models/host/cores.ts";

/** Reads chunks at the given speeds, in tokens per ms; the ways it chose. */
function reads(chunks: number, all: number, most: number, cores = new Cores(() => {})): boolean[] {
  return Array.from({ length: chunks }, () => {
    const chosen = cores.choose(true);
    cores.measured(chosen, chosen ? all : most);
    return chosen;
  });
}

test("what somebody waits for is read with all cores", () => {
  const ways = reads(100, 2, 1);
  expect(ways.slice(0, 4)).toEqual([true, true, true, true]);
  expect(ways.filter((all) => !all).length).toBeLessThan(6);
});

test("on a machine that other programs keep busy, fewer are used, and all are tried now and then", () => {
  const ways = reads(100, 0.1, 1);
  expect(ways.filter((all) => all).length).toBeLessThan(9);
  expect(ways.slice(20).some((all) => all)).toBe(true);
});

test("once the other programs are gone, all are used again", () => {
  const cores = new Cores(() => {});
  reads(20, 0.1, 1, cores);
  expect(reads(200, 2, 1, cores).at(-1)).toBe(true);
});

test("what nobody waits for leaves a core to the editor, and so does what comes after a chunk", () => {
  const used: boolean[] = [];
  const cores = new Cores((all) => used.push(all));
  cores.choose(false);
  cores.choose(true);
  cores.rest();
  expect(used).toEqual([false, true, false]);
});
