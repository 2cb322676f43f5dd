import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver/node";
import { generate } from "../../../server/features/generation/generate.ts";
import { mayWorkAhead, worksAhead } from "../../../server/features/generation/mayWorkAhead.ts";
import { prefetch, prewarm } from "../../../server/features/generation/prefetch.ts";
import { ScriptedEngine } from "../../scriptedEngine.ts";
import { sessionAt } from "../../session.ts";

const limits = { priority: "typing", maxTokens: 64, maxMs: 1000 } as const;

function at(marked: string, ...pieces: string[]) {
  const engine = new ScriptedEngine(...pieces);
  if (engine.status.state !== "ready") throw new Error("not ready");
  return { engine, model: engine.status.model, ...sessionAt(marked, engine) };
}

test("what follows a suggestion is asked for as if it were accepted, and in the background", async () => {
  const { session, cursor, model, engine } = at("const sum = │old\nconst other = 2;\n", "two;");
  const flight = prefetch(session, cursor, { text: "one + ", replaceAfter: 3 }, model, limits);
  expect((await flight.landed)?.outcome).toEqual({ suggestion: { text: "two;", replaceAfter: 0 } });
  expect(engine.asked[0]?.prompt).toContain("const sum = one +");
  expect(engine.asked[0]?.request.priority).toBe("background");
});

test("whoever accepts the suggestion finds the next one", async () => {
  const { session, cursor, model, engine } = at("const sum = │\n", "two;");
  const flight = prefetch(session, cursor, { text: "one + ", replaceAfter: 0 }, model, limits);
  const accepted = sessionAt("const sum = one + │\n", engine).cursor;
  expect(flight.leadsTo(accepted)).toBe(true);
});

test("a prompt is read ahead of the first key, and nothing is generated", async () => {
  const { session, cursor, model, engine } = at("const sum = │\n");
  await prewarm(session, cursor, model, limits, CancellationToken.None);
  expect(engine.asked[0]?.request).toMatchObject({ priority: "background", maxTokens: 0 });
});

test("in the pause a model reads all it should be shown, and is asked with that only once it has", async () => {
  const lines = Array.from({ length: 300 }, (_, i) => `const line${i} = ${i};\n`).join("");
  const { session, cursor, model, engine } = at(`${lines}const sum = │\n`, "one;");
  const ask = (token = CancellationToken.None) => generate(session, cursor, model, limits, () => {}, token);
  const promptCharacters = () => engine.asked.at(-1)?.prompt.length ?? 0;
  await ask();
  const first = promptCharacters();
  await prewarm(session, cursor, model, limits, CancellationToken.Cancelled);
  await ask();
  expect(promptCharacters()).toBe(first);
  await prewarm(session, cursor, model, limits, CancellationToken.None);
  await ask();
  expect(promptCharacters()).toBeGreaterThan(4 * first);
});

test.each([
  ["a local model", undefined, true],
  ["a server on this machine", { isLoopback: true }, true],
  ["a server elsewhere", { isLoopback: false }, false],
])("work ahead of what is asked for: %s", (_where, remote, may) => {
  const { model } = at("│");
  const served = remote && { name: "box", host: "box:8080", sends: "code", ...remote };
  expect(mayWorkAhead({ ...model, ...(served && { remote: served }) })).toBe(may);
});

test.each([
  ["auto", false, true],
  ["auto", true, false],
  ["always", true, true],
  ["never", false, false],
] as const)("workAhead %s, on battery: %s", (workAhead, isOnBattery, works) => {
  expect(worksAhead({ workAhead }, at("│").model, { isOnBattery })).toBe(works);
});
