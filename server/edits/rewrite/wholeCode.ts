import { isBlank } from "../../text/lines.ts";
import { type Original, parsedPart } from "../original.ts";
import { type Refusal, refused } from "../proposal.ts";
import { filledIn, hasElisions } from "./elisions.ts";
import { baseOf, inFileStyle } from "./fit.ts";
import { withExport, withoutCommentAbove } from "./signature.ts";

/** Code for the target with all that an answer left out. */
export async function wholeCode(code: string, original: Original): Promise<string | Refusal> {
  const lines = withoutCommentAbove(code.split("\n"), original);
  const target = original.region.split("\n");
  if (original.mode === "replace" && hasElisions(lines, target)) {
    return filledIn(inPlace(lines, target, original), target)?.join("\n") ?? partial;
  }
  if (!(await lacksDefinitions(code, original))) return withExport(lines, original).join("\n");
  return placedSnippet(inPlace(lines, target, original), target) ?? partial;
}

export const partial = refused(
  "The answer shows only a part of the code, and where it belongs is not certain.",
  "Answer with the whole code, from its first line to its last, and leave nothing out.",
);

/** Lines that will stand between lines of the target are indented as those before they are compared with them. */
function inPlace(lines: readonly string[], target: readonly string[], original: Original): readonly string[] {
  const head = target.find((line) => !isBlank(line)) ?? "";
  return inFileStyle([head, ...lines], target, baseOf(original), original.unit).slice(1);
}

/** The answer declares nothing of what the target declares, nor as many things of the same kind under other names. */
async function lacksDefinitions(code: string, original: Original): Promise<boolean> {
  const { own, mode } = original;
  if (mode !== "replace" || own.length === 0) return false;
  const { definitions } = (await parsedPart(original, code)).tags;
  const names = new Set(definitions.map(({ name }) => name));
  const top = definitions.filter(({ parent }) => parent < 0);
  const isRenamed =
    top.length === own.length &&
    top.every(({ kind }, i) => kind === own[i]?.kind && kind !== "constant" && kind !== "variable");
  return !isRenamed && !own.some(({ name }) => names.has(name));
}

/**
 * The target with some of its lines changed. The first and the last of them stand there once, so what is between is
 * meant.
 */
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
