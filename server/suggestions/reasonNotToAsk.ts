import { isBlank } from "../text/lines.ts";
import type { Hole } from "./hole.ts";
import type { NoSuggestionReason } from "./noSuggestionReason.ts";
import type { Trigger } from "./shape.ts";

/** With more code than this behind the cursor, closers not counted, nobody waits for a suggestion: as in llama.vim. */
const maxCharactersAfter = 8;

/** Longer lines are generated or minified. */
const maxLineCharacters = 1000;

/**
 * Why the model is not even asked here, or undefined to ask. A manual request is always answered, but for absurd lines.
 */
export function reasonNotToAsk(hole: Hole, trigger: Trigger): NoSuggestionReason | undefined {
  if (hole.lineBefore.length + hole.lineAfter.length > maxLineCharacters) return "longLine";
  if (trigger === "manual") return undefined;
  if (/^[\w$]/.test(hole.lineAfter)) return "midWord";
  if (hole.lineAfter.replace(/[\s)\]}"'`;,:]/g, "").length > maxCharactersAfter) return "textAfterCursor";
  return isStatementComplete(hole) ? "statementComplete" : undefined;
}

/** Statements that go on behind their closing parenthesis: with a brace, a colon or an arrow. */
const head =
  /^\s*(?:\}\s*)?(?:export\s|async\s|static\s)*(?:case|catch|class|def|elif|else|except|for|from|function|if|import|match|switch|while|with)\b/;

/**
 * A semicolon ends a statement, and so does, right before the cursor, a closer or a quote that leaves nothing open:
 * who wants to chain another call types the dot first.
 */
function isStatementComplete({ lineBefore, lineAfter, brackets, unclosed }: Hole): boolean {
  if (brackets.inside !== "code" || !isBlank(lineAfter)) return false;
  if (/;\s*$/.test(lineBefore)) return brackets.open.at(-1)?.close !== ")";
  return /[)\]}"'`]$/.test(lineBefore) && unclosed.length === 0 && !head.test(lineBefore);
}
