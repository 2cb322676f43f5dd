import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { repository, TestUser } from "../../process/environment.ts";
import { ScriptedHost } from "../../process/scriptedHost.ts";
import { type Bug, bugsIn } from "../benchmarks/bugs.ts";
import type { Header } from "../lib/header.ts";
import { Journal } from "../lib/journal.ts";
import { solveChecked } from "./checked.ts";
import { solveAll } from "./run.ts";
import type { Checked, Found, LeftOut } from "./tables.ts";

const fixture = (name: string) => join(repository, "test/eval/benchmarks/fixtures", name);
const header: Header = { evaluation: "eval:fix", model: null, options: {}, product: "", commit: "", machine: "" };

let user: TestUser;
let host: ScriptedHost;
let journal: Journal<Found | LeftOut>;
beforeEach(async () => {
  user = new TestUser();
  host = await ScriptedHost.start(user);
  journal = Journal.open(undefined, header);
});
afterEach(async () => {
  await host[Symbol.asyncDispose]();
  user[Symbol.dispose]();
});

/** Hearth is asked first, then the bare model. */
async function solve(bugs: readonly Bug[], answers: readonly string[], told: "test" | "nothing" = "test") {
  host.answers = [...answers];
  const options = { user, settings: host.settings, told, maxMs: Number.POSITIVE_INFINITY };
  expect(await solveAll(bugs, options, journal)).toBe(true);
  return bugs.map(({ id }) => journal.get(id) as Found);
}

const block = (code: string) => `\`\`\`\n${code}\`\`\``;
const whole = ({ above }: Bug, body: string) => block(`${above}${body}`);

test("a fix of Hearth's and one of the bare model run against the benchmark's tests", async () => {
  const [bug] = bugsIn(fixture("humanevalpack-python.jsonl")) as [Bug];
  const [found] = await solve([bug], [whole(bug, bug.right), whole(bug, bug.buggy)]);
  expect(found).toMatchObject({
    problem: "This test fails: above([3, 4], 3) == [4]",
    rightLines: 1,
    hearth: { refusal: null, score: { passes: true, leavesOther: true, changedLines: 1 } },
    bare: { score: { passes: false, changedLines: 0 } },
  });
});

test("JavaScript is fixed, too", async () => {
  const [bug] = bugsIn(fixture("humanevalpack-js.jsonl")) as [Bug];
  const fixed = whole(bug, bug.right).replace("/* The sum of some numbers. */\n", "");
  const [found] = await solve([bug], [fixed, fixed]);
  expect(found).toMatchObject({
    hearth: { refusal: null, score: { passes: true } },
    bare: { score: { passes: true } },
  });
});

test("both are told which test fails, or that the function is wrong", async () => {
  const [bug] = bugsIn(fixture("humanevalpack-python.jsonl")) as [Bug];
  await solve([bug], [whole(bug, bug.right)]);
  expect(host.asked).toHaveLength(2);
  for (const { request } of host.asked) expect(JSON.stringify(request.prompt)).toContain("above([3, 4], 3) == [4]");
  journal = Journal.open(undefined, header);
  host.asked.length = 0;
  await solve([bug], [whole(bug, bug.right)], "nothing");
  expect(host.asked).toHaveLength(2);
  for (const { request } of host.asked) {
    expect(JSON.stringify(request.prompt)).toContain("above does not do what it should.");
    expect(JSON.stringify(request.prompt)).not.toContain("[3, 4]");
  }
});

test("a refusal is what the user was told", async () => {
  const [bug] = bugsIn(fixture("humanevalpack-python.jsonl")) as [Bug];
  const [found] = await solve([bug], ["I cannot.", "I cannot.", "I cannot."]);
  expect(found).toMatchObject({ hearth: { document: null, score: null, refusal: expect.stringMatching(/^\S.*\.$/) } });
  expect(found?.hearth.refusal).not.toContain("Nothing was changed");
});

test("bugs are solved one after the other, and what the journal knows is not asked again", async () => {
  const bugs = bugsIn(fixture("humanevalpack-python.jsonl")) as [Bug, Bug];
  await solve(
    bugs,
    bugs.flatMap((bug) => [whole(bug, bug.right), whole(bug, bug.right)]),
  );
  const asked = host.asked.length;
  const found = await solve(bugs, []);
  expect(found.map(({ hearth, bare }) => [hearth.score?.passes, bare.score?.passes])).toEqual([
    [true, true],
    [true, true],
  ]);
  expect(host.asked).toHaveLength(asked);
});

test("a bug that its tests do not find is left out", async () => {
  const [bug] = bugsIn(fixture("humanevalpack-python.jsonl")) as [Bug];
  expect(await solve([{ ...bug, tests: "" }], [])).toEqual([{ key: bug.id, leftOut: "its bug fails no test here" }]);
});

test("a model that only completes code cannot be asked", async () => {
  await host[Symbol.asyncDispose]();
  host = await ScriptedHost.start(user, { chat: false });
  await expect(solve(bugsIn(fixture("humanevalpack-js.jsonl")), [])).rejects.toThrow("only completes code");
});

test("a fix that a checker's tests refuse is asked for again, and stands beside its own first answer", async () => {
  const [bug] = bugsIn(fixture("humanevalpack-python.jsonl")) as [Bug];
  const wrong = `${bug.above}${bug.buggy.replace(/return .*/, "return 1000")}`;
  host.answers = [block(wrong), whole(bug, bug.right)];
  const checked = Journal.open<Checked | LeftOut>(undefined, header);
  const options = { user, settings: host.settings, maxMs: Number.POSITIVE_INFINITY };
  expect(await solveChecked([bug], options, checked)).toBe(true);
  expect(checked.records).toMatchObject([
    { unverified: { score: { passes: false } }, verified: { refusal: null, score: { passes: true } }, unchecked: null },
  ]);
  expect(host.prompt).toContain("This test fails");
});
