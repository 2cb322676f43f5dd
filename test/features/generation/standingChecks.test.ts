import { setTimeout } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver/node";
import type { Config } from "../../../server/config/config.ts";
import { inlineCompletion } from "../../../server/features/inlineCompletion.ts";
import type { Session } from "../../../server/features/session.ts";
import { type CandidateEdit, untold, type Verifier, verdictOf } from "../../../server/verify/verifier.ts";
import { ScriptedEngine } from "../../scriptedEngine.ts";
import { sessionAt } from "../../session.ts";
import { until } from "../../until.ts";

type Said = Verifier["verify"];

const place = "function price(net: number) {\n  │\n}\n";
const written = "const rate = 0.2;\n  const gross = net * BAD;\n  return gross;";
const before = "const rate = 0.2;";

/** Finds an error at every BAD, and what is in `also`; keeps what it was asked. */
function judge(also: Partial<{ message: string; code: string; isWarning: true }> = {}) {
  const asked: CandidateEdit[] = [];
  const verify: Said = async (candidate) => {
    asked.push(candidate);
    const found = (which: "before" | "after") => {
      return new Map(candidate.files.map(({ uri, [which]: text }) => [uri, findingsOf(text)]));
    };
    return verdictOf(candidate, found("before"), found("after"));
  };
  const findingsOf = (text: string) =>
    [...text.matchAll(/BAD\w*/g)].map(({ 0: name, index }) => {
      const place = { start: index, end: index + name.length };
      return { message: `${name} is wrong`, code: "1", isFault: true, ...place, ...also };
    });
  return { asked, verify };
}

/** An editor that asks for ghost text at the `│`, and a language server beside Hearth. */
function user(verify: Said, ...pieces: string[]) {
  const engine = new ScriptedEngine(...pieces);
  const { session: first } = sessionAt(place, engine);
  const { suggester } = first;
  const ask = async (marked = place, isByHand = false, config: Partial<Config> = {}) => {
    const { session, cursor } = sessionAt(marked, engine, suggester);
    const checked: Session = { ...session, config: { ...session.config, ...config }, suggestionVerifier: { verify } };
    const position = cursor.file.pointAt(cursor.offset);
    const context = { triggerKind: isByHand ? (1 as const) : (2 as const) };
    const items = await inlineCompletion(
      checked,
      { textDocument: { uri: cursor.file.uri }, position, context },
      CancellationToken.None,
    );
    return items?.map(({ insertText }) => insertText);
  };
  const withdrawn = () => until(() => suggester.counters.counts.withdrawn === 1);
  return { engine, suggester, ask, withdrawn };
}

test("a suggestion that brings an error is shown at once, and next time its lines before the error are", async () => {
  const { verify, asked } = judge();
  const { ask, withdrawn } = user(verify, written);
  expect(await ask()).toEqual([written]);
  expect(asked).toEqual([]);
  await withdrawn();
  expect(await ask()).toEqual([before]);
  expect(asked.map(({ files: [file] }) => file?.after.includes("BAD"))).toEqual([true, false]);
  expect(asked.every(({ isGuess }) => isGuess)).toBe(true);
});

test("where its first line is wrong another suggestion comes, and whoever types the first gets nothing", async () => {
  const { verify } = judge();
  const wrong = "return BAD(\n    net,\n  );";
  const { ask, withdrawn, engine, suggester } = user(verify, wrong);
  await ask();
  engine.answers("return net * 1.2;");
  await withdrawn();
  expect(await ask()).toEqual(["return net * 1.2;"]);
  expect(engine.asked.at(-1)?.request).toMatchObject({ temperature: 0.5, priority: "background" });
  expect(await ask(place.replace("│", "return │"))).toEqual(["net * 1.2;"]);
  engine.answers("AD(\n    net,\n  );");
  expect(await ask(place.replace("│", "return B│"))).toEqual([]);
  expect(suggester.last?.reason).toBe("bringsError");
});

test("where the other one is wrong, too, nothing is shown, and the reason says so", async () => {
  const { verify } = judge();
  const { ask, withdrawn, suggester } = user(verify, "return BAD(\n    net,\n  );");
  await ask();
  await withdrawn();
  expect(await ask()).toEqual([]);
  expect(suggester.last?.reason).toBe("bringsError");
  expect(await ask(place, true)).toEqual([]);
});

test("where nothing is to be done ahead no other suggestion is written in its place", async () => {
  const { verify } = judge();
  const { ask, withdrawn, engine } = user(verify, "return BAD(\n    net,\n  );");
  const never = { workAhead: "never" } as const;
  await ask(place, false, never);
  engine.answers("return net * 1.2;");
  await withdrawn();
  expect(await ask(place, false, never)).toEqual([]);
  expect(engine.asked).toHaveLength(1);
});

test.each([
  ["a warning is what half-written code earns", judge({ isWarning: true }).verify, written],
  ["nobody can say", async () => untold("it is busy"), written],
  ["it has one line", judge().verify, "return BAD;"],
  ["it is right", judge().verify, written.replace("BAD", "2")],
] as const)("a suggestion stays where %s", async (_name, verify, text) => {
  const { ask, suggester } = user(verify, text);
  expect(await ask()).toEqual([text]);
  await setTimeout(250);
  expect(await ask()).toEqual([text]);
  expect(suggester.counters.counts.withdrawn).toBe(0);
});

test("where another error nearby stays, as beside a half-written line, nothing is concluded", async () => {
  const { verify, asked } = judge();
  const { ask } = user(verify, written);
  const half = place.replace("(net: number)", "(net: BADtype)");
  expect(await ask(half)).toEqual([written]);
  await until(() => asked.length === 1);
  await setTimeout(50);
  expect(await ask(half)).toEqual([written]);
});

test("a key ends the check, and what is typed through is not checked again once it was right", async () => {
  const right = written.replace("BAD", "2");
  const { verify, asked } = judge();
  const { ask, suggester } = user(verify, right);
  await ask();
  suggester.typed(performance.now());
  await setTimeout(250);
  expect(asked).toEqual([]);
  await ask();
  await until(() => asked.length === 1);
  await ask(place.replace("│", "const│"));
  await setTimeout(250);
  expect(asked).toHaveLength(1);
});
