import { isBlank } from "../text/lines.ts";
import { beginsBlock } from "./blockWords.ts";
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
  if (codeAfter(hole).replace(/[\s)\]}"'`;,:]/g, "").length > maxCharactersAfter) return "textAfterCursor";
  return isStatementComplete(hole) ? "statementComplete" : undefined;
}

/** The text right of the cursor, without the comment that explains the line. */
function codeAfter({ lineAfter, comments }: Hole): string {
  const [, closers, mark = ""] = /^([\s)\]}"'`;,:]*)(\/\/|\/\*|#|--)/.exec(lineAfter) ?? [];
  const isComment = comments.some((comment) => comment === mark) || (mark === "/*" && comments.includes("//"));
  return closers !== undefined && isComment ? closers : lineAfter;
}

/** Statements that go on behind their closing parenthesis: with a brace, a colon or an arrow. */
const head =
  /^\s*(?:\}\s*)?(?:export\s|async\s|static\s)*(?:case|catch|class|def|elif|else|except|for|from|function|if|import|match|switch|while|with)\b/;

/** Parameters in front of an arrow or of a function's body: nobody puts a mere name in parentheses. */
const parameters = /(?:(?:[=:?,(]|=>|\breturn)\s*(?:async\s*)?|\bfunction\b[\s\w$*.:]*)\([\w$\s,:?={}[\]<>|.]*\)$/;

/**
 * True if the statement at the cursor is complete. A semicolon ends one. So does a closer or a quote right before the
 * cursor that leaves nothing open. Whoever wants to chain another call types the dot first.
 */
function isStatementComplete(hole: Hole): boolean {
  const { lineBefore, brackets, unclosed, language, format } = hole;
  if (format?.isProse) return false;
  if (brackets.inside !== "code" || !isBlank(codeAfter(hole))) return false;
  if (/;\s*$/.test(lineBefore)) return brackets.open.at(-1)?.close !== ")";
  if (beginsBlock(lineBefore, hole)) return false;
  if (!language?.indented && parameters.test(lineBefore)) return false;
  return /[)\]}"'`]$/.test(lineBefore) && unclosed.length === 0 && !head.test(lineBefore);
}
