import { isBlank } from "../text/lines.ts";
import type { Hole } from "./hole.ts";
import type { Trigger } from "./shape.ts";
import type { Silence } from "./silence.ts";

/** With more code than this right of the cursor (closers not counted) nobody waits for a suggestion; as llama.vim has it. */
const maxCharactersAfter = 8;

/** Longer lines are generated or minified. */
const maxLineCharacters = 1000;

/** Why the model is not even asked here, or undefined to ask. A manual request is always answered, but for absurd lines. */
export function reasonNotToAsk(hole: Hole, trigger: Trigger): Silence | undefined {
  if (hole.lineBefore.length + hole.lineAfter.length > maxLineCharacters) return "longLine";
  if (trigger === "manual") return undefined;
  if (/^[\w$]/.test(hole.lineAfter)) return "midWord";
  if (hole.lineAfter.replace(/[\s)\]}"'`;,:]/g, "").length > maxCharactersAfter) return "textAfterCursor";
  return isStatementComplete(hole) ? "statementComplete" : undefined;
}

/** A semicolon ends a statement, unless it stands in the head of a loop, a string or a comment. */
function isStatementComplete({ lineBefore, lineAfter, brackets }: Hole): boolean {
  const inHead = brackets.open.at(-1)?.close === ")";
  return brackets.inside === "code" && !inHead && /;\s*$/.test(lineBefore) && isBlank(lineAfter);
}
