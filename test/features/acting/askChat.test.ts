import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver";
import { EngineUnavailable, type Generation, PromptTooLong } from "../../../models/engine.ts";
import type { ChatRoom } from "../../../server/context/prompts/chat.ts";
import { askChat, type ChatQuestion, chatProblem } from "../../../server/features/acting/askChat.ts";
import { ScriptedEngine } from "../../scriptedEngine.ts";

const question: ChatQuestion = {
  subject: "explain a.ts",
  priority: "action",
  maxTokens: 100,
  maxMs: 1000,
  system: "You explain code.",
  // biome-ignore lint/correctness/useYield: it has one step only
  context: function* ({ promptTokens }) {
    return { sections: [{ title: "The code", text: "let a = 1" }], instruction: "Explain it.", tokens: promptTokens };
  },
};

const nobody = CancellationToken.None;

test("a model is told who it is, then shown the code, then told what to do", async () => {
  const engine = new ScriptedEngine("It ", "declares a.");
  const { generation } = await askChat({ chat: engine }, question, () => {}, nobody);
  expect(generation.text).toBe("It declares a.");
  expect(engine.asked[0]?.prompt).toBe(
    "system: You explain code.\nuser: The code:\n```\nlet a = 1\n```\n\nExplain it.\n",
  );
});

test("what was said since is room that the code does not get", async () => {
  const rooms: number[] = [];
  const context = (room: ChatRoom) => {
    rooms.push(room.promptTokens);
    return question.context(room);
  };
  const since = [{ role: "assistant" as const, text: "x".repeat(300) }];
  await askChat({ chat: new ScriptedEngine("") }, { ...question, context }, () => {}, nobody);
  await askChat({ chat: new ScriptedEngine("") }, { ...question, context, since }, () => {}, nobody);
  expect((rooms[0] as number) - (rooms[1] as number)).toBe(100);
});

test("beside the code a processor reads no more than somebody waits for", async () => {
  const rooms: number[] = [];
  const context = (room: ChatRoom) => {
    rooms.push(room.promptTokens);
    return question.context(room);
  };
  const engine = new ScriptedEngine("");
  await askChat({ chat: engine }, { ...question, context, codeCharacters: 400 }, () => {}, nobody);
  await askChat({ chat: engine }, { ...question, context, codeCharacters: 4_000_000 }, () => {}, nobody);
  const whole = rooms[1] ?? 0;
  expect([rooms[0], whole > 1674]).toEqual([1674, true]);
});

test("an answer takes no more than its share of a small context", async () => {
  const engine = new ScriptedEngine("yes");
  await askChat({ chat: engine }, { ...question, maxTokens: 1000, answerShare: 0.25 }, () => {}, nobody);
  expect(engine.asked[0]?.request.maxTokens).toBe(2048 / 4);
});

test("a prompt that turns out too long is made anew in less room", async () => {
  const densities: number[] = [];
  const context = (room: ChatRoom) => {
    densities.push(room.charactersPerToken);
    return question.context(room);
  };
  class Narrow extends ScriptedEngine {
    override generate(...args: Parameters<ScriptedEngine["generate"]>): Promise<Generation> {
      return densities.length < 2 ? Promise.reject(new PromptTooLong(4000, 2000)) : super.generate(...args);
    }
  }
  await askChat({ chat: new Narrow("yes") }, { ...question, context }, () => {}, nobody);
  expect(densities).toEqual([3, 3 * 0.5 * 0.9]);
});

test("a model that only completes is not asked, and the reason says what to set", async () => {
  const engine = new ScriptedEngine("never");
  if (engine.status.state !== "ready") throw new Error("not ready");
  engine.status = { state: "ready", model: { ...engine.status.model, chat: false } };
  await expect(askChat({ chat: engine }, question, () => {}, nobody)).rejects.toThrow(EngineUnavailable);
  expect(engine.asked).toEqual([]);
  expect(chatProblem(engine)).toContain("set hearth.chat.model");
});

test("a model that is not loaded yet is loaded and waited for", async () => {
  const engine = new ScriptedEngine("awake");
  const ready = engine.status;
  engine.status = { state: "off" };
  engine.start = () => {
    engine.become({ state: "starting" });
    setImmediate(() => engine.become(ready));
  };
  const { generation } = await askChat({ chat: engine }, question, () => {}, nobody);
  expect(generation.text).toBe("awake");
});

test("a model whose process ends while it loads is not waited for any longer", async () => {
  const engine = new ScriptedEngine("never");
  engine.status = { state: "off" };
  engine.start = () => {
    engine.become({ state: "loading", progress: 0.5 });
    setImmediate(() => engine.become({ state: "off" }));
  };
  await expect(askChat({ chat: engine }, question, () => {}, nobody)).rejects.toThrow("the model's process ended");
});

test("a model that cannot be started so soon after a crash is not waited for", async () => {
  const engine = new ScriptedEngine("never");
  engine.status = { state: "off" };
  await expect(askChat({ chat: engine }, question, () => {}, nobody)).rejects.toThrow(EngineUnavailable);
});
