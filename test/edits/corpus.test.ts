import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { applied } from "../../server/edits/changes.ts";
import type { Proposal } from "../../server/edits/proposal.ts";
import { propose } from "../../server/edits/propose.ts";
import type { EditTarget } from "../../server/edits/target.ts";
import { parse, syntaxErrors } from "../../server/languages/parse.ts";
import { layoutErrors } from "../../server/languages/python/layout.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { forms } from "../lineEnds.ts";
import { congruentFrom, Random } from "../random.ts";
import { type Case, corpus } from "./corpus.ts";

const cases = corpus();

test("the corpus is large enough to mean something", () => {
  expect(cases.length).toBeGreaterThanOrEqual(70);
  expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
});

const inAllForms = forms.flatMap((form) => corpus(form).map((one) => [form.name, one.title, one] as const));

test.each(inAllForms)("%s: %s", async (_form, _title, { answer, target, names, expected }) => {
  const result = await propose(answer, target, names);
  const outcome =
    result.kind === "edit" ? { text: result.newText, warnings: result.warnings } : { reason: result.reason };
  expect(outcome).toEqual(expected);
  if (result.kind === "edit") expectTrusted(result, target);
});

test.each(cases.map((one) => [one.title, one] as const))("%s: cut off anywhere it breaks nothing", async (_, one) => {
  const random = new Random(congruentFrom(one.title.length + one.answer.length));
  for (let i = 0; i < 12; i++) await expectHarmless(one.answer.slice(0, random.below(one.answer.length)), one);
});

test.each(cases.map((one) => [one.title, one] as const))(
  "%s: with lines lost or doubled it breaks nothing",
  async (_, one) => {
    const random = new Random(congruentFrom(one.title.length * 31 + one.answer.length));
    for (let i = 0; i < 12; i++) {
      const lines = one.answer.split("\n");
      const at = random.below(lines.length);
      lines.splice(at, 1, ...(random.below(2) === 0 ? [] : [lines[at] ?? "", lines[at] ?? ""]));
      await expectHarmless(lines.join("\n"), one);
    }
  },
);

async function expectHarmless(answer: string, { target, names }: Case): Promise<void> {
  const result = await propose(answer, target, names);
  if (result.kind === "edit") expectTrusted(result, target);
  else expect(result.reason).toMatch(/^\S.*\.$/);
}

/** What holds of every edit that is proposed, whatever the answer was. */
function expectTrusted({ changes, newText }: Proposal, target: EditTarget): void {
  expect(applied(target.text, changes)).toBe(newText);
  expect(errorsIn(newText, target)).toBeLessThanOrEqual(errorsIn(target.text, target));
  changes.forEach((change, i) => {
    expect(change.start).toBeGreaterThanOrEqual(changes[i - 1]?.end ?? 0);
    expect(target.text.slice(change.start, change.end)).not.toBe(change.newText);
    expect(isInTarget(change, target) || isImport(change, target)).toBe(true);
  });
}

function errorsIn(text: string, { path }: EditTarget): number {
  const language = languageOf(path);
  const tree = language && parse(language, text);
  if (!tree) return 0;
  return (
    syntaxErrors(tree, 0, text.length) +
    (language.indented ? atOnce(layoutErrors(tree, text, 0, text.length)).length : 0)
  );
}

type Change = Proposal["changes"][number];

function isInTarget({ start, end }: Change, { text, mode, ...target }: EditTarget): boolean {
  if (mode === "rename") return true;
  const lineStart = text.lastIndexOf("\n", target.start - 1) + 1;
  const comment = mode === "document" ? text.lastIndexOf("/**", target.start) : -1;
  return start >= (comment < 0 ? lineStart : Math.min(comment, lineStart)) && end <= target.end;
}

/** Beside the target only imports are added. */
function isImport({ start, end, newText }: Change, { text }: EditTarget): boolean {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const isExtended = /^(?:import|from|const)\b|^\s+\w+,?\s*$/.test(line + newText);
  return start === end && (isExtended || /^\s*(?:import|from|const (?:\S+|\{[^}]*\}) = require)\b/.test(newText));
}
