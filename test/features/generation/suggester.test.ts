import { afterEach, expect, jest, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { EngineUnavailable, PromptTooLong } from "../../../models/engine.ts";
import { type Prompt, promptText } from "../../../models/prompt.ts";
import { embeddedModel } from "../../../server/engines/modelPath.ts";
import { type Ask, Suggester } from "../../../server/features/generation/suggester.ts";
import type { SuggestionAnswer } from "../../../server/features/generation/suggestionAnswer.ts";
import type { Session } from "../../../server/features/session.ts";
import { later, ScriptedEngine, scriptedModel } from "../../scriptedEngine.ts";
import { sessionAt } from "../../session.ts";
import { until } from "../../until.ts";

const typing: Ask = { trigger: "automatic", priority: "typing", maxTokens: 64, maxMs: 1000 };

/** A user at the `│` of a TypeScript file, and an engine that answers in the given pieces. */
function user(...pieces: (string | Promise<string>)[]) {
  const engine = new ScriptedEngine(...pieces);
  const suggester = new Suggester();
  function ask(marked: string, options: Partial<Ask> = {}, token = CancellationToken.None): Promise<SuggestionAnswer> {
    const { session, cursor } = sessionAt(marked, engine, suggester);
    return suggester.suggest(session, cursor, { ...typing, ...options }, token);
  }
  return { engine, suggester, ask };
}

/** Resolves once the engine was asked so often. */
async function asked(engine: ScriptedEngine, times: number): Promise<void> {
  while (engine.asked.length < times) await new Promise((resolve) => setImmediate(resolve));
}

const theModelOfHearth = { state: "ready", model: { ...scriptedModel, path: embeddedModel } } as const;

const textOf = (answer: SuggestionAnswer) => answer.suggestion?.changes[0]?.text;

test("a suggestion is what the model writes", async () => {
  const { ask } = user("a + b;");
  expect(textOf(await ask("const sum = │"))).toBe("a + b;");
});

test("the same place is asked about once", async () => {
  const { ask, engine } = user("a + b;");
  await ask("const sum = │");
  expect(textOf(await ask("const sum = │"))).toBe("a + b;");
  expect(engine.asked).toHaveLength(1);
});

test("typing what is suggested leaves the rest without asking", async () => {
  const { ask, engine, suggester } = user("alpha + beta;");
  await ask("const sum = │");
  expect(textOf(await ask("const sum = alp│"))).toBe("ha + beta;");
  expect(engine.asked).toHaveLength(1);
  expect(suggester.counters.counts.typedThrough).toBe(1);
});

test("typing something else asks again", async () => {
  const { ask, engine } = user("alpha + beta;");
  await ask("const sum = │");
  await ask("const sum = x│");
  expect(engine.asked).toHaveLength(2);
});

test("generation stops as soon as the suggestion is complete", async () => {
  const never = later("");
  const { ask, engine } = user("a + b;\n", "const more = 1;\n", never.piece);
  expect(textOf(await ask("const sum = │\nconst other = 2;\n"))).toBe("a + b;");
  expect(engine.asked[0]?.end).toBe("cancelled");
});

test("ghost text and popup at one place share one generation", async () => {
  const rest = later(" + b;");
  const { ask, engine } = user("a", rest.piece);
  const answers = Promise.all([ask("const sum = │"), ask("const sum = │", { priority: "popup", deadlineMs: 5000 })]);
  rest.come();
  expect((await answers).map(textOf)).toEqual(["a + b;", "a + b;"]);
  expect(engine.asked).toHaveLength(1);
});

test("a key stroke that types what is being generated waits for that", async () => {
  const rest = later(" + beta;");
  const { ask, engine } = user("alpha", rest.piece);
  const first = new CancellationTokenSource();
  const superseded = ask("const sum = │", {}, first.token);
  await new Promise((resolve) => setImmediate(resolve));
  first.cancel();
  const next = ask("const sum = al│");
  rest.come();
  expect(textOf(await next)).toBe("pha + beta;");
  expect((await superseded).reason).toBe("cancelled");
  expect(engine.asked).toHaveLength(1);
});

test("a key stroke that types something else calls the generation off", async () => {
  const { ask, engine } = user("alpha", later("").piece);
  const first = new CancellationTokenSource();
  void ask("const sum = │", {}, first.token);
  await asked(engine, 1);
  first.cancel();
  void ask("const sum = x│");
  await asked(engine, 2);
  expect(engine.asked.map(({ end }) => end)).toEqual(["cancelled", "running"]);
});

test("a generation for which nobody waits any more is called off", async () => {
  const { ask, engine } = user("alpha", later("").piece);
  const client = new CancellationTokenSource();
  const answer = ask("const sum = │", {}, client.token);
  await new Promise((resolve) => setImmediate(resolve));
  client.cancel();
  expect((await answer).reason).toBe("cancelled");
  while (engine.asked[0]?.end !== "cancelled") await new Promise((resolve) => setImmediate(resolve));
  expect(engine.asked).toHaveLength(1);
});

test("at its deadline the popup has nothing, and the next key stroke what was generated meanwhile", async () => {
  const rest = later("a + b;");
  const { ask, engine } = user(rest.piece);
  const popup = await ask("const sum = │", { priority: "popup", deadlineMs: 1 });
  expect(popup).toMatchObject({ suggestion: null, reason: "unfinished" });
  rest.come();
  expect(textOf(await ask("const sum = │"))).toBe("a + b;");
  expect(engine.asked).toHaveLength(1);
});

const repeated = `
  const user = await load(userId, options, cache);
  const order = await load(orderId, options, cache);
`;

/** Resolves when the engine's first answer is there, and kept. */
async function landed(engine: ScriptedEngine): Promise<void> {
  await until(() => engine.asked[0]?.end === "stop");
  await new Promise((resolve) => setTimeout(resolve, 20));
}

test("how the line went on elsewhere travels with the request, for the model to verify", async () => {
  const { ask, engine } = user("options, cache);");
  await ask(`${repeated}  send(orderId, │`);
  expect(engine.asked[0]?.request.drafts).toContain("options, cache);");
});

test("what the workspace surely remembers is there before the model", async () => {
  const { ask } = user(later("").piece);
  const answer = await ask(`${repeated}  const user = await load(userId, │`);
  expect([textOf(answer), answer.memory === null]).toEqual(["options, cache);", false]);
});

test("who types what was remembered sees the rest of it, whatever the model has said since", async () => {
  const { ask, engine } = user("other);");
  await ask(`${repeated}  const user = await load(userId, │`);
  await landed(engine);
  expect(textOf(await ask(`${repeated}  const user = await load(userId, opt│`))).toBe("ions, cache);");
});

test("who types what the model said meanwhile sees the rest of that at once", async () => {
  const { ask, engine } = user("other);");
  await ask(`${repeated}  const user = await load(userId, │`);
  await landed(engine);
  expect(textOf(await ask(`${repeated}  const user = await load(userId, oth│`))).toBe("er);");
  expect(engine.asked).toHaveLength(1);
});

test("whoever asks by hand gets the model's word", async () => {
  const { ask } = user("other);");
  expect(textOf(await ask(`${repeated}  const user = await load(userId, │`, { trigger: "manual" }))).toBe("other);");
});

test("where the workspace is not sure the model is asked", async () => {
  const place = `${repeated}  keep(user, │`;
  const { ask } = user("store);");
  expect((await ask(place)).memory).toBeNull();
});

/** Lets the clock go on until the promise is settled; resolves to how long that took. */
async function onTheClock(promise: Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  let settled = false;
  void promise.finally(() => {
    settled = true;
  });
  while (!settled) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!settled) await jest.advanceTimersByTimeAsync(5);
  }
  return performance.now() - startedMs;
}

