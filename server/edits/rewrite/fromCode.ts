import { noBrackets, readBrackets } from "../../text/brackets.ts";
import { isBlank } from "../../text/lines.ts";
import type { Answer } from "../answer/read.ts";
import { cutOff } from "../answer/read.ts";
import { writtenLines } from "../lines.ts";
import { type Original, parsedPart } from "../original.ts";
import { isRefusal, type Refusal, refused } from "../proposal.ts";
import { chosenBlock, importBlocks } from "./choose.ts";
import { filledIn, hasElisions, isElision } from "./elisions.ts";
import { withoutLineNumbers } from "./lineNumbers.ts";
import { type OwnPart, ownPart } from "./ownPart.ts";
import type { Rewrite } from "./rewrite.ts";
import { withSecrets } from "./secrets.ts";
import { unescaped } from "./unescape.ts";

/** The target as the code of an answer has it, whole: what the answer leaves out is filled in, what it adds is cut away. */
export function rewrittenByCode(
  answer: Extract<Answer, { readonly kind: "code" }>,
  original: Original,
): Rewrite | Refusal {
  const block = chosenBlock(answer.blocks, original);
  if (!block) return partial;
  const lines = withSecrets(withoutLineNumbers(unescaped(block.lines, original)), original.text);
  if (isRefusal(lines)) return lines;
  const part = ownPart(parsable(withoutEchoes(lines, original), original).join("\n"), original);
  if (isRefusal(part)) return part;
  if (seemsCutOff(part.code, block.isOpen, answer.isFenced, original)) return cutOff;
  if (isBlank(part.code)) return onlyImports(part, original);
  const whole = wholeCode(part, original);
  if (isRefusal(whole)) return whole;
  const imports = importBlocks(answer.blocks, block).flatMap(({ lines }) => lines.filter((line) => !isBlank(line)));
  return { code: whole, isFitted: false, imports: [...part.imports, ...imports], warnings: part.warnings };
}

/** Nothing but imports: the target stays, and what it uses of them is imported. */
function onlyImports({ imports, warnings }: OwnPart, { region }: Original): Rewrite | Refusal {
  return imports.length > 0 && !isBlank(region) ? { code: region, isFitted: true, imports, warnings } : partial;
}

const partial = refused(
  "The answer shows only a part of the code, and where it belongs is not certain.",
  "Answer with the whole code, from its first line to its last, and leave nothing out.",
);

/** A line of dots is no code outside Python; as a comment it does not disturb the rest. */
function parsable(lines: readonly string[], { language }: Original): readonly string[] {
  if (language?.indented !== false) return lines;
  return lines.map((line) => (/^\s*(?:\.{3}|…)\s*$/.test(line) ? line.replace(/\.{3}|…/, "// ...") : line));
}

function wholeCode({ code }: OwnPart, original: Original): string | Refusal {
  const lines = withoutCommentAbove(code.split("\n"), original);
  const target = original.region.split("\n");
  if (original.mode === "replace" && hasElisions(lines, target)) return filledIn(lines, target)?.join("\n") ?? partial;
  if (!lacksDefinitions(code, original)) return withExport(lines, original).join("\n");
  return placedSnippet(lines, target) ?? partial;
}

/** The answer declares nothing of what the target declares, nor as many things of the same kind under other names. */
function lacksDefinitions(code: string, original: Original): boolean {
  const { own, mode } = original;
  if (mode !== "replace" || own.length === 0) return false;
  const { definitions } = parsedPart(original, code).tags;
  const names = new Set(definitions.map(({ name }) => name));
  const top = definitions.filter(({ parent }) => parent < 0);
  const isRenamed =
    top.length === own.length &&
    top.every(({ kind }, i) => kind === own[i]?.kind && kind !== "constant" && kind !== "variable");
  return !isRenamed && !own.some(({ name }) => names.has(name));
}

/** Some lines of the target, changed: the first and the last of them stand there once, so what is between is meant. */
function placedSnippet(lines: readonly string[], target: readonly string[]): string | undefined {
  const written = lines.filter((line) => !isBlank(line));
  const once = (line = "") => {
    const found = target.flatMap((other, i) => (other.trim() === line.trim() ? [i] : []));
    return found.length === 1 ? found[0] : undefined;
  };
  const [from, to] = [once(written[0]), once(written.at(-1))];
  if (written.length < 3 || from === undefined || to === undefined || to <= from) return undefined;
  return [...target.slice(0, from), ...lines, ...target.slice(to + 1)].join("\n");
}

/** A signature that is written twice, as by a model that was shown it as the beginning of its answer. */
function withoutEchoes(lines: readonly string[], { region }: Original): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  const isEcho = first >= 0 && lines[first]?.trim() === lines[first + 1]?.trim() && /[{:]\s*$/.test(lines[first] ?? "");
  const [own, next] = writtenLines(region);
  return isEcho && own !== next ? lines.filter((_, i) => i !== first) : lines;
}

/** The comment that stands above the target already, and is none of it. */
function withoutCommentAbove(lines: readonly string[], { text, regionStart, mode }: Original): readonly string[] {
  const above = text
    .slice(0, regionStart)
    .split("\n")
    .slice(0, -1)
    .map((line) => line.trim());
  const written = lines.findIndex((line) => !isBlank(line));
  const code = lines.findIndex((line, i) => i >= written && !/^\s*(?:#|\/\/|\/?\*)/.test(line));
  const comment = lines.slice(written, code).map((line) => line.trim());
  const isAbove = comment.length > 0 && comment.every((line, i) => line === above[above.length - comment.length + i]);
  return mode === "replace" && isAbove ? lines.slice(code) : lines;
}

/** `export` that the model left away: what others import is not for it to decide. */
function withExport(lines: readonly string[], { region }: Original): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line) && !/^\s*(?:\/\/|\/?\*|@)/.test(line));
  const line = lines[first];
  const exported = /^\s*(export (?:default )?)(.{0,80})/m.exec(region);
  const [, words, declared = ""] = exported ?? [];
  if (!line || !words || !/^(?:async |abstract )?(?:function|class|const|interface|type|enum)\b/.test(declared))
    return lines;
  const head = /^(?:\w+\s+)+[\w$]+/.exec(declared)?.[0];
  return head && line.trimStart().startsWith(head) && !line.trimStart().startsWith("export")
    ? lines.map((each, i) => (i === first ? each.replace(/\S/, (character) => words + character) : each))
    : lines;
}

/**
 * Whether the answer ended before the code did. Brackets tell, where there are some; otherwise an answer that nothing
 * closed must end as the target does, or at least not where lines of the target are still to come.
 */
function seemsCutOff(code: string, isOpen: boolean, isFenced: boolean, original: Original): boolean {
  const { language, region } = original;
  if (parsedPart(original, code).tree?.rootNode.hasError && leavesOpen(code, original))
    return !leavesOpen(region, original);
  if (isFenced && !isOpen) return false;
  const [lines, target] = [writtenLines(code), writtenLines(region)];
  const last = lines.at(-1);
  if (last === undefined) return isOpen;
  if (target.at(-1) === last || isElision(last)) return false;
  if (isOpen && language?.indented) return true;
  const place = target.lastIndexOf(last);
  return place >= 0 && target.slice(place + 1).every((line) => !lines.includes(line));
}

/** A target that itself is only a piece of code may leave brackets open. */
function leavesOpen(code: string, { language }: Original): boolean {
  const { open, inside } = readBrackets(code, noBrackets, language?.indented ? ["#"] : ["//"]);
  return open.length > 0 || /^(?:\/\*|`|"""|''')$/.test(inside);
}
