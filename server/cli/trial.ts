import { CancellationToken } from "vscode-languageserver";
import type { ChatPrompt } from "../../models/chat.ts";
import type { Generation, LoadedModel } from "../../models/engine.ts";
import { familyNamed } from "../../models/families.ts";
import { infillPrompt } from "../../models/family.ts";
import type { HostSettings } from "../../models/local/protocol.ts";
import type { Prompt } from "../../models/prompt.ts";
import { CommandError } from "./command.ts";
import { loadedEngine } from "./engine.ts";

/** A model's behaviour when it was asked once. */
export type Trial = {
  readonly model: LoadedModel;
  readonly text: string;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  readonly firstTokenMs: number | null;
  /** The speed of the tokens after the first; null where there were none. */
  readonly tokensPerSecond: number | null;
};

const maxTokens = 32;
const maxMs = 30_000;

/** Loads a model in the engine host as an editor would, asks it once, and leaves it loaded. Throws a CommandError. */
export async function trial(settings: HostSettings): Promise<Trial> {
  const { engine, model } = await loadedEngine(settings);
  try {
    const request = {
      prompt: promptFor(model, settings),
      priority: "action",
      subject: "trial",
      maxTokens,
      maxMs,
    } as const;
    const generation = await engine.generate(request, () => {}, CancellationToken.None);
    return { model, ...figures(generation) };
  } finally {
    engine.dispose();
  }
}

function promptFor(model: LoadedModel, { role }: HostSettings): Prompt | ChatPrompt {
  const family = model.family === null ? undefined : familyNamed(model.family);
  if (role === "all" && family) return infillPrompt(family, hole);
  if (model.chat) return question;
  throw new CommandError(`${model.name} can neither complete code nor follow instructions`);
}

const hole = {
  repository: "shapes",
  path: "rectangle.py",
  context: [],
  before: "class Rectangle:\n    def __init__(self, width, height):\n        self.width = width\n        self.",
  after: "\n\n    def area(self):\n        return self.width * self.height\n",
  typed: "",
};

const question: ChatPrompt = {
  messages: [{ role: "user", text: "Write a Python function that returns the area of a rectangle." }],
  answerStart: "",
  stopTexts: [],
};

function figures(generation: Generation): Omit<Trial, "model"> {
  const { text, promptTokens, generatedTokens, firstTokenMs, totalMs } = generation;
  const afterFirstMs = totalMs - (firstTokenMs ?? totalMs);
  const tokensPerSecond =
    generatedTokens > 1 && afterFirstMs > 0 ? ((generatedTokens - 1) * 1000) / afterFirstMs : null;
  return { text, promptTokens, generatedTokens, firstTokenMs, tokensPerSecond };
}

/** "first token after 120 ms, then 43 tokens a second" */
export function describeTrial({ firstTokenMs, tokensPerSecond }: Trial): string {
  if (firstTokenMs === null) return "it wrote nothing";
  const first = `first token after ${Math.round(firstTokenMs)} ms`;
  return tokensPerSecond === null ? first : `${first}, then ${Math.round(tokensPerSecond)} tokens a second`;
}