afterEach(() => void jest.useRealTimers());

function useClock(): void {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "clearImmediate", "nextTick", "queueMicrotask"] });
}

test("of 500 popups none waits longer than its budget, whatever is typed and however late the model writes", async () => {
  useClock();
  const text = "alpha + beta;";
  const { ask, engine } = user(...text);
  const generate = engine.generate.bind(engine);
  engine.generate = async (...asked) => {
    await new Promise((resolve) => setTimeout(resolve, 100 + (engine.asked.length % 10) * 90));
    return generate(...asked);
  };
  const waits: number[] = [];
  let shown = 0;
  for (let i = 0; i < 500; i++) {
    // What the model will write, as far as it was typed; now and then something else, or another line.
    const typed = i % 7 === 6 ? "x" : text.slice(0, i % 7);
    const popup = ask(`let other${i >> 5};\nconst sum = ${typed}│`, { priority: "popup", deadlineMs: 150 });
    waits.push(await onTheClock(popup));
    if ((await popup).suggestion) shown++;
  }
  expect(Math.max(...waits)).toBeLessThanOrEqual(155);
  expect(shown).toBeGreaterThan(50);
});

test("at its deadline the popup has the complete lines also where the user has typed on into them", async () => {
  const { ask, engine } = user("\n  return a;\n", "  more", later("").piece);
  const below = "│\n}\n";
  const first = ask(`function f() {${below}`, { priority: "popup", deadlineMs: 1 });
  await asked(engine, 1);
  await first;
  expect(textOf(await ask(`function f() {\n  ret${below}`, { priority: "popup", deadlineMs: 1 }))).toBe("urn a;");
  expect(engine.asked).toHaveLength(1);
});

