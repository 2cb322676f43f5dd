import { isBlank } from "../../text/lines.ts";
import { writtenLines } from "../lines.ts";
import type { Original } from "../original.ts";

/** A signature that is written twice, as by a model that was shown it as the beginning of its answer. */
export function withoutEchoes(lines: readonly string[], { region }: Original): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  const isEcho = first >= 0 && lines[first]?.trim() === lines[first + 1]?.trim() && /[{:]\s*$/.test(lines[first] ?? "");
  const [own, next] = writtenLines(region);
  return isEcho && own !== next ? lines.filter((_, i) => i !== first) : lines;
}

/** The comment that stands above the target already, and is none of it. */
export function withoutCommentAbove(
  lines: readonly string[],
  { text, regionStart, mode }: Original,
): readonly string[] {
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
export function withExport(lines: readonly string[], { region }: Original): readonly string[] {
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
