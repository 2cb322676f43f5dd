import { describe, expect, test } from "@jest/globals";
import type { Action } from "../../server/actions/action.ts";
import { actions } from "../../server/actions/actions.ts";
import { endings } from "../../server/suggestions/endings.ts";
import type { Ending, Filter } from "../../server/suggestions/filter.ts";
import { filters } from "../../server/suggestions/filters.ts";
import { ownRuntimeFolder } from "../features/runtimeFolder.ts";
import { suggest, suggestWithEnding, suggestWithFilter } from "../suggestions/fixture.ts";
import { carriedOut, type Outcome, promised } from "./actionExample.ts";
import { type Documented, documentedBy, documentedIn, documentedValue, type Example } from "./examples.ts";

ownRuntimeFolder();

const ofActions = documentedIn("server/actions");
const ofFilters = documentedIn("server/suggestions/filters");
const ofEndings = documentedIn("server/suggestions/endings");

const outcomes = new Map<Example, Promise<Outcome>>();

/** What comes of an example, worked out once. */
function outcomeOf(example: Example): Promise<Outcome> {
  const known = outcomes.get(example) ?? carriedOut(example);
  outcomes.set(example, known);
  return known;
}

/** Each example as a row: whose it is, its title, itself. */
const rows = (all: readonly Documented[]) =>
  all.flatMap(({ name, examples }) => examples.map((example) => [name, example.title, example] as const));

const lists: [string, readonly Documented[], readonly unknown[]][] = [
  ["action", ofActions, actions],
  ["filter", ofFilters, filters],
  ["ending", ofEndings, endings],
];

test.each(lists)("every %s has an example", async (_, documented, all) => {
  const values = await Promise.all(documented.map(documentedValue));
  expect(all.filter((one) => !values.includes(one))).toEqual([]);
});

describe("an action makes of its example what its comment says", () => {
  test.each(rows(ofActions))("%s: %s", async (_, _title, example) => {
    const { after, messages, prompts } = await outcomeOf(example);
    expect({ after, messages }).toEqual({ after: promised(example), messages: [] });
    expect(prompts).toHaveLength(example.after.text.includes("«") ? Math.max(1, prompts.length) : 0);
    for (const problem of example.notes.Problem ?? []) expect(prompts.join()).toContain(problem);
  });
});

test.each(ofActions)("the examples of $name are offered by it alone", async (documented) => {
  const action = (await documentedValue(documented)) as Partial<Action>;
  for (const example of documented.examples) {
    const [offer, ...others] = (await outcomeOf(example)).offers;
    expect(others).toEqual([]);
    // A user's own action has no constant of its own, and what only shows something names no action.
    if (action.id === undefined) continue;
    expect(offer).toEqual({ kind: action.kind, action: example.after.language === "text" ? undefined : action.id });
  }
});

/** All that a fixture shows when nothing is filtered and nothing ends it. */
const untouched = (example: Example) =>
  suggestWithFilter((suggestion) => suggestion, example.before.text, optionsOf(example));

const languages: Readonly<Record<string, string>> = { ts: "typescript", tsx: "typescriptreact", py: "python" };
const optionsOf = ({ before, notes }: Example) => ({
  language: languages[before.language] ?? before.language,
  ...(notes.Lines && { maxLines: Number(notes.Lines[0]) }),
});

test.each(rows(ofFilters))("%s: %s", async (name, _, example) => {
  const filter = filters.find((one) => one.name === name) as Filter;
  const { text } = example.after;
  expect(untouched(example)).not.toBe(text);
  expect(suggestWithFilter(filter, example.before.text, optionsOf(example))).toBe(text);
  expect(suggest(example.before.text, optionsOf(example))).toBe(text);
});

test.each(rows(ofEndings))("%s: %s", async (name, _, example) => {
  const ending = endings.find((one) => one.name === name) as Ending;
  const { text } = example.after;
  expect(untouched(example)).not.toBe(text);
  expect(suggestWithEnding(ending, example.before.text, optionsOf(example))).toBe(text);
  expect(suggest(example.before.text, optionsOf(example))).toBe(text);
});

const source = (lines: string) => `/**\n * Does it.\n *\n${lines} */\nexport const it = 1;\n`;

test.each([
  ["has no after", " * @example Do it\n * ```ts\n * a\n * ```\n"],
  ["has a line that says nothing", " * @example Do it\n * Hm\n * ```ts\n * a\n * ```\n * ```ts\n * b\n * ```\n"],
])("an example that %s is refused", (_, lines) => {
  expect(() => documentedBy(source(lines), "it.ts")).toThrow(/it\.ts, it: /);
});

test("an example of an action whose outcome is another is seen", async () => {
  const [documented] = ofActions.filter(({ name }) => name === "rename");
  const [example] = documented?.examples ?? [];
  if (!example) throw new Error("no example");
  const wrong = { ...example, before: { ...example.before, text: example.before.text.replace("0.2", "0.3") } };
  expect((await carriedOut(wrong)).after).not.toBe(promised(wrong));
  await expect(carriedOut({ ...example, title: "Rename q for clarity" })).rejects.toThrow("the menu has no");
});