test("the popup's own generation ends at the popup's limit", async () => {
  const { ask, engine } = user("a", " + b", " + c", later("").piece);
  const answer = await ask("const sum = │", { priority: "popup", maxTokens: 2, deadlineMs: 5000 });
  expect(answer.generation?.end).toBe("maxTokens");
  expect(engine.asked[0]?.end).toBe("cancelled");
});

test("ghost text that joins the popup's generation gets as much as without the popup", async () => {
  const rest = later(" + b");
  const { ask } = user("a", rest.piece, " + c", " + d;");
  const popup = ask("const sum = │", { priority: "popup", maxTokens: 2, deadlineMs: 5000 });
  const ghost = ask("const sum = │", { maxTokens: 64 });
  rest.come();
  expect(textOf(await ghost)).toBe("a + b + c + d;");
  await popup;
});

test("who has ghost text drawn gets all of it also where the popup was asked for first and answered", async () => {
  const { ask, engine } = user("a", " + b", " + c", " + d;");
  await ask("const first = │");
  await ask("const sum = │", { priority: "popup", maxTokens: 2, deadlineMs: 5000 });
  expect(textOf(await ask("const sum = │"))).toBe("a + b + c + d;");
  expect(engine.asked).toHaveLength(2);
});

test("a slow generation goes on for as long as ghost text is waited for", async () => {
  useClock();
  const rest = later(" + b;");
  const { ask } = user("a", rest.piece);
  const popup = ask("const sum = │", { priority: "popup", maxMs: 2000, deadlineMs: 150 });
  const ghost = ask("const sum = │", { maxMs: 5000 });
  await onTheClock(popup);
  await jest.advanceTimersByTimeAsync(3000);
  rest.come();
  expect(textOf(await ghost)).toBe("a + b;");
});

test("a slow generation of the popup's alone ends after the popup's time", async () => {
  useClock();
  const { ask, engine } = user("a", later("").piece);
  await onTheClock(ask("const sum = │", { priority: "popup", maxMs: 2000, deadlineMs: 150 }));
  await jest.advanceTimersByTimeAsync(1700);
  expect(engine.asked[0]?.end).toBe("running");
  await jest.advanceTimersByTimeAsync(300);
  await new Promise((resolve) => setImmediate(resolve));
  expect(engine.asked[0]?.end).toBe("cancelled");
});

test("a manual request asks the model again", async () => {
  const { ask, engine } = user("a + b;");
  await ask("const sum = │");
  await ask("const sum = │", { trigger: "manual" });
  expect(engine.asked).toHaveLength(2);
});

test("another model forgets what the one before it said", async () => {
  const { ask, engine, suggester } = user("a + b;");
  await ask("const sum = │");
  suggester.modelChanged();
  await ask("const sum = │");
  expect(engine.asked).toHaveLength(2);
});

test("while the model loads, the answer is that it loads", async () => {
  const { ask, engine } = user();
  engine.status = { state: "loading", progress: 0.5 };
  expect(await ask("const sum = │")).toMatchObject({ suggestion: null, reason: "loading" });
});

test("a model that failed says why", async () => {
  const { ask, engine } = user();
  engine.status = { state: "failed", message: "there is no file x" };
  expect(await ask("const sum = │")).toMatchObject({ reason: "unavailable", message: "there is no file x" });
});

test("every silence is counted by its reason", async () => {
  const { ask, suggester } = user("a + b;");
  await ask("const sum = 1;│");
  await ask("const │sum = 1");
  expect(suggester.counters.counts.silences).toEqual({ statementComplete: 1, midWord: 1 });
});

