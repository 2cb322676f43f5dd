import type { DocRules } from "../../languages/language.ts";
import { rulesOf } from "../../languages/languages.ts";
import { endAbove, indentationOf, isBlank, lineStart, withLineFeeds } from "../../text/lines.ts";
import type { ReadAnswer } from "../answer/read.ts";
import { answerCutOff } from "../answer/read.ts";
import type { Draft } from "../draft.ts";
import { drafted } from "../draft.ts";
import { type Original, parsed } from "../original.ts";
import { isRefusal, type Refusal, refused } from "../proposal.ts";
import { chosenBlock } from "../rewrite/choose.ts";
import { withoutLineNumbers } from "../rewrite/lineNumbers.ts";
import { nothingChanged } from "./replace.ts";
import { withoutInventedErrors, withoutInventedParameters, withoutReceiver } from "./whatIsTold.ts";

/** The definition with the documentation of an answer. Its code stays as it is, whatever else the answer says of it. */
export async function documented(answer: ReadAnswer, original: Original): Promise<Draft | Refusal> {
  const definition = original.own[0] ?? original.around[0];
  const rules = rulesOf(original.language).docs;
  if (!definition || !rules) return nothingToDocument;
  const lines = answer.kind === "hunks" ? answer.hunks.flatMap(({ after }) => after) : await linesOf(answer, original);
  const told = await documentationIn(lines.join("\n"), definition.name, rules, original);
  if (isRefusal(told)) return told;
  const signature = original.text.slice(definition.start, definition.bodyStart);
  const found = withoutInventedParameters(withoutReceiver(withoutInventedErrors(told, original.text)), signature);
  const wrong = wrongParameter(found, signature);
  if (wrong !== undefined) return noParameter(wrong);
  const place = rules.place === "inside" ? docstringPlace(original) : commentPlace(original);
  if (isRefusal(place)) return place;
  const text = rules.laidOut(found, place.indent);
  const { docStart, docEnd } = definition;
  const hasOne = docStart < docEnd && rules.replaced.test(original.text.slice(docStart, docEnd));
  if (hasOne && withLineFeeds(original.text.slice(docStart, docEnd)) === text) return nothingChanged;
  return hasOne
    ? drafted(original, text, [docStart, docEnd])
    : drafted(original, `${place.indent}${text}\n`, [place.at, place.at]);
}

const nothingToDocument = refused(
  "There is nothing here to document.",
  "Answer with the documentation only, in one fenced block.",
);

const noDocumentation = refused(
  "The answer holds no documentation.",
  "Answer with the documentation comment only, in one fenced block.",
);

async function linesOf(answer: Extract<ReadAnswer, { kind: "code" }>, original: Original): Promise<readonly string[]> {
  return withoutLineNumbers((await chosenBlock(answer.blocks, original))?.lines ?? []);
}

/**
 * The documentation of the definition in a text that shows it, else the first in the text. It reaches from its opening
 * to its closing mark.
 */
async function documentationIn(
  text: string,
  name: string,
  { marks, line }: DocRules,
  original: Original,
): Promise<string | Refusal> {
  const { definitions } = (await parsed(original.language, text, original.slices)).tags;
  const shown = definitions.find((one) => one.name === name && one.docStart < one.docEnd);
  if (shown) return text.slice(shown.docStart, shown.docEnd);
  const run = line === undefined ? [] : firstRun(text.split("\n"), line);
  if (run.length > 0) return run.join("\n");
  const found = marks.filter(([open]) => text.includes(open));
  const [mark] = found.sort(([a], [b]) => text.indexOf(a) - text.indexOf(b));
  if (!mark) return noDocumentation;
  const [opening, closing] = mark;
  const start = text.indexOf(opening);
  const end = text.indexOf(closing, start + opening.length);
  return end < 0 ? answerCutOff : text.slice(start, end + closing.length);
}

/** The first lines one below the other that all begin with a mark. */
function firstRun(lines: readonly string[], mark: string): readonly string[] {
  const start = lines.findIndex((line) => line.trimStart().startsWith(mark));
  const run = start < 0 ? [] : lines.slice(start);
  const end = run.findIndex((line) => !line.trimStart().startsWith(mark));
  return end < 0 ? run : run.slice(0, end);
}

/** A parameter that the documentation speaks of and the signature does not have. */
function wrongParameter(documentation: string, signature: string): string | undefined {
  const named = [
    ...documentation.matchAll(/@param\s+(?:\{[^}\n]{0,200}\}\s*)?\[?([\w$]+)|:param\s+(?:\w+\s+)?(\w+)\s*:/g),
  ];
  const words = new Set(signature.match(/[\w$]+/g));
  const isPattern = /[({,]\s*\{/.test(signature);
  return named.map(([, script, python]) => script ?? python ?? "").find((name) => !words.has(name) && !isPattern);
}

function noParameter(name: string): Refusal {
  return refused(
    `The answer documents a parameter \`${name}\` that is not there.`,
    `There is no parameter \`${name}\`. Document only the parameters of the signature.`,
  );
}

type DocumentationPlace = { readonly at: number; readonly indent: string };

function commentPlace(original: Original): DocumentationPlace {
  const { text } = original;
  const start = (original.own[0] ?? original.around[0])?.start ?? original.start;
  const line = lineStart(text, start);
  const at = text.startsWith("\uFEFF", line) ? line + 1 : line;
  return { at, indent: indentationOf(text.slice(at, start)) };
}

/** On the line below the signature, at the depth of the body. */
function docstringPlace(original: Original): DocumentationPlace | Refusal {
  const { text } = original;
  const { bodyStart = original.start } = original.own[0] ?? original.around[0] ?? {};
  const indent = text.slice(lineStart(text, bodyStart), bodyStart);
  if (!isBlank(indent)) return nothingToDocument;
  let at = lineStart(text, bodyStart);
  for (;;) {
    const end = endAbove(text, at);
    const above = lineStart(text, end);
    if (above === at || !/^\s*(?:#|$)/.test(text.slice(above, end))) break;
    at = above;
  }
  return { at, indent };
}
