import { basename } from "node:path";
import { short } from "../../actions/site.ts";
import { filePath } from "../../index/paths.ts";
import { lineNumberAt, lineStarts } from "../../text/lines.ts";
import type { Shortfall } from "../../verify/shortfall.ts";
import type { WorkedOut } from "./runAction.ts";

/** The effect of an edit that falls short, by its verbs: "solves “…” and brings “…” (line 3)". */
export function effectOf(outcome: WorkedOut, { brought: [first, ...more], unsolved, solved }: Shortfall): string {
  const parts = [
    ...(solved.length > 0 ? [`solves ${quoted(solved)}`] : []),
    ...(unsolved.length > 0 ? [`leaves ${quoted(unsolved)} as it is`] : []),
    ...(first ? [`brings “${headOf(first.message)}”${placeOf(outcome, first)}${counted(more.length)}`] : []),
  ];
  return parts.join(" and ");
}

function quoted([first = "", ...more]: readonly string[]): string {
  return `“${headOf(first)}”${counted(more.length)}`;
}

/** What stands below the first line of a message says why. */
function headOf(message: string): string {
  return short(message.split("\n", 1)[0] ?? "");
}

function counted(more: number): string {
  return more === 0 ? "" : ` and ${more} more`;
}

function placeOf(outcome: WorkedOut, { uri, start }: { readonly uri: string; readonly start: number }): string {
  if (outcome.kind === "edit" && outcome.target.uri === uri) {
    return ` (line ${lineNumberAt(lineStarts(outcome.proposal.newText), start) + 1})`;
  }
  return ` (in ${basename(filePath(uri) ?? uri)})`;
}