test("when the user pauses the prompt is read anew and what follows an accept is written", async () => {
  const { ask, engine } = user("alpha");
  await ask("const sum = │");
  await until(() => engine.asked.length >= 3);
  expect(engine.asked.map(({ request }) => [request.priority, request.maxTokens])).toEqual([
    ["typing", 96],
    ["background", 0],
    ["background", 96],
  ]);
  expect(engine.asked[2]?.prompt).toContain("const sum = alpha");
});

test("what failed while the user paused does not answer the next request", async () => {
  const { ask, engine } = user("alpha");
  const generate = engine.generate.bind(engine);
  const failed = new Promise<void>((resolve) => {
    engine.generate = (request, ...others) => {
      if (request.priority !== "background" || request.maxTokens === 0) return generate(request, ...others);
      setImmediate(resolve);
      return Promise.reject(new EngineUnavailable("the host is gone"));
    };
  });
  await ask("const sum = │");
  await failed;
  expect(textOf(await ask("const sum = alpha│"))).toBe("alpha");
});

test("text so dense that no prompt of it fits is a silence with its reason, and no error", async () => {
  const { ask, engine } = user("alpha");
  engine.generate = () => Promise.reject(new PromptTooLong(417, 416));
  const message = "the prompt has 417 tokens, the model has room for 416";
  expect(await ask("const sum = │")).toMatchObject({ suggestion: null, reason: "unavailable", message });
});

test("a line that the model is not sure of is not shown", async () => {
  const { ask, engine } = user("a + ", "mystery", ";");
  engine.probabilities.set("mystery", 0.01);
  expect(await ask("const sum = │")).toMatchObject({ suggestion: null, reason: "unsure" });
  expect(engine.asked[0]?.end).toBe("cancelled");
});

test("lines before the one that the model is not sure of are shown", async () => {
  const { ask, engine } = user("\n  return a + b;\n", "  mystery", "();\n}");
  engine.probabilities.set("  mystery", 0.01);
  expect(textOf(await ask("function add(a, b) {│\n}\n"))).toBe("\n  return a + b;");
});

test("by hand a suggestion is shown however unsure the model is", async () => {
  const { ask, engine } = user("mystery;");
  engine.probabilities.set("mystery;", 0.01);
  expect(textOf(await ask("const sum = │", { trigger: "manual" }))).toBe("mystery;");
});

test.each([
  [
    "a local model writes the word at the cursor itself, behind what was typed on its line",
    undefined,
    "let a;\n<|fim_suffix|><|fim_middle|>const sum",
    " = ",
  ],
  [
    "a server is asked at the cursor, but for the blanks there",
    { name: "box", host: "gpu.example", isLoopback: false, sends: "text" },
    "let a;\nconst sum =<|fim_suffix|><|fim_middle|>",
    undefined,
  ],
] as const)("%s", async (_, remote, end, begun) => {
  const engine = new ScriptedEngine("a;");
  if (engine.status.state === "ready")
    engine.status = {
      state: "ready",
      model: { ...engine.status.model, family: "qwen-coder", ...(remote && { remote }) },
    };
  const { session, cursor } = sessionAt("let a;\nconst sum = │", engine);
  await new Suggester().suggest(session, cursor, typing, CancellationToken.None);
  const prompt = engine.asked[0]?.request.prompt as Prompt;
  expect(promptText({ ...prompt, begun: "" })).toContain(`<|fim_prefix|>${end}`);
  expect(prompt.begun).toBe(begun);
});

test.each(["\n", "\r\n"])(
  "a name that was changed far above, where the model saw it, is asked about anew",
  async (end) => {
    const source = (name: string) => {
      const constants = Array.from({ length: 30 }, (_, i) => `const constant${i} = ${i} * 1000;`);
      return [`function ${name}(items) {}`, ...constants, "console.log(│"].join(end);
    };
    const { ask, engine } = user("countApples(1));");
    // A GPU is shown more of the file at once.
    if (engine.status.state === "ready")
      engine.status = { state: "ready", model: { ...engine.status.model, gpuLayers: 1 } };
    expect(textOf(await ask(source("countApples")))).toBe("countApples(1));");
    await ask(source("countApples"));
    expect(engine.asked).toHaveLength(1);
    await ask(source("weighPears"));
    expect(engine.asked).toHaveLength(2);
  },
);

const copied =
  "function first() {\n  const app = load(config, defaults);\n  return app;\n}\n\nfunction second() {\n  const app = load(│";

