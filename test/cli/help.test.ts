import { expect, test } from "@jest/globals";
import { commandNamed, commands, usageOfAll } from "../../server/cli/commands.ts";

const words = Object.values(commands).flatMap((group) => Object.keys(group));

test.each(words)("the usage of %s names the options that its help explains", async (word) => {
  const { usage, help } = (await commandNamed(word)) as NonNullable<Awaited<ReturnType<typeof commandNamed>>>;
  const explained = [...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
  const named = usage.match(/--[a-z-]+/g) ?? [];
  expect([...new Set(named)].sort()).toEqual([...new Set(explained)].sort());
});

test("every help fits into a terminal of 120 columns", async () => {
  const texts = await Promise.all(words.map(async (word) => (await commandNamed(word))?.help ?? ""));
  const lines = [...texts, await usageOfAll()].flatMap((text) => text.split("\n"));
  expect(lines.filter((line) => line.length > 120 && !line.startsWith("usage: "))).toEqual([]);
});

test("no command is named as an object's own method would be", () => {
  expect(commandNamed("toString")).toBeUndefined();
});
