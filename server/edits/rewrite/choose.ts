import { rulesOf } from "../../languages/languages.ts";
import { isBlank } from "../../text/lines.ts";
import type { Block } from "../answer/fences.ts";
import { writtenLines } from "../lines.ts";
import { type Original, parsedPart } from "../original.ts";

/** Tags of blocks that are no code to write: what to type, what is printed, what was asked. */
const otherTags = new Set(
  "bash sh shell console zsh powershell text txt plaintext output log json yaml toml html css sql".split(" "),
);

/**
 * The block that holds the target written anew.
 *
 * A model may show the old code first, or another way to do it last. It may show an example of use, or how to run it.
 * The block that declares what the target declares counts. Next comes the one most like it, then the earlier one.
 */
export async function chosenBlock(blocks: readonly Block[], original: Original): Promise<Block | undefined> {
  const code = blocks.filter(({ tag }) => !otherTags.has(tag));
  const candidates = code.length > 0 ? code : blocks;
  const changing = candidates.filter((block) => !isRepeated(block, original));
  let best: { readonly block: Block; readonly score: number } | undefined;
  for (const block of changing.length > 0 ? changing : candidates) {
    const one = { block, score: await score(block, original) };
    if (best === undefined || one.score > best.score) best = one;
  }
  return best?.block;
}

/** Blocks that hold nothing but imports belong to the chosen one. */
export function importBlocks(blocks: readonly Block[], chosen: Block, { language }: Original): readonly Block[] {
  const importing = rulesOf(language).importing;
  const isImports = (block: Block) =>
    block.lines.every((line) => isBlank(line) || importing?.line.test(line.trimStart()));
  return blocks.filter((block) => block !== chosen && !otherTags.has(block.tag) && isImports(block));
}

/** It only shows what stands there. */
function isRepeated({ lines }: Block, { text }: Original): boolean {
  return writtenLines(text)
    .join("\n")
    .includes(writtenLines(lines.join("\n")).join("\n"));
}

async function score({ lines }: Block, original: Original): Promise<number> {
  const names = new Set(original.own.map(({ name }) => name));
  const { definitions } = (await parsedPart(original, lines.join("\n"))).tags;
  const declares = definitions.some(({ name }) => names.has(name));
  return Number(declares) + likeness(lines, original);
}

/** Share of the written lines of both that both have, below 1. */
function likeness(lines: readonly string[], { region }: Original): number {
  const own = new Set(region.split("\n").map((line) => line.trim()));
  const other = new Set(lines.map((line) => line.trim()));
  const shared = [...other].filter((line) => line !== "" && own.has(line)).length;
  return shared / (own.size + other.size + 1);
}
