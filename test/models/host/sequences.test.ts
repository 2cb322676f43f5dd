import { expect, test } from "@jest/globals";
import type { Sequence } from "../../../models/host/sequence.ts";
import { Sequences } from "../../../models/host/sequences.ts";

/** A cache that only remembers which tokens it was last asked to keep. */
function cache(): Sequence {
  let held: readonly number[] = [];
  const commonPrefix = (tokens: readonly number[]) => {
    const differs = tokens.findIndex((token, index) => token !== held[index]);
    return differs < 0 ? tokens.length : differs;
  };
  return {
    commonPrefix,
    keepPrefixOf: async (tokens) => {
      const kept = commonPrefix(tokens);
      held = tokens;
      return kept;
    },
    evaluate: async () => {},
    next: async () => ({ token: 0, probability: 1 }),
    verify: async () => [],
  };
}

const textOf = (first: number, length = 100) => Array.from({ length }, (_, index) => first + index);
const none = async () => undefined;

async function use(sequences: Sequences, tokens: readonly number[]): Promise<Sequence> {
  const sequence = await sequences.for("typing", tokens);
  await sequence.keepPrefixOf(tokens);
  return sequence;
}

test("two documents that are edited by turns keep a cache each", async () => {
  const sequences = new Sequences([cache(), cache()], none);
  const first = await use(sequences, textOf(1000));
  const second = await use(sequences, textOf(2000));
  expect(second).not.toBe(first);
  expect(await use(sequences, textOf(1000, 101))).toBe(first);
  expect(await use(sequences, textOf(2000, 101))).toBe(second);
});

test("a third document takes the cache that was not used for longest", async () => {
  const sequences = new Sequences([cache(), cache()], none);
  const first = await use(sequences, textOf(1000));
  await use(sequences, textOf(2000));
  expect(await use(sequences, textOf(3000))).toBe(first);
});

test("a beginning that all prompts share does not make a cache the right one", async () => {
  const sequences = new Sequences([cache(), cache()], none);
  const header = textOf(1, 10);
  const first = await use(sequences, [...header, ...textOf(1000)]);
  expect(await use(sequences, [...header, ...textOf(2000)])).not.toBe(first);
});

test("actions and other programs have a cache of their own, made when the first one comes", async () => {
  let made = 0;
  const own = cache();
  const sequences = new Sequences([cache()], async () => {
    made++;
    return own;
  });
  await use(sequences, textOf(1000));
  expect(made).toBe(0);
  expect(await sequences.for("action", textOf(1000))).toBe(own);
  expect(await sequences.for("action", textOf(5))).toBe(own);
  expect(await sequences.for("guest", textOf(5))).toBe(own);
  expect(made).toBe(1);
});

test("actions share the other caches where there is no memory for one more", async () => {
  const only = cache();
  expect(await new Sequences([only], none).for("action", textOf(1))).toBe(only);
});