test("while the model loads, what the workspace remembers is shown", async () => {
  const { ask, engine, suggester } = user("wrong");
  engine.become({ state: "loading", progress: 0.5 });
  const answer = await ask(copied);
  expect(textOf(answer)).toBe("config, defaults);");
  expect(answer.memory).toMatchObject({ path: "a.ts", places: 1 });
  expect(suggester.counters.counts).toMatchObject({ shown: 1, remembered: 1 });
});

test("where no model can be had, what the workspace remembers is shown", async () => {
  const { ask, engine } = user();
  engine.become({ state: "failed", message: "no model" });
  expect(textOf(await ask(copied))).toBe("config, defaults);");
});

test("what is remembered is shown on while it is typed", async () => {
  const { ask, engine } = user("path);");
  engine.become({ state: "loading", progress: 0.5 });
  await ask(copied);
  expect(textOf(await ask(copied.replace("│", "config, │")))).toBe("defaults);");
});

test("the model that comes with Hearth gives way to what the workspace remembers, where another is asked", async () => {
  const { ask, engine } = user("path);");
  const lessSure = copied.replace("const app = load(│", "return load(│");
  expect(textOf(await ask(lessSure))).toBe("path);");
  engine.become(theModelOfHearth);
  expect(textOf(await ask(lessSure.replace("second", "third")))).toBe("config, defaults);");
});

/** A user with settings of their own for suggestions. */
function userWith(own: Partial<Session["config"]["suggestions"]>, ...pieces: string[]) {
  const engine = new ScriptedEngine(...pieces);
  const suggester = new Suggester();
  function ask(marked: string, options: Partial<Ask> = {}): Promise<SuggestionAnswer> {
    const { session, cursor } = sessionAt(marked, engine, suggester);
    const config = { ...session.config, suggestions: { ...session.config.suggestions, ...own } };
    return suggester.suggest({ ...session, config }, cursor, { ...typing, ...options }, CancellationToken.None);
  }
  return { engine, suggester, ask };
}

test("with a debounce of one's own nothing is suggested before, and what is typed through waits for nothing", async () => {
  useClock();
  const { ask } = userWith({ debounceMs: 700 }, "alpha + beta;");
  const first = ask("const sum = │");
  expect(await onTheClock(first)).toBeGreaterThanOrEqual(700);
  expect(textOf(await first)).toBe("alpha + beta;");
  expect(await onTheClock(ask("const sum = al│"))).toBeLessThan(10);
  expect(await onTheClock(ask("const sum = │"))).toBeGreaterThanOrEqual(700);
  const byHand = ask("const sum = │", { trigger: "manual" });
  expect(await onTheClock(byHand)).toBeLessThan(10);
  const popup = ask("const other = │", { priority: "popup", deadlineMs: 150 });
  expect(await onTheClock(popup)).toBeLessThan(160);
  expect((await popup).reason).toBe("unfinished");
});

test("no more lines are suggested than are wanted", async () => {
  const { ask } = userWith({ maxLines: 1 }, "\n  const a = 1;\n  return a;\n}");
  expect(textOf(await ask("function f() {│\n}\n"))).toBe("\n  const a = 1;");
});

test("a request tells where its time went, phase by phase, and so do the last hundred", async () => {
  const { ask, suggester } = user("a + b;");
  const { spans } = await ask("const sum = │");
  expect(spans.map(({ phase }) => phase)).toEqual(
    expect.arrayContaining(["cursor", "memory", "gather", "rank", "read", "filters"]),
  );
  await ask("const │sum = 1;");
  await ask("const sum = a│", { trigger: "manual" });
  expect(suggester.traces.all.map(({ request, line, outcome }) => [request, line, outcome])).toEqual([
    ["ghost text", 1, "shown"],
    ["ghost text", 1, "midWord"],
    ["by hand", 1, "shown"],
  ]);
  for (let i = 0; i < 120; i++) await ask("const │sum = 1;");
  expect(suggester.traces.all).toHaveLength(100);
});

test("a request that joins a generation has its phases, from before its own beginning", async () => {
  const rest = later("beta;");
  const { ask, engine } = user("alpha + ", rest.piece);
  const first = ask("const sum = │");
  await asked(engine, 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = ask("const sum = al│");
  rest.come();
  await first;
  const { spans } = await second;
  const gathered = spans.find(({ phase }) => phase === "gather");
  expect(gathered?.startMs).toBeLessThan(0);
});
