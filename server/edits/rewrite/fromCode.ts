import { rulesOf } from "../../languages/languages.ts";
import { isBlank } from "../../text/lines.ts";
import { answerCutOff, type ReadAnswer } from "../answer/read.ts";
import type { Original } from "../original.ts";
import { isRefusal, type Refusal } from "../proposal.ts";
import { chosenBlock, importBlocks } from "./choose.ts";
import { seemsCutOff } from "./cutOff.ts";
import { withoutLineNumbers } from "./lineNumbers.ts";
import { type OwnPart, ownPart } from "./ownPart.ts";
import { restoreSecrets } from "./restoreSecrets.ts";
import type { Rewrite } from "./rewrite.ts";
import { withoutEchoes } from "./signature.ts";
import { unescaped } from "./unescape.ts";
import { partial, wholeCode } from "./wholeCode.ts";

/**
 * The target as the code of an answer has it, whole. The answer's gaps are filled in, and its additions are cut away.
 */
export async function rewrittenByCode(
  answer: Extract<ReadAnswer, { readonly kind: "code" }>,
  original: Original,
): Promise<Rewrite | Refusal> {
  const block = await chosenBlock(answer.blocks, original);
  if (!block) return partial;
  await original.slices.restIfDue();
  const lines = restoreSecrets(withoutLineNumbers(await unescaped(block.lines, original)), original.text);
  if (isRefusal(lines)) return lines;
  const part = await ownPart(parsable(withoutEchoes(lines, original), original).join("\n"), original);
  if (isRefusal(part)) return part;
  if (await seemsCutOff(part.code, block.isOpen, answer.isFenced, original)) return answerCutOff;
  await original.slices.restIfDue();
  if (isBlank(part.code)) return onlyImports(part, original);
  const whole = await wholeCode(part.code, original);
  if (isRefusal(whole)) return whole;
  const imports = importBlocks(answer.blocks, block, original).flatMap(({ lines }) =>
    lines.filter((line) => !isBlank(line)),
  );
  return { code: whole, isFitted: false, imports: [...part.imports, ...imports], warnings: part.warnings };
}

/** Nothing but imports: the target stays, and what it uses of them is imported. */
function onlyImports({ imports, warnings }: OwnPart, { region }: Original): Rewrite | Refusal {
  return imports.length > 0 && !isBlank(region) ? { code: region, isFitted: true, imports, warnings } : partial;
}

/**
 * The lines with a line of dots, which is no code, turned into what stands for code left out. Then it does not disturb
 * the rest.
 */
function parsable(lines: readonly string[], { language }: Original): readonly string[] {
  const { elision } = rulesOf(language);
  if (elision === undefined) return lines;
  return lines.map((line) => (/^\s*(?:\.{3}|…)\s*$/.test(line) ? line.replace(/\.{3}|…/, elision) : line));
}
