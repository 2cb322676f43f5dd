import type { TypeRules } from "../../languages/language.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { Node } from "../../languages/nameRules.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { ReadAnswer } from "../answer/read.ts";
import { applied } from "../changes.ts";
import { type Draft, drafted } from "../draft.ts";
import { withAnswerImports } from "../imports/answerImports.ts";
import type { KnownNames } from "../knownNames.ts";
import { type Original, parsed } from "../original.ts";
import { isRefusal, type Refusal, refused } from "../proposal.ts";
import { withoutLineNumbers } from "../rewrite/lineNumbers.ts";
import { nothingChanged, withMissingImports } from "./replace.ts";

/**
 * The function with the types that an answer gives its signature. Its code stays as it is, whatever else the answer
 * shows. Small models rewrite bodies that they were told to leave alone.
 */
export async function annotated(answer: ReadAnswer, original: Original, names: KnownNames): Promise<Draft | Refusal> {
  const name = original.own[0]?.name;
  const rules = rulesOf(original.language).types;
  const own = rules && name !== undefined ? functionNamed(original.tree?.rootNode, name, rules, original) : undefined;
  if (name === undefined || !own || !rules) return nothingToAnnotate;
  const lines = answer.kind === "hunks" ? answer.hunks.flatMap(({ after }) => after) : linesOf(answer);
  const shown = await signatureIn(lines.join("\n"), name, rules, original);
  if (!shown) return noSignature(name);
  const changes = rules.changes(own, shown);
  if (changes.length === 0) return nothingChanged;
  const region = changedRegion(original, changes);
  const draft = await drafted(original, region, [original.regionStart, original.end]);
  // Names that an answer imports over several lines are looked for in the workspace.
  const imports = lines.filter((line) => rulesOf(original.language).importing?.line.test(line));
  const complete = await withAnswerImports(draft, imports, original, names);
  return isRefusal(complete) ? complete : withMissingImports(complete, original, names);
}

const nothingToAnnotate = refused("There is no function here whose types could be written.", "");

function noSignature(name: string): Refusal {
  return refused(
    `The answer does not show the signature of \`${name}\`.`,
    `Answer with the signature of \`${name}\`, with a type for each parameter and for the result, in one fenced block.`,
  );
}

function linesOf({ blocks }: Extract<ReadAnswer, { kind: "code" }>): readonly string[] {
  return withoutLineNumbers(blocks.flatMap(({ lines }) => lines));
}

/** The first function of a tree that is declared under a name, inside of a range. */
function functionNamed(
  root: Node | undefined,
  name: string,
  { functions }: TypeRules,
  range: OffsetRange,
): Node | undefined {
  const waiting = root ? [root] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.startIndex >= range.end || node.endIndex <= range.start) continue;
    if (node.startIndex >= range.start && functions.has(node.type) && nameOf(node) === name) return node;
    waiting.push(...node.namedChildren.toReversed());
  }
  return undefined;
}

/** Its own name, or that of the variable, field or property that holds it. */
function nameOf(node: Node): string | undefined {
  const own = node.childForFieldName("name") ?? node.parent?.childForFieldName("name");
  return (own ?? node.parent?.childForFieldName("key") ?? node.parent?.childForFieldName("property"))?.text;
}

/** A signature may stand alone, without a body, and a method without its class. */
async function signatureIn(
  code: string,
  name: string,
  rules: TypeRules,
  { language, slices }: Original,
): Promise<Node | undefined> {
  for (const form of rules.forms(code.trimEnd())) {
    const { tree, text } = await parsed(language, form, slices);
    const found = functionNamed(tree?.rootNode, name, rules, { start: 0, end: text.length });
    if (found && !headOf(found).some(({ hasError }) => hasError)) return found;
  }
  return undefined;
}

function headOf(node: Node): Node[] {
  const head = ["parameters", "parameter", "return_type"].map((field) => node.childForFieldName(field));
  return head.filter((one) => one !== null);
}

/** The region with the changes, in lines that end in \n. */
function changedRegion({ text, regionStart, end }: Original, changes: readonly TextChange[]): string {
  return applied(text.slice(0, end), changes).slice(regionStart).replaceAll("\r\n", "\n");
}
