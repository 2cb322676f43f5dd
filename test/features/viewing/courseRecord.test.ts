import { expect, test } from "@jest/globals";
import type { RequestRecord } from "../../../models/requestRecord.ts";
import type { Session } from "../../../server/features/session.ts";
import { courseRecord } from "../../../server/features/viewing/courseRecord.ts";
import type { Verifier } from "../../../server/verify/verifier.ts";
import { ScriptedEngine } from "../../scriptedEngine.ts";
import { ActingEditor } from "../acting.ts";
import { Answers, fenced } from "../answers.ts";
import { Reader } from "../reader.ts";
import { ownRuntimeFolder } from "../runtimeFolder.ts";

ownRuntimeFolder();

const code = "const rate = 2;\n\nfunction total(price) {\n  return prise│ * rate;\n}\n\nexport { total };\n";
const fixed = "function total(price) {\n  return price * rate;\n}";
const edit = "-  return prise * rate;\n+  return price * rate;";
const problems = ["Cannot find name 'prise'."];

/** What is told of each request from now on. */
function toldOf({ traces }: { readonly traces: Session["suggester"]["traces"] }): RequestRecord[] {
  const told: RequestRecord[] = [];
  traces.onEnd = (course, end, trace) => void told.push(courseRecord(told.length + 1, course, end, trace));
  return told;
}

test("an action is told with what the model was told and wrote, its edit, and where the time went", async () => {
  const editor = new ActingEditor(code, new Answers(fenced(fixed)), { problems });
  const told = toldOf(editor);
  await editor.choose(/^Hearth: Fix/);
  expect(told).toMatchObject([
    {
      ...{ id: 1, request: "action", title: "Fix: Cannot find name 'prise'.", outcome: "changed", message: null },
      ...{ path: "a.ts", line: 4, model: "hearth-scripted", written: fenced(fixed), suggested: edit, end: "stop" },
    },
  ]);
  const [record] = told;
  const sources = record?.prompt.map(({ from }) => from?.source);
  expect([sources?.[0], sources?.at(-1)]).toEqual(["system", "instruction"]);
  expect(record?.prompt).toContainEqual(expect.objectContaining({ text: expect.stringContaining("prise * rate") }));
  expect(record?.spans.map(({ phase }) => phase)).toEqual(
    expect.arrayContaining(["gather", "read", "filters", "edit"]),
  );
  expect(editor.traces.all.at(-1)).toMatchObject({ request: "action", outcome: "changed", tokens: expect.any(Object) });
});

test("an action that changes nothing is told with its reason, and with all that the model was asked for it", async () => {
  const editor = new ActingEditor(code, new Answers("I am sorry."), { problems });
  const told = toldOf(editor);
  await editor.choose(/^Hearth: Fix/);
  expect(told).toMatchObject([{ outcome: "refused", message: expect.stringMatching(/^Nothing was changed\. /) }]);
  // It was asked twice.
  expect(told[0]?.prompt.map(({ from }) => from?.source)).toEqual(expect.arrayContaining(["assistant", "user"]));
});

test("the time in which a checker looks at an edit is a phase, and what it holds back is told", async () => {
  const brought = { uri: "file:///workspace/a.ts", message: "is wrong", isFault: true, start: 0, end: 1 };
  const verifier: Verifier = {
    covers: async () => false,
    verify: async () => ({ kind: "told", brought: [brought], gone: [], kept: [] }),
  };
  const editor = new ActingEditor(code, new Answers(fenced(fixed)), { problems, verifier });
  const told = toldOf(editor);
  await editor.choose(/^Hearth: Fix/);
  expect(told).toMatchObject([{ outcome: "withheld", suggested: edit }]);
  expect(told[0]?.spans.map(({ phase }) => phase)).toContain("check");
});

test("a secret that a model repeats is not told", async () => {
  const secret = "hunter2hunter2";
  const marked = `const password = "${secret}";\n${code}`;
  const editor = new ActingEditor(marked, new Answers(`password = "${secret}"`), { problems });
  const told = toldOf(editor);
  await editor.choose(/^Hearth: Fix/);
  expect(told).toHaveLength(1);
  expect(JSON.stringify(told)).not.toContain(secret);
});

test("an explanation is told with its name and text; one that was known asks nobody and is no request", async () => {
  const files = "--- price.ts\nexport function priceOf(item: Item): number {\n  return tax(item.cents);\n}\n";
  const main = '--- main.ts\nimport { priceOf } from "./price";\nprice│Of(bread);\n';
  await using reader = await Reader.of(files + main, new ScriptedEngine("Adds the tax."));
  const told = toldOf(reader.suggester);
  await reader.explain();
  await reader.explain();
  expect(told).toMatchObject([
    {
      ...{ request: "explanation", title: "`priceOf`", outcome: "shown", path: "main.ts", line: 2 },
      ...{ written: "Adds the tax.", suggested: "Adds the tax.", model: "hearth-scripted" },
    },
  ]);
});
