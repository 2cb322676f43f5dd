import type { Ending } from "./filter.ts";
import { blankLine } from "./filters/blankLine.ts";
import { closedBelow } from "./filters/closedBelow.ts";
import { closedBlock } from "./filters/closedBlock.ts";
import { controlTokens } from "./filters/controlTokens.ts";
import { nextLine } from "./filters/nextLine.ts";
import { previousLine } from "./filters/previousLine.ts";
import { repeatedLines } from "./filters/repeatedLines.ts";
import { scopeEnd } from "./filters/scopeEnd.ts";
import { singleLine } from "./filters/singleLine.ts";
import { unmatchedClosers } from "./filters/unmatchedClosers.ts";

/**
 * What ends a text while it is generated. The earliest end found by those that watch characters is taken;
 * at the end of a line the first found by those that watch lines: first those that leave the line out,
 * then `closedBlock` and `singleLine`, which end behind it.
 */
export const endings: readonly Ending[] = [
  closedBelow,
  unmatchedClosers,
  blankLine,
  scopeEnd,
  controlTokens,
  nextLine,
  previousLine,
  repeatedLines,
  closedBlock,
  singleLine,
];
