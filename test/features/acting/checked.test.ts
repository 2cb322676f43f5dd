import { expect, test } from "@jest/globals";
import { defaultConfig } from "../../../server/config/config.ts";
import type { Verdict, Verifier } from "../../../server/verify/verifier.ts";
import { untold } from "../../../server/verify/verifier.ts";
import { ActingEditor } from "../acting.ts";
import { Answers, fenced } from "../answers.ts";

const source = "export function tax(price: number) {\n  return │pric * 0.2;\n}\n";
const problem = "Cannot find name 'pric'.";
const fixed = "export function tax(price: number) {\n  return price * 0.2;\n}";
const worse = "export function tax(price: number) {\n  return price.rate * 0.2;\n}";

const newProblem = "Property 'rate' does not exist on type 'number'.";
const messages: Readonly<Record<string, string>> = { pric: problem, rate: newProblem };

/** A checker that knows what `pric` and `rate` are wrong for. */
class Checker implements Verifier {
  readonly asked: string[] = [];

  covers = async () => true;

  verify = async ({ files }: Parameters<Verifier["verify"]>[0]): Promise<Verdict> => {
    const [file] = files;
    if (!file) return untold("there is no file");
    this.asked.push(file.after);
    const found = (text: string) =>
      [...text.matchAll(/\b(?:pric|rate)\b/g)].map((one) => {
        const place = { start: one.index, end: one.index + one[0].length };
        return { uri: file.uri, message: messages[one[0]] ?? "", isFault: true, ...place };
      });
    const [before, after] = [found(file.before), found(file.after)];
    const isIn = (all: readonly { message: string }[]) => (one: { message: string }) =>
      all.some(({ message }) => message === one.message);
    return {
      kind: "told",
      brought: after.filter((one) => !isIn(before)(one)),
      gone: before.filter((one) => !isIn(after)(one)),
      kept: before.filter(isIn(after)),
    };
  };
}

const covers = async () => true;

function editorOf(verifier: Verifier, ...answers: string[]) {
  const engine = new Answers(...answers.map((answer) => fenced(answer)));
  return { engine, editor: new ActingEditor(source, engine, { problems: [problem], verifier }) };
}

test("a fix that holds is made", async () => {
  const { editor, engine } = editorOf(new Checker(), fixed);
  await editor.choose(/Fix/);
  expect(editor.text).toBe(`${fixed}\n`);
  expect([editor.messages, engine.asked.length]).toEqual([[], 1]);
  expect(editor.steps).toContain("Hearth: Fix: Cannot find name 'pric'.: checking");
});

test("a fix that brings another problem goes back to the model, with what the checker says as data", async () => {
  const { editor, engine } = editorOf(new Checker(), worse, fixed);
  await editor.choose(/Fix/);
  expect(editor.text).toBe(`${fixed}\n`);
  expect(editor.messages).toEqual([]);
  expect(engine.asked.at(-1)?.prompt).toContain(
    "Your code makes these new problems:\n```\nProperty 'rate' does not exist on type 'number'.\n  return price.rate * 0.2;\n```",
  );
});

test("further answers are drawn until one holds", async () => {
  const { editor, engine } = editorOf(new Checker(), worse, worse, worse, fixed);
  await editor.choose(/Fix/);
  expect(editor.text).toBe(`${fixed}\n`);
  expect(engine.asked.map(({ request: { temperature, draw } }) => [temperature, draw])).toEqual([
    [0, undefined],
    [0, undefined],
    [0.7, 2],
    [0.7, 3],
  ]);
  expect(editor.steps).toContain("Hearth: Fix: Cannot find name 'pric'.: answer 4 of at most 6");
});

test("a model that changes nothing is asked further where somebody can tell whether its answer holds", async () => {
  const nothing = source.replace("│", "").trimEnd();
  const { editor } = editorOf(new Checker(), nothing, nothing, nothing, fixed);
  await editor.choose(/Fix/);
  expect(editor.text).toBe(`${fixed}\n`);
});

