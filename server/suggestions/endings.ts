import { blankLine } from "./endings/blankLine.ts";
import { closedBelow } from "./endings/closedBelow.ts";
import { closedBlock } from "./endings/closedBlock.ts";
import { controlTokens } from "./endings/controlTokens.ts";
import { embedding } from "./endings/embedding.ts";
import { mostLines } from "./endings/mostLines.ts";
import { nextLine } from "./endings/nextLine.ts";
import { previousLine } from "./endings/previousLine.ts";
import { repeatedLines } from "./endings/repeatedLines.ts";
import { sameCloser } from "./endings/sameCloser.ts";
import { scopeEnd } from "./endings/scopeEnd.ts";
import { singleLine } from "./endings/singleLine.ts";
import { unmatchedClosers } from "./endings/unmatchedClosers.ts";
import type { Ending } from "./filter.ts";

/**
 * The endings stop a text while it is generated. The earliest end found by those that watch characters is taken. At the
 * end of a line the first found by those that watch lines is taken. Those that leave the line out come first.
 * `closedBlock`, `singleLine` and `mostLines`, which end behind it, come then.
 */
export const endings: readonly Ending[] = [
  closedBelow,
  unmatchedClosers,
  embedding,
  blankLine,
  scopeEnd,
  controlTokens,
  nextLine,
  previousLine,
  repeatedLines,
  sameCloser,
  closedBlock,
  singleLine,
  mostLines,
];