test("in a language that nobody checks a model that changes nothing is asked twice", async () => {
  const { engine, editor } = editorOf(
    { covers: async () => false, verify: async () => untold("there is no checker") },
    source.replace("│", "").trimEnd(),
  );
  await editor.choose(/Fix/);
  expect(editor.messages.join()).toContain("The model changed nothing");
  expect(engine.asked).toHaveLength(2);
});

test("a fix that brings another problem each time is not made, and what it does is told", async () => {
  const { editor, engine } = editorOf(new Checker(), worse);
  await editor.choose(/Fix/);
  expect(editor.edits).toEqual([]);
  expect(editor.messages).toEqual([
    "Hearth: Nothing was changed: the edit solves “Cannot find name 'pric'.” and brings “Property 'rate' does not exist on type 'number'.” (line 2). The code actions there have it all the same.",
  ]);
  expect(engine.asked).toHaveLength(defaultConfig.verify.maxAnswers);
});

test("an edit that was not made is in the menu while the text stays, and is made without another check", async () => {
  const checker = new Checker();
  const { editor } = editorOf(checker, worse);
  expect((await editor.menu()).some(({ title }) => /all the same/.test(title))).toBe(false);
  await editor.choose(/Fix/);
  const checks = checker.asked.length;
  await editor.choose(/Make the edit all the same: it solves .* and brings “Property 'rate'/);
  expect(editor.text).toBe(`${worse}\n`);
  expect(checker.asked).toHaveLength(checks);
  expect((await editor.menu()).some(({ title }) => /all the same/.test(title))).toBe(false);
});

test("a fix that leaves its problem is not made", async () => {
  const lazy = "export function tax(price: number) {\n  return pric * 0.25;\n}";
  const { editor, engine } = editorOf(new Checker(), lazy);
  await editor.choose(/Fix/);
  expect(editor.edits).toEqual([]);
  expect(editor.messages.join()).toContain("the edit leaves “Cannot find name 'pric'.” as it is");
  expect(engine.prompts[1]).toContain("With your code this problem is still there");
});

test("of two answers that fall short the better one is kept", async () => {
  const worst = "export function tax(price: number) {\n  return price.rate * price.rate;\n}";
  const { editor } = editorOf(new Checker(), worse, worst);
  await editor.choose(/Fix/);
  await editor.choose(/all the same/);
  expect(editor.text).toBe(`${worse}\n`);
});

test("where nobody can say anything a fix is made as it is", async () => {
  const { editor, engine } = editorOf({ covers, verify: async () => untold("it needs too long") }, worse);
  await editor.choose(/Fix/);
  expect(editor.text).toBe(`${worse}\n`);
  expect(engine.asked).toHaveLength(1);
});

test("what its user cancels in the middle of a check is not made", async () => {
  const verifier: Verifier = {
    covers,
    verify: async () => {
      editor.cancel();
      return untold("it was cancelled");
    },
  };
  const { editor } = editorOf(verifier, fixed);
  await editor.choose(/Fix/);
  expect([editor.edits, editor.messages, editor.steps.at(-1)]).toEqual([[], [], "end"]);
});

test("what was typed meanwhile is part of what is checked", async () => {
  const checker = new Checker();
  class Slow extends Answers {
    override generate(...asked: Parameters<Answers["generate"]>) {
      editor.type("export function tax", "// new\n");
      return super.generate(...asked);
    }
  }
  const editor = new ActingEditor(source, new Slow(fenced(fixed)), { problems: [problem], verifier: checker });
  await editor.choose(/Fix/);
  expect(checker.asked).toEqual([`// new\n${fixed}\n`]);
  expect(editor.text).toBe(`// new\n${fixed}\n`);
});

test("secrets in what a checker says are not told to the model", async () => {
  const key = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
  const verifier: Verifier = {
    covers,
    verify: async ({ files: [file] }) => {
      const found = { uri: file?.uri ?? "", message: `"${key}" is wrong`, isFault: true, start: 0, end: 0 };
      return { kind: "told", brought: [found], gone: [], kept: [] };
    },
  };
  const { editor, engine } = editorOf(verifier, fixed);
  await editor.choose(/Fix/);
  expect(engine.prompts[1]).toContain("is wrong");
  expect(engine.prompts.join()).not.toContain(key);
});
